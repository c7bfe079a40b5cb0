import type { TensorRef } from '#core/document/tensorRef.ts';
import { withDirections } from '#core/interventions/savedIntervention.ts';
import { type ByteSource, bytesAt } from './byteSource.ts';
import { besideOf } from './fileId.ts';
import { isText } from './isText.ts';
import { parseJsonFile, tensorsOfJson } from './json.ts';
import { ParseError } from './parseError.ts';
import { readTensors } from './readTensors.ts';
import { readShards, weightMapOf } from './shards.ts';
import { called, type TensorEntry, type TensorFile } from './tensorFile.ts';
import { at, transposed } from './view.ts';

/** Where files are read from: whatever is opened here is closed by whoever lent this. */
export interface Files {
  /** The file's bytes. Throws a sentence for people where it cannot be opened. */
  open(file: string): ByteSource;
}

/** Bytes by which a text is told from other files. */
const HEAD = 512;

/**
 * The tensors of a file, whatever it is: of a checkpoint in several files by its index, of a saved intervention with the
 * directions that it stands for. Throws a `ParseError`, or what opening a file throws.
 */
export function openTensors(files: Files, file: string): TensorFile {
  const source = files.open(file);
  const found = isJson(source) ? ofJson(files, file, source) : readTensors(source);
  return withDirections(found, source.name);
}

/** Whether a file is a text that begins as JSON does. */
function isJson(source: ByteSource): boolean {
  const head = bytesAt(source, 0, Math.min(source.size, HEAD), 'the file');
  return isText(head) && /^\s*[[{]/.test(new TextDecoder('latin1').decode(head).replace(/^ï»¿/, ''));
}

function ofJson(files: Files, file: string, source: ByteSource): TensorFile {
  const data = parseJsonFile(source);
  const index = weightMapOf(data);
  if (!index) return tensorsOfJson(data, source.name);
  return readShards(index, source.name, (name) => readTensors(files.open(besideOf(file, name))));
}

/** The tensor, or part of one, that a reference names. Throws a `ParseError` where the file has none such. */
export function openTensor(files: Files, ref: TensorRef): TensorEntry {
  const source = files.open(ref.file);
  const { tensors } = openTensors(files, ref.file);
  const found = tensors.find(({ name }) => name === ref.tensor);
  if (!found) {
    const names = tensors.slice(0, 3).map(({ name }) => called(name));
    throw new ParseError(
      'inconsistent',
      source.name,
      called(ref.tensor),
      'is not in the file',
      names.length > 0
        ? `choose another: it holds ${names.join(', ')}${tensors.length > 3 ? ', …' : ''}`
        : 'choose another file',
    );
  }
  try {
    const part = at(found, ref.index);
    return ref.transposed ? transposed(part) : part;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new ParseError(
      'inconsistent',
      source.name,
      called(ref.tensor),
      `has no part: ${error.message}`,
      'choose another part',
    );
  }
}
