import type { Pairs } from '#core/instance/instance.ts';
import type { Crew } from '#core/kernels/crew.ts';
import { FORMATS } from '#core/kernels/dtype.ts';
import { pairDots } from '#core/kernels/pairDots.ts';
import type { ReadRows } from '#core/kernels/storedMatrix.ts';
import type { HeldColumnSpaces } from '#core/projector/gram/held.ts';
import { images } from '#core/slice/images.ts';
import type { PairsContext } from './context.ts';
import { type OutputVectors, outputsOf, readNorms } from './outputs.ts';
import { type PairScalars, pairScalars } from './scalars.ts';

/** Consecutive pairs with their scalars. */
export interface PairChunk {
  /** The index of the first one. */
  readonly first: number;
  readonly scalars: PairScalars;
  /** Their outputs, where these were asked for or the readout is the norm. */
  readonly outputs: readonly OutputVectors[] | null;
  /** The inner products that they come from: base · x for the rows x of [V; V_row; W w; further], source · x, ‖δ‖². */
  readonly dots: Float64Array;
}

/** How pairs are streamed. */
export interface StreamOptions {
  /** Whether every output vector is wanted. */
  readonly outputs?: boolean;
  /** Further vectors (length d) whose inner products with every base and source are wanted. */
  readonly further?: readonly (readonly number[])[];
  readonly largeSpaces?: HeldColumnSpaces | undefined;
  /** Hears the fraction that is done. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/** Pairs to a chunk: enough to be worth a reading, few enough that memory does not matter. */
const CHUNK = 4096;
/** With output vectors: each chunk reads the layer once for every eight of these. */
const CHUNK_WITH_OUTPUTS = 64;

/** Every scalar of every pair, chunk by chunk: memory does not grow with n. Throws what reading the pairs throws. */
export function* streamPairs(
  context: PairsContext,
  pairs: Pairs,
  crew: Crew,
  { outputs = false, further = [], largeSpaces, onProgress }: StreamOptions = {},
): Generator<PairChunk> {
  const { V, vRow, linear, norms, W } = context;
  const k = V.length;
  const withOutputs = outputs || !linear;
  const size = withOutputs ? CHUNK_WITH_OUTPUTS : CHUNK;
  const column = linear?.column ?? new Array<number>(W.rows).fill(0);
  const gains = linear?.gains ?? { v: zeros(k), row: zeros(k), null: zeros(k) };
  for (let first = 0; first < pairs.n; first += size) {
    const count = Math.min(size, pairs.n - first);
    const stored = {
      n: count,
      d: W.rows,
      type: pairs.type,
      base: reader(crew, pairs, 'base', first, W.rows),
      source: reader(crew, pairs, 'source', first, W.rows),
    };
    const dots = pairDots(crew, stored, [...V, ...vRow, column, ...further]);
    const scalars = pairScalars(dots, count, k, gains, norms, further.length);
    checkFinite(pairs, scalars, first);
    const vectors = withOutputs ? outputsIn(context, pairs, scalars, first, largeSpaces) : null;
    if (!linear) for (const [i, vector] of (vectors ?? []).entries()) readNorms(context, scalars, i, vector);
    yield { first, scalars, outputs: vectors, dots };
    onProgress?.((first + count) / pairs.n);
  }
}

const zeros = (n: number): number[] => new Array<number>(n).fill(0);

/** Reads rows of the chunk that begins at pair `start` into the kernels' memory. */
function reader({ arena }: Crew, pairs: Pairs, which: 'base' | 'source', start: number, d: number): ReadRows {
  const row = d * FORMATS[pairs.type].bytes;
  return (to, first, count) =>
    pairs.read(which, new Uint8Array(arena.memory.buffer, to, count * row), start + first, count);
}

/** An entry that is no number makes the distance of its pair none. */
function checkFinite(pairs: Pairs, { n, deltaNorm, base, source }: PairScalars, first: number): void {
  for (let i = 0; i < n; i++) {
    if (Number.isFinite(deltaNorm[i]) && Number.isFinite(base[i]) && Number.isFinite(source[i])) continue;
    pairs.at(first + i);
    throw pairs.complain(
      'base',
      first + i,
      'holds numbers too large to multiply',
      'scale the activations down',
    );
  }
}

function outputsIn(
  context: PairsContext,
  pairs: Pairs,
  scalars: PairScalars,
  first: number,
  largeSpaces: HeldColumnSpaces | undefined,
): OutputVectors[] {
  const rows = Array.from({ length: scalars.n }, (_, i) => pairs.at(first + i));
  const found = images(
    [...rows.map(({ base }) => base), ...rows.map(({ source }) => source)],
    context.W,
    largeSpaces,
  );
  return rows.map((_, i) => {
    const [base, source] = [found[i], found[scalars.n + i]] as [number[], number[]];
    return outputsOf(context, scalars, i, base, source);
  });
}
