import type { StoredType } from '#core/kernels/dtype.ts';

/** The number formats by the names that NumPy and PyTorch give them. */
export const STORED_TYPES: Readonly<Record<StoredType, string>> = {
  f64: 'float64',
  f32: 'float32',
  f16: 'float16',
  bf16: 'bfloat16',
};
