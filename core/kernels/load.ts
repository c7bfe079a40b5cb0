import type { Kernels } from './types.ts';

/** The two builds of the kernels: with fused multiply-add, and without. */
export interface Binaries {
  readonly fused: Uint8Array;
  readonly plain: Uint8Array;
}

/** The build that this engine runs: `fused` needs relaxed SIMD, which is asked of the engine, not of its version. */
export const binaryFor = ({ fused, plain }: Binaries): Uint8Array =>
  WebAssembly.validate(fused as Uint8Array<ArrayBuffer>) ? fused : plain;

/** The kernels of a build over a memory. Throws a `CompileError` for what is no build of them. */
export function loadKernels(binary: Uint8Array, memory: WebAssembly.Memory): Kernels {
  const module = new WebAssembly.Module(binary as Uint8Array<ArrayBuffer>);
  return new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Kernels;
}
