import type { Arena } from '#core/kernels/arena.ts';
import type { Crew } from '#core/kernels/crew.ts';
import { passesOver } from '#core/kernels/passes.ts';
import type { StoredMatrix } from '#core/kernels/storedMatrix.ts';
import type { Decomposition } from './decomposition.ts';

/** Raised whenever what a file holds, or what is computed for it, changes. */
const VERSION = 1;

/** What a file says of itself before its arrays. */
interface Header {
  readonly version: number;
  readonly method: string;
  readonly zeros: number;
  readonly frobenius: number;
  readonly left: number;
  readonly largest: number;
  readonly least: number;
  readonly rank: number;
  /** Columns of the range, and columns of the remainder (null: there is none). */
  readonly kept: number;
  readonly rest: number | null;
}

/**
 * A decomposition of a d × m matrix as bytes, in pieces to be written one after another: a header in JSON, then in
 * float64 the column norms and scales, the columns kept and their scales, the lower triangle of the factor row by
 * row, and the remainder.
 */
export function encodeFactor(arena: Arena, decomposition: Decomposition): Uint8Array[] {
  const { columns, range, remainder, left, largest, method } = decomposition;
  const { factor } = range;
  const header: Header = {
    version: VERSION,
    method,
    zeros: columns.zeros,
    frobenius: columns.frobenius,
    left,
    largest,
    least: range.least,
    rank: range.rank,
    kept: range.columns.length,
    rest: remainder ? remainder.columns.length : null,
  };
  const text = JSON.stringify(header);
  const head = Uint8Array.from(text.padEnd(HEADER, ' '), (c) => c.charCodeAt(0));
  const rows = Array.from({ length: factor.n }, (_, i) => arena.f64(factor.at + 8 * i * factor.ld, i + 1));
  const arrays = [columns.norms, columns.scales, Float64Array.from(range.columns), range.scales, ...rows];
  if (remainder) {
    arrays.push(Float64Array.from(remainder.columns), remainder.norms, remainder.errors);
    arrays.push(...remainder.residuals, ...remainder.coefficients);
  }
  return [head, ...arrays.map((a) => new Uint8Array(a.buffer, a.byteOffset, a.byteLength))];
}

/** Bytes of the header, padded with spaces. */
const HEADER = 1024;

/**
 * The decomposition that `encodeFactor` made of the same matrix, its factor in room of the arena; null where the
 * bytes are those of another version or not of the right length.
 */
export function decodeFactor(crew: Crew, matrix: StoredMatrix, bytes: Uint8Array): Decomposition | null {
  const { d, m } = matrix;
  const header = headerOf(bytes);
  if (!header) return null;
  const { kept, rest, least, rank } = header;
  const lengths = [m, m, kept, kept, (kept * (kept + 1)) / 2];
  if (rest !== null) lengths.push(rest, rest, rest, rest * d, rest * m);
  const total = lengths.reduce((sum, n) => sum + n, 0);
  if (bytes.length !== HEADER + 8 * total) return null;
  const next = reader(bytes);
  const [norms, scales] = [next(m), next(m)];
  const [columns, own] = [Int32Array.from(next(kept)), next(kept)];
  const at = crew.arena.take(8 * kept * kept);
  for (let i = 0; i < kept; i++) crew.arena.f64(at + 8 * i * kept, i + 1).set(next(i + 1));
  const list = (n: number, length: number): Float64Array[] => Array.from({ length: n }, () => next(length));
  const remainder =
    rest === null
      ? null
      : {
          columns: Int32Array.from(next(rest)),
          norms: next(rest),
          errors: next(rest),
          residuals: list(rest, d),
          coefficients: list(rest, m),
        };
  const factor = { at, n: kept, ld: kept };
  return {
    columns: { norms, scales, zeros: header.zeros, frobenius: header.frobenius },
    range: { passes: passesOver(crew, matrix), d, m, norms, columns, rank, scales: own, factor, least },
    remainder,
    left: header.left,
    largest: header.largest,
    method: header.method,
    normal: null,
  };
}

function headerOf(bytes: Uint8Array): Header | null {
  try {
    const header = JSON.parse(String.fromCharCode(...bytes.subarray(0, HEADER))) as Header;
    return header.version === VERSION ? header : null;
  } catch {
    return null;
  }
}

/** Takes arrays of so many float64 from the bytes after the header, one after another. */
function reader(bytes: Uint8Array): (n: number) => Float64Array {
  let at = bytes.byteOffset + HEADER;
  return (n) => {
    const array = new Float64Array(bytes.buffer.slice(at, at + 8 * n));
    at += 8 * n;
    return array;
  };
}
