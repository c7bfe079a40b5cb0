import { openTensors } from '#core/files/openTensors.ts';
import { orderOf } from '#core/files/order.ts';
import { sizeOf, type TensorEntry, type TensorFile } from '#core/files/tensorFile.ts';
import { bytesText } from '#core/format/bytes.ts';
import { withBench } from './bench.ts';
import { parseCommandLine } from './commandLine.ts';
import { InputError } from './inputError.ts';
import { print } from './output.ts';
import { tensorPath } from './tensorArgument.ts';

/** `nullscope inspect FILE`: prints what tensors a file holds, by its header. Throws an InputError for bad input. */
export function inspectCommand(args: readonly string[]): void {
  const { path, json } = options(args);
  withBench(({ files }) => {
    const found = openTensors(files, tensorPath(path));
    print(json ? `${JSON.stringify(asJson(found))}\n` : asTable(found));
  });
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
    bytesText(sizeOf(tensor)),
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('   '));
  const count = tensors.length === 1 ? '1 tensor' : `${tensors.length} tensors`;
  const said = [...metadata].map(([key, value]) => `${key}: ${value}`);
  const left = refused.map(({ name, why }) => `not read: ${name || '(the array)'} ${why}`);
  return `${[`${format}, ${count}`, ...said, ...lines, ...left].join('\n')}\n`;
}

const ORDERS = { rows: [], columns: ['column by column'], view: ['a view'] } as const;

const typeText = (tensor: TensorEntry): string =>
  [tensor.type, ...ORDERS[orderOf(tensor)], ...(tensor.bigEndian ? ['big-endian'] : [])].join(', ');
