import { z } from 'zod';

/** The largest magnitude of an entry: the product of four of them is then still finite in float64. */
export const LARGEST_ENTRY = 1e75;

/** What is wrong with a matrix, and where in it. */
interface Fault {
  readonly path: readonly number[];
  readonly message: string;
}

/** The first thing that makes `value` no row of numbers; null where it is one. */
function faultOfRow(value: unknown, at: readonly number[], empty: string): Fault | null {
  if (!Array.isArray(value)) return { path: at, message: `expected array, received ${kindOf(value)}` };
  if (value.length === 0) return { path: at, message: empty };
  for (let i = 0; i < value.length; i++) {
    const x: unknown = value[i];
    if (typeof x !== 'number' || !Number.isFinite(x))
      return { path: [...at, i], message: `expected number, received ${kindOf(x)}` };
    if (Math.abs(x) > LARGEST_ENTRY)
      return { path: [...at, i], message: `expected a magnitude of at most ${LARGEST_ENTRY}` };
  }
  return null;
}

function faultOfMatrix(value: unknown): Fault | null {
  if (!Array.isArray(value)) return { path: [], message: `expected array, received ${kindOf(value)}` };
  if (value.length === 0) return { path: [], message: 'expected at least one row' };
  for (let i = 0; i < value.length; i++) {
    const fault = faultOfRow(value[i], [i], 'expected at least one column');
    if (fault) return fault;
  }
  return null;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'number') return String(value);
  return Array.isArray(value) ? 'array' : typeof value;
}

/**
 * A schema that reports the first fault only: a hostile file can hold millions, and zod's own arrays collect
 * them all. The value itself is passed on, not a copy.
 */
const firstFault = <T>(faultOf: (value: unknown) => Fault | null) =>
  z.custom<T>().superRefine((value, context) => {
    const fault = faultOf(value);
    // `continue: false`: the checks that follow may then rely on the shape.
    if (fault) context.addIssue({ code: 'custom', ...fault, path: [...fault.path], continue: false });
  });

/** A row of finite float64 numbers, at least one. */
export const rowSchema = firstFault<readonly number[]>((value) =>
  faultOfRow(value, [], 'expected at least one number'),
);

/** A dense matrix as rows of finite float64 numbers. */
export const matrixSchema = firstFault<readonly (readonly number[])[]>(faultOfMatrix);
