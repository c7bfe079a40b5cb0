import asc from 'assemblyscript/asc';

/** No run-time library: the kernels own no objects, and the memory is the caller's. */
const OPTIONS = [
  'core/kernels/assembly/index.ts',
  ...['--runtime', 'stub', '-O3', '--noAssert', '--use', 'abort='],
  ...['--importMemory', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', '65536'],
  ...['--enable', 'simd', '--enable', 'threads', '--enable', 'bulk-memory'],
];

/** Both builds, each for the engines that validate it. */
const BUILDS = { plain: [], fused: ['--enable', 'relaxed-simd'] };

/** Compiles the kernels to `dist/kernels/`; throws with the compiler's words where that fails. */
export async function buildKernels(root) {
  for (const [name, options] of Object.entries(BUILDS)) {
    const output = ['--baseDir', root, '-o', `dist/kernels/${name}.wasm`];
    const { error, stderr } = await asc.main([...OPTIONS, ...options, ...output]);
    if (error) throw new Error(`the kernels do not compile:\n${stderr.toString()}`);
  }
}
