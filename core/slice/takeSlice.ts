import { layerOfMatrix } from '#core/analysis/layer.ts';
import { orthonormality } from '#core/analysis/orthonormality.ts';
import type { RankRule, Rows } from '#core/document/schema.ts';
import type { Slice, ThirdAxis } from '#core/document/slice.ts';
import { type Instance, type Pair, standIn } from '#core/instance/instance.ts';
import { exact } from '#core/linalg/bounded.ts';
import { dotDouble } from '#core/linalg/doubleDouble.ts';
import type { Matrix } from '#core/linalg/matrix.ts';
import { norm2 } from '#core/linalg/norm.ts';
import type { HeldColumnSpaces } from '#core/projector/gram/held.ts';
import type { Parts } from '#core/projector/types.ts';
import { type Candidate, chooseAxes } from './axes.ts';
import { coordinatesOf, hiddenNorm, lift } from './coordinates.ts';
import { images } from './images.ts';
import { principalDirections } from './principal.ts';

/** Which slice of an instance is wanted. */
export interface SliceChoice {
  readonly rule: RankRule;
  /** The direction, in 0 … k − 1: for k > 1 of the principal ones. */
  readonly direction: number;
  /** The pair, in 0 … n − 1. */
  readonly pair: number;
  readonly third: ThirdAxis;
}

/** What taking a slice may be given. */
export interface SliceOptions {
  /** Hears the stage in words and the fraction of it that is done. */
  readonly onStage?: ((stage: string, fraction: number) => void) | undefined;
  readonly largeSpaces?: HeldColumnSpaces | undefined;
}

/** What a slice shows of an instance: the three-dimensional document's own tensors, and all that it has besides them. */
export interface Taken {
  /** `B W`, 3 × m. */
  readonly W: Rows;
  /** Coordinates along the axes. */
  readonly v: readonly number[];
  readonly base: readonly number[];
  readonly source: readonly number[];
  readonly slice: Omit<Slice, 'layer'>;
}

/** The images of this many directions are kept, entries: they are few, or of no use to look at one by one. */
const MOST_IMAGES = 1_000_000;

/**
 * The exact slice of an instance with d > 3 (docs/mathematics.md): the axes `v̂_row`, `v̂_null` and the part that
 * `third` asks for of `δ` or of another direction, orthogonal to these. Where one of them does not exist, the other
 * parts of δ, of the base and of the source take its place, and then those of the coordinate axes. The slice is invariant under the projector, so for
 * every `v` within it the parts, `δ · v` and `v W` are those of all d dimensions.
 */
export function takeSlice(instance: Instance, choice: SliceChoice, options: SliceOptions = {}): Taken {
  const { W, stored, pairs } = instance;
  const { projector, columnNorms } = layerOfMatrix(W, stored, choice.rule, options);
  options.onStage?.('Taking the slice', 0);
  const principal = principalDirections(projector, instance.V);
  const v = principal.V[choice.direction] as readonly number[];
  const pair = pairs?.at(choice.pair) ?? standIn(v);
  const delta = minus(pair.source, pair.base);
  const { third } = choice;
  const own = 'pair' in third && third.pair !== undefined ? pairs?.at(third.pair) : undefined;
  const axisDelta = own ? minus(own.source, own.base) : delta;
  const axes = chooseAxes(projector, candidates({ v, pair, delta: axisDelta, V: principal.V, third }), 3);
  const shown = withoutRounding(coordinatesOf(axes.basis, v));
  const found = {
    base: coordinatesOf(axes.basis, pair.base),
    // Where v stands in for the source, they are the same arrow.
    source: pairs ? coordinatesOf(axes.basis, pair.source) : shown,
  };
  const k = principal.V.length;
  const withImages = k > 1 && k * W.cols <= MOST_IMAGES;
  const products = images(
    [
      ...axes.basis,
      outsideOf(axes.basis, pair.base, found.base),
      outsideOf(axes.basis, pair.source, found.source),
      ...(withImages ? principal.parts.map(({ row }) => row) : []),
    ],
    W,
    options.largeSpaces,
  );
  const basis = axes.basis.map((axis) => Array.from(axis));
  return {
    W: products.slice(0, 3),
    v: shown,
    ...found,
    slice: {
      basis,
      spaces: axes.spaces,
      names: axes.names,
      third,
      scale: drawnScale(norm2(v), Math.max(norm2(found.base), norm2(found.source))),
      error: axes.error + hiddenNorm(axes.basis, v) / norm2(v),
      certificate: { kind: projector.kind, method: projector.method },
      rank: {
        ...projector.ranks,
        used: projector.rank,
        tolerance: projector.tolerance,
        leastKept: projector.leastKept,
        largestDropped: projector.largestDropped,
      },
      columnNorms: Array.from(columnNorms),
      leak: Array.from(projector.leak),
      sumBlind: rowsSumToNothing(instance.W),
      outside: { base: products[3] as number[], source: products[4] as number[] },
      hidden: {
        base: hiddenNorm(axes.basis, pair.base),
        source: hiddenNorm(axes.basis, pair.source),
        delta: hiddenNorm(axes.basis, delta),
      },
      norms: { base: norm2(pair.base), source: norm2(pair.source) },
      V: principal.V,
      direction: choice.direction,
      pair: choice.pair,
      n: pairs?.n ?? 1,
      directions: {
        cosines: principal.cosines,
        alphaRow: along(delta, principal.parts, 'row'),
        alphaNull: along(delta, principal.parts, 'null'),
        images: withImages ? products.slice(5) : null,
        orthonormality: orthonormality(instance.V.map(exact)).value,
      },
    },
  };
}

