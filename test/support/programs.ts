import { spawnSync } from 'node:child_process';

/** Whether a program is on this machine: what it checks is left out where it is not. */
export const has = (program: string, ...args: readonly string[]): boolean =>
  spawnSync(program, args, { stdio: 'ignore', timeout: 60_000 }).status === 0;

/** What a program prints; throws with its words where it fails. */
export function run(program: string, args: readonly string[], cwd?: string): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    encoding: 'utf8',
    timeout: 120_000,
    ...(cwd === undefined ? {} : { cwd }),
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`${program} ended with ${status}:\n${stdout}\n${stderr}`);
  return stdout;
}

/** A Python with PyTorch, if there is one: Debian's is not the one that is first on every machine. */
export const pythonWithTorch = (): string | null =>
  ['python3', '/usr/bin/python3'].find((python) => has(python, '-c', 'import torch')) ?? null;
