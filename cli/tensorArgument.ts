import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { TensorSource } from '#core/document/slice.ts';
import { type Files, openTensor, openTensors } from '#core/files/openTensors.ts';
import { called } from '#core/files/tensorFile.ts';
import { asMatrix } from '#core/files/view.ts';
import { DIRECTIONS } from '#core/interventions/savedIntervention.ts';
import { InputError } from './inputError.ts';

/** A tensor as a command line names it: `FILE`, `FILE#tensor`, `FILE#tensor[3]` or `FILE#[3]`. */
interface Named {
  readonly file: string;
  readonly tensor: string | null;
  readonly index: readonly number[];
}

/**
 * The tensor that an argument names. Without a name it is the only one of the file. Throws an `InputError` where the
 * file holds several, or none of that name.
 */
export function tensorArgument(files: Files, option: string, text: string, transposed = false): TensorSource {
  const { file: given, tensor, index } = named(option, text);
  const file = tensorPath(given);
  const { tensors, refused } = openTensors(files, file);
  const directions = option === 'v' && tensors.some((entry) => entry.name === DIRECTIONS) ? DIRECTIONS : null;
  const name =
    tensor ??
    directions ??
    only(
      file,
      tensors.map((entry) => entry.name),
    );
  if (!tensors.some((entry) => entry.name === name)) {
    const why = refused.find((entry) => entry.name === name)?.why;
    throw new InputError(
      why
        ? `${file}: ${called(name)} ${why}.`
        : `${file}: there is no tensor “${name}”: it holds ${list(tensors.map((entry) => entry.name))}.`,
    );
  }
  return {
    kind: 'file',
    name: basename(file),
    ref: { file, tensor: name, index: [...index], transposed, hash: null },
  };
}

/** Rows and columns of the tensor that a source names; null where it is no matrix. Throws a `ParseError` for a part that there is not. */
export function matrixShape(
  files: Files,
  source: TensorSource,
): readonly [rows: number, cols: number] | null {
  if (source.kind === 'inline') return null;
  const [rows, cols] = asMatrix(openTensor(files, source.ref))?.shape ?? [];
  return rows === undefined || cols === undefined ? null : [rows, cols];
}

/** The tensor read by its columns instead of its rows. */
export const byColumns = (source: TensorSource): TensorSource =>
  source.kind === 'inline' ? source : { ...source, ref: { ...source.ref, transposed: true } };

/**
 * The path of the file with tensors that a path means: itself, or of a folder that pyvene saved the one intervention in
 * it. Throws an `InputError` for a folder with none, or with several.
 */
export function tensorPath(path: string): string {
  if (!existsSync(path) || !statSync(path).isDirectory()) return path;
  const names = readdirSync(path);
  const saved = names.filter((name) => /^int(?:ervention)?key_.*\.bin$/.test(name) || name === 'intkey.bin');
  const [only] = saved.length > 0 ? saved : names.filter((name) => /\.(bin|pt|safetensors)$/.test(name));
  if (only === undefined || saved.length > 1) {
    const what = only === undefined ? 'no saved intervention' : `${saved.length} interventions`;
    throw new InputError(`${path}: the folder holds ${what}: name a file.`);
  }
  return join(path, only);
}

/** A file's own name may hold `#`, as those of pyvene do: what exists as a file is one. */
function named(option: string, text: string): Named {
  if (existsSync(text)) return { file: text, tensor: null, index: [] };
  const at = text.lastIndexOf('#');
  if (at <= 0) return { file: text, tensor: null, index: [] };
  const [, name = '', part] = /^(.*?)(?:\[([\d, ]+)\])?$/.exec(text.slice(at + 1)) ?? [];
  const index = part === undefined ? [] : part.split(',').map(Number);
  if (index.some((i) => !Number.isInteger(i))) {
    throw new InputError(`--${option} ${text}: a part is named by whole numbers, as in #name[3].`);
  }
  return { file: text.slice(0, at), tensor: name === '' ? null : name, index };
}

function only(file: string, names: readonly string[]): string {
  const [name] = names;
  if (name !== undefined && names.length === 1) return name;
  if (name === undefined) throw new InputError(`${file}: it holds no tensor that can be read.`);
  throw new InputError(
    `${file}: it holds ${names.length} tensors: name one as ${file}#NAME (${list(names)}).`,
  );
}

/** The first names of a list, for a sentence. */
function list(names: readonly string[]): string {
  const shown = names.slice(0, 5).map((name) => name || '(no name)');
  return names.length > 5 ? `${shown.join(', ')}, …` : shown.join(', ');
}
