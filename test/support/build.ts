import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';

/** Builds what changed, as `npm run build` does: not in the mode of the test runner. Empties the tests' cache after them. */
export default function build(): () => void {
  const { NODE_ENV: _, VITEST: __, ...env } = process.env;
  const cache = process.env['XDG_CACHE_HOME'];
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/build.mjs'], {
    env,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the build failed:\n${stdout}\n${stderr}`);
  return () => {
    if (cache?.includes('nullscope-test')) rmSync(cache, { recursive: true, force: true });
  };
}
