/** The number formats in which a matrix may be stored. */
export type StoredType = 'f64' | 'f32' | 'f16' | 'bf16';

/** What is to be known about a number format. */
export interface Format {
  /** Its number in the kernels' interface. */
  readonly code: 0 | 1 | 2 | 3;
  /** Bytes per entry. */
  readonly bytes: 8 | 4 | 2;
  /** The largest relative error of rounding a normal number to it. */
  readonly roundoff: number;
}

/** The number formats by name. float64 holds every value of the others. */
export const FORMATS: Readonly<Record<StoredType, Format>> = {
  f64: { code: 0, bytes: 8, roundoff: 2 ** -53 },
  f32: { code: 1, bytes: 4, roundoff: 2 ** -24 },
  f16: { code: 2, bytes: 2, roundoff: 2 ** -11 },
  bf16: { code: 3, bytes: 2, roundoff: 2 ** -8 },
};

const types = Object.keys(FORMATS) as StoredType[];

/** The number format with a code. Throws a RangeError where there is none. */
export function typeOf(code: number): StoredType {
  const type = types.find((name) => FORMATS[name].code === code);
  if (!type) throw new RangeError(`no stored type has code ${code}`);
  return type;
}
