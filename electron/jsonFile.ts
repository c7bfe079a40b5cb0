import { readFileSync } from 'node:fs';
import { writeFileAtomically } from './atomicWrite.ts';

/** The content of a small JSON file of ours, as `read` understands it; what `read(null)` gives where there is none. */
export function readJson<T>(path: string, read: (data: unknown) => T): T {
  try {
    return read(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return read(null);
  }
}

/** Writes a small JSON file of ours; what fails is only that it is not remembered. */
export function writeJson(path: string, data: unknown): void {
  writeFileAtomically(path, JSON.stringify(data)).catch((error) => console.error(error));
}
