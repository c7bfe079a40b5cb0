import { readTensors } from '#core/files/readTensors.ts';
import { columnMajor, rowMajor, sizeOf, type TensorEntry, type TensorFile } from '#core/files/tensorFile.ts';
import { parseCommandLine } from './commandLine.ts';
import { openFile } from './fileSource.ts';
import { InputError } from './inputError.ts';

/** `nullscope inspect FILE`: prints what tensors a file holds, by its header. Throws an InputError for bad input. */
export function inspectCommand(args: readonly string[]): void {
  const { path, json } = options(args);
  const source = openFile(path);
  try {
    const found = readTensors(source);
    process.stdout.write(json ? `${JSON.stringify(asJson(found))}\n` : asTable(found));
  } finally {
    source.close();
  }
}

function options(args: readonly string[]): { readonly path: string; readonly json: boolean } {
  const { values, positionals } = parseCommandLine({
    args: [...args],
    options: { json: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const [path] = positionals;
  if (path === undefined || positionals.length > 1) throw new InputError('Name one file to inspect.');
  return { path, json: values.json };
}

const asJson = ({ format, tensors, refused, metadata }: TensorFile) => ({
  format,
  metadata: Object.fromEntries(metadata),
  tensors: tensors.map((tensor) => ({
    name: tensor.name,
    shape: tensor.shape,
    dtype: tensor.type,
    bytes: sizeOf(tensor),
  })),
  refused,
});

function asTable({ format, tensors, refused, metadata }: TensorFile): string {
  const rows = tensors.map((tensor) => [
    tensor.name || '(the array)',
    tensor.shape.length > 0 ? tensor.shape.join(' × ') : 'scalar',
    typeText(tensor),
    sizeText(sizeOf(tensor)),
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('   '));
  const count = tensors.length === 1 ? '1 tensor' : `${tensors.length} tensors`;
  const said = [...metadata].map(([key, value]) => `${key}: ${value}`);
  const left = refused.map(({ name, why }) => `not read: ${name || '(the array)'} ${why}`);
  return `${[`${format}, ${count}`, ...said, ...lines, ...left].join('\n')}\n`;
}

function typeText({ type, shape, strides, bigEndian }: TensorEntry): string {
  return [type, ...orderOf(shape, strides), ...(bigEndian ? ['big-endian'] : [])].join(', ');
}

/** How the entries lie, where it is not row by row. */
function orderOf(shape: readonly number[], strides: readonly number[]): readonly string[] {
  const lie = (wanted: readonly number[]): boolean =>
    shape.every((n, i) => n < 2 || strides[i] === wanted[i]);
  if (lie(rowMajor(shape))) return [];
  return [lie(columnMajor(shape)) ? 'column by column' : 'a view'];
}

/** `368 B`, `1.2 MB`. */
function sizeText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${power === 0 ? value : value.toPrecision(3)} ${units[power]}`;
}
