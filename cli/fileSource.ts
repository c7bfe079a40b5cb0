import fs from 'node:fs';
import { EngineError } from '#core/engine/contract.ts';
import type { OpenFile } from '#core/engine/fileScope.ts';
import * as reading from '#core/engine/openFile.ts';
import { InputError } from './inputError.ts';

/** Opens a file to be read by range. Throws an `InputError` where there is none, or where it may not be read. */
export function openFile(path: string): OpenFile {
  try {
    return reading.openFile(fs, path);
  } catch (error) {
    throw error instanceof EngineError ? new InputError(error.message) : error;
  }
}
