import { orthonormality } from '#core/analysis/orthonormality.ts';
import type { Document, Rows } from '#core/document/schema.ts';
import { writeNpy } from '#core/files/writeNpy.ts';
import { writeSafetensors } from '#core/files/writeSafetensors.ts';
import { exact } from '#core/linalg/bounded.ts';
import { fromRows, transpose } from '#core/linalg/matrix.ts';
import { norm2 } from '#core/linalg/norm.ts';
import { liftedDirections } from '#core/slice/sliceDocument.ts';

/** What a reader of a vector file has to know, and the vectors do not say. */
export interface DirectionNotes {
  /** What the directions are for. */
  readonly operation: string;
  /** The activation that they live in, for example `mlp_activation`. */
  readonly site: string | null;
  readonly layer: number | null;
  /** Where they came from, for people. */
  readonly origin: string;
}

/** The formats that directions are written in. */
export type DirectionFormat = 'safetensors' | 'npy';

/** A file to be written. */
export interface ExportedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What the k directions of a document do to an activation: `b + ((s − b) Vᵀ) V`. */
export const INTERCHANGE = 'interchange intervention along a subspace';

/** The k directions of a document in all of its dimensions, as they stand, k × d. */
export const directionsOf = (document: Document): Rows =>
  document.slice ? liftedDirections(document, document.slice) : document.V;

/** A direction is of length 1 to float64. */
const UNIT = 1e-12;

/**
 * Directions (k × d) as a vector file, k columns of d entries in float64, and the JSON beside it that says what they
 * are: operation, site, layer, orientation, normalisation. `name` is that of the vector file without its ending.
 */
export function directionFiles(
  V: Rows,
  name: string,
  format: DirectionFormat,
  notes: DirectionNotes,
): readonly [vectors: ExportedFile, sidecar: ExportedFile] {
  const columns = transpose(fromRows(V));
  const norms = V.map(norm2);
  const unit = norms.every((norm) => Math.abs(norm - 1) <= UNIT);
  const file = `${name}.${format}`;
  const sidecar = {
    format: 'nullscope-directions',
    version: 1,
    file,
    tensor: format === 'safetensors' ? 'directions' : '',
    shape: [columns.rows, columns.cols],
    dtype: 'float64',
    orientation: 'each column is a direction: d × k',
    operation: notes.operation,
    site: notes.site,
    layer: notes.layer,
    normalisation: unit ? 'each direction has length 1' : 'as they stand; lengths in norms',
    norms,
    orthonormality: orthonormality(V.map(exact)).value,
    origin: notes.origin,
  };
  const text = Object.fromEntries(
    Object.entries(sidecar).map(([key, value]) => [
      key,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
  const bytes = format === 'npy' ? writeNpy(columns) : writeSafetensors('directions', columns, text);
  return [
    { name: file, bytes },
    { name: `${file}.json`, bytes: new TextEncoder().encode(`${JSON.stringify(sidecar, null, 2)}\n`) },
  ];
}
