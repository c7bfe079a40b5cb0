import { readFileSync, renameSync, writeFileSync } from 'node:fs';

/** The content of a small JSON file of ours, as `read` understands it; what `read(null)` gives where there is none. */
export function readJson<T>(path: string, read: (data: unknown) => T): T {
  try {
    return read(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return read(null);
  }
}

/**
 * Writes a small JSON file of ours, at once, so that nothing is lost when the app quits in the next moment.
 * Where that fails, `log` hears why, and it is not remembered.
 */
export function writeJson(path: string, data: unknown, log: (fault: unknown) => void): void {
  try {
    writeFileSync(`${path}.tmp`, JSON.stringify(data));
    renameSync(`${path}.tmp`, path);
  } catch (error) {
    log(error);
  }
}