/** Activations are drawn as long as the direction where they are no longer than this many times it, and no shorter than its inverse. */
const COMPARABLE = 5;

/** How many times its length a direction is drawn: a round number (1, 2, 5, 10, …) that makes it half as long as the activations. */
function drawnScale(direction: number, activations: number): number {
  const ratio = activations / direction;
  if (!(ratio > 0) || (ratio <= COMPARABLE && ratio >= 1 / COMPARABLE)) return 1;
  const power = 10 ** Math.floor(Math.log10(ratio / 2));
  const step = [5, 2, 1].find((s) => s * power <= ratio / 2) ?? 1;
  return step * power;
}

/** The coordinates of v, which is made of the first axes: what it has along others is the rounding of these. */
function withoutRounding(coordinates: readonly number[]): number[] {
  const negligible = 2 ** -46 * norm2(coordinates);
  return coordinates.map((x) => (Math.abs(x) <= negligible ? 0 : x));
}

interface Subject {
  readonly v: readonly number[];
  readonly pair: Pair;
  /** Of the pair on screen, or of the one that the third axis is of. */
  readonly delta: readonly number[];
  readonly V: Rows;
  readonly third: ThirdAxis;
}

/** What may become an axis, the wanted ones first. */
function* candidates({ v, pair, delta, V, third }: Subject): Generator<Candidate> {
  yield { vector: v, space: 'column', tex: '\\hat{\\mathbf{v}}_{\\mathrm{row}}', plain: 'v̂_row' };
  yield { vector: v, space: 'null', tex: '\\hat{\\mathbf{v}}_{\\mathrm{null}}', plain: 'v̂_null' };
  const of = 'pair' in third && third.pair !== undefined ? `,${third.pair + 1}` : '';
  const deltaRow = {
    vector: delta,
    space: 'column',
    tex: `\\boldsymbol{\\delta}_{\\mathrm{row}${of}}`,
    plain: `δ_row${of}`,
  } as const;
  const deltaNull = {
    vector: delta,
    space: 'null',
    tex: `\\boldsymbol{\\delta}_{\\mathrm{null}${of}}`,
    plain: `δ_null${of}`,
  } as const;
  if (third.kind === 'otherRow' || third.kind === 'otherNull') {
    const part = third.kind === 'otherRow' ? 'row' : 'null';
    yield {
      vector: V[third.direction] ?? v,
      space: part === 'row' ? 'column' : 'null',
      tex: `\\mathbf{v}_{\\mathrm{${part}},${third.direction + 1}}`,
      plain: `v_${part},${third.direction + 1}`,
    };
  }
  yield* third.kind === 'deltaNull' ? [deltaNull, deltaRow] : [deltaRow, deltaNull];
  for (const [name, vector] of [
    ['b', pair.base],
    ['s', pair.source],
  ] as const) {
    yield { vector, space: 'column', tex: `\\mathbf{${name}}_{\\mathrm{row}}`, plain: `${name}_row` };
    yield { vector, space: 'null', tex: `\\mathbf{${name}}_{\\mathrm{null}}`, plain: `${name}_null` };
  }
  for (let i = 0; i < v.length; i++) {
    const vector = v.map((_, j) => (j === i ? 1 : 0));
    yield {
      vector,
      space: 'column',
      tex: `\\mathbf{e}_{${i + 1},\\mathrm{row}}`,
      plain: `e_${i + 1}, row part`,
    };
    yield {
      vector,
      space: 'null',
      tex: `\\mathbf{e}_{${i + 1},\\mathrm{null}}`,
      plain: `e_${i + 1}, null part`,
    };
  }
}

const minus = (a: readonly number[], b: readonly number[]): number[] => a.map((x, i) => x - (b[i] as number));

/** What of a vector is not shown. */
function outsideOf(
  basis: readonly Float64Array[],
  vector: readonly number[],
  coordinates: readonly number[],
): readonly number[] {
  return minus(vector, lift(basis, coordinates));
}

function along(delta: readonly number[], parts: readonly Parts[], part: 'row' | 'null'): number[] {
  const x = Float64Array.from(delta);
  return parts.map((own) => dotDouble(x, 0, Float64Array.from(own[part]), 0, x.length));
}

/** Rows of centred weights sum to 0 within the rounding of float32. */
const FLOAT32_NOISE = 1e-6;

/** What was found of the layers that are in use, since every pair asks again. */
const sums = new WeakMap<Matrix, boolean>();

/** Whether every row of W sums to about 0, beside the sum of the magnitudes in it. */
function rowsSumToNothing(W: Matrix): boolean {
  const known = sums.get(W);
  if (known !== undefined) return known;
  const { rows, cols, data } = W;
  let largest = 0;
  let size = 0;
  for (let i = 0; i < rows; i++) {
    let sum = 0;
    let magnitude = 0;
    for (let j = 0; j < cols; j++) {
      const x = data[i * cols + j] as number;
      sum += x;
      magnitude += Math.abs(x);
    }
    largest = Math.max(largest, Math.abs(sum));
    size = Math.max(size, magnitude);
  }
  const found = largest <= FLOAT32_NOISE * size;
  sums.set(W, found);
  return found;
}
