import { spawnSync } from 'node:child_process';

/** Builds what changed, as `npm run build` does: not in the mode of the test runner. */
export default function build(): void {
  const { NODE_ENV: _, VITEST: __, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/build.mjs'], {
    env,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the build failed:\n${stdout}\n${stderr}`);
}
