import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parseDocument } from '#core/document/parse.ts';
import type { Rows } from '#core/document/schema.ts';
import { SESSION_ENDING } from '#core/engine/sessionName.ts';
import { type DirectionFormat, directionFiles, directionsOf, INTERCHANGE } from '#core/export/direction.ts';
import { readMatrix } from '#core/instance/loadInstance.ts';
import { toRows } from '#core/linalg/matrix.ts';
import { withBench } from './bench.ts';
import { parseCommandLine } from './commandLine.ts';
import { InputError } from './inputError.ts';
import { writeOut } from './output.ts';
import { byColumns, matrixShape, tensorArgument } from './tensorArgument.ts';

/**
 * `nullscope export-direction`: writes the directions of a session, or of a file with a trained intervention, as a
 * vector file with the JSON that describes it beside it. Throws an `InputError`, and what reading throws.
 */
export function exportDirectionCommand(args: readonly string[]): void {
  const { values } = parseCommandLine({
    args: [...args],
    options: {
      session: { type: 'string' },
      v: { type: 'string' },
      out: { type: 'string' },
      operation: { type: 'string', default: INTERCHANGE },
      site: { type: 'string' },
      layer: { type: 'string' },
      normalise: { type: 'boolean', default: false },
      force: { type: 'boolean', default: false },
    },
  });
  const { session, v, out } = values;
  if ((session === undefined) === (v === undefined)) {
    throw new InputError(
      'Name the directions with --session FILE or with --v FILE[#TENSOR], one of the two.',
    );
  }
  const { folder, name, format } = target(out);
  const V = session === undefined ? fromFile(v as string) : fromSession(session);
  const files = directionFiles(values.normalise ? V.map(unit) : V, name, format, {
    operation: values.operation,
    site: values.site ?? null,
    layer: layerOf(values.layer),
    origin: basename(session ?? (v as string)),
  });
  for (const file of files) {
    const path = join(folder, file.name);
    if (existsSync(path) && !values.force) {
      throw new InputError(`${path} exists: choose another name, or add --force.`);
    }
  }
  for (const file of files) {
    writeOut(join(folder, file.name), file.bytes);
    console.log(join(folder, file.name));
  }
}

function target(out: string | undefined): { folder: string; name: string; format: DirectionFormat } {
  const [, name, format] = /^(.+)\.(safetensors|npy)$/.exec(basename(out ?? '')) ?? [];
  if (out === undefined || name === undefined) {
    throw new InputError('Name the file to write with --out NAME.safetensors or --out NAME.npy.');
  }
  const folder = dirname(out);
  if (!existsSync(folder)) throw new InputError(`${folder}: there is no such folder.`);
  return { folder, name, format: format as DirectionFormat };
}

function layerOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const layer = Number(text);
  if (text.trim() === '' || !Number.isInteger(layer) || layer < 0) {
    throw new InputError(`--layer ${text}: expected the number of a layer.`);
  }
  return layer;
}

function fromSession(path: string): Rows {
  if (!existsSync(path)) throw new InputError(`${path}: there is no such file.`);
  if (!path.endsWith(SESSION_ENDING))
    throw new InputError(`${path} is no session: its name ends in ${SESSION_ENDING}.`);
  return directionsOf(parseDocument(readFileSync(path, 'utf8'), basename(path)));
}

const fromFile = (text: string): Rows =>
  withBench(({ files, hash }) => {
    const source = tensorArgument(files, 'v', text);
    const [rows = 0, cols = 0] = matrixShape(files, source) ?? [];
    // There are never more directions than dimensions: of such a matrix the columns are the directions.
    const V = rows > cols ? byColumns(source) : source;
    return toRows(readMatrix(V, 'v', { files, hash }).matrix);
  });

function unit(row: readonly number[]): readonly number[] {
  const norm = Math.hypot(...row);
  if (!(norm > 0)) throw new InputError('A direction is zero, so it cannot be normalised.');
  return row.map((x) => x / norm);
}
