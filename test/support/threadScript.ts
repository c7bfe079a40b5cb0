import { build, type Rolldown } from 'vite';

/** A file of this folder, with all that it imports, as one script for a thread (`eval: true`). */
export async function threadScript(name: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: true },
    build: {
      ssr: `test/support/${name}.ts`,
      write: false,
      // What is loaded only when it is asked for is in the same script.
      rolldownOptions: { output: { format: 'cjs', codeSplitting: false } },
    },
  });
  return (built as Rolldown.RolldownOutput).output[0].code;
}
