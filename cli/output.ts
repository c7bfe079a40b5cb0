import { writeFileSync, writeSync } from 'node:fs';
import { InputError } from './inputError.ts';

/** Characters that are put together before they are written. */
const PIECE = 256 * 1024;

/** Milliseconds until a reader that was not ready is tried again. */
const AGAIN = 0.1;

/** The standard output, for a great deal of text from a computation that leaves the event loop no turn. */
export interface Output {
  write(text: string): void;
  /** Writes what is waiting. */
  flush(): void;
}

/**
 * Text for the standard output, written at once and in pieces: `process.stdout` would keep a note of every piece until
 * the event loop turns. A reader that went away (`| head`) ends the program without a word.
 */
export function standardOutput(): Output {
  let waiting = '';
  const flush = (): void => {
    const bytes = Buffer.from(waiting);
    waiting = '';
    for (let done = 0; done < bytes.length; ) {
      try {
        done += writeSync(1, bytes, done);
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? error.code : null;
        if (code === 'EPIPE') process.exit(0);
        if (code !== 'EAGAIN') throw error;
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, AGAIN);
      }
    }
  };
  return {
    write(text) {
      waiting += text;
      if (waiting.length >= PIECE) flush();
    },
    flush,
  };
}

/** Writes a text to the standard output, at once. */
export function print(text: string): void {
  const { write, flush } = standardOutput();
  write(text);
  flush();
}

/** Writes a file at a path that was given with `--out`. Throws an `InputError` where there can be none. */
export function writeOut(path: string, content: string | Uint8Array): void {
  try {
    writeFileSync(path, content);
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/^\w+: |, .*$/g, '') : String(error);
    throw new InputError(`${path} cannot be written (${why}): choose another place with --out.`);
  }
}
