/** The number formats that a file may hold. */
export type EntryType =
  | 'f64'
  | 'f32'
  | 'f16'
  | 'bf16'
  | 'i64'
  | 'i32'
  | 'i16'
  | 'i8'
  | 'u64'
  | 'u32'
  | 'u16'
  | 'u8'
  | 'bool';

const BYTES: Readonly<Record<EntryType, 1 | 2 | 4 | 8>> = {
  f64: 8,
  f32: 4,
  f16: 2,
  bf16: 2,
  i64: 8,
  i32: 4,
  i16: 2,
  i8: 1,
  u64: 8,
  u32: 4,
  u16: 2,
  u8: 1,
  bool: 1,
};

/** Bytes per entry. */
export const bytesOf = (type: EntryType): number => BYTES[type];

/** The product of a shape's dimensions (1 for none); null where it is no safe integer. */
export function countOf(shape: readonly number[]): number | null {
  let count = 1;
  for (const n of shape) {
    count *= n;
    if (!Number.isSafeInteger(count)) return null;
  }
  return count;
}
