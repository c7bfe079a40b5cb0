/** A place in the kernels' memory, in bytes from its start. Matrices lie as each kernel says, entries aligned. */
export type Pointer = number;

/**
 * The loops that the time of a decomposition goes into, over a memory that several threads may share. Two
 * implementations: WebAssembly (`assembly/`, built by `npm run build`), and its twin in plain TypeScript
 * (`twin/`), which is the reference in tests and the fallback. They check nothing: the caller owns the memory.
 */
export interface Kernels {
  /** `Σ a[i] b[i]` over n float64 entries. */
  dot(a: Pointer, b: Pointer, n: number): number;
}
