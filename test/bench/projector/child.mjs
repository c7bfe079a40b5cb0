import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A child process that answers every line with a line of JSON, in turn. */
export function startChild(program, args, env = {}) {
  const child = spawn(program, args, {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  const reader = createInterface({ input: child.stdout });
  const lines = reader[Symbol.asyncIterator]();
  child.on('error', () => reader.close());
  // A child that is gone reads nothing; that its lines end tells of it.
  child.stdin.on('error', () => {});
  return {
    /** The child's next answer. Throws where it ends instead. */
    async next() {
      child.stdin.write('\n');
      const { value, done } = await lines.next();
      if (done) throw new Error(`${[program, ...args].join(' ')} ended without an answer`);
      return JSON.parse(value);
    },
    stop: () => child.kill(),
  };
}
