import { z } from 'zod';
import { matrixSchema, rowSchema } from './matrix.ts';
import { tensorRefSchema } from './tensorRef.ts';

/** Where a tensor of the layer is to be had: in the document itself, or in a file. */
export const tensorSourceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('inline'), rows: matrixSchema }),
  z.strictObject({
    kind: z.literal('file'),
    ref: tensorRefSchema,
    /** The file's name, for people. */
    name: z.string().max(255),
  }),
]);

/** Whose δ gives an axis, in 0 … n − 1; absent: that of the pair on screen. */
const axisPair = z.int().min(0).optional();

/**
 * What the third axis of a slice shows: the part of δ that the layer reads or cannot see, or that part of another of
 * the k directions, each less what the first two axes show of it. With a pair named the axis keeps still while others
 * are looked at.
 */
export const thirdAxisSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('deltaRow'), pair: axisPair }),
  z.strictObject({ kind: z.literal('deltaNull'), pair: axisPair }),
  z.strictObject({ kind: z.literal('otherRow'), direction: z.int().min(0) }),
  z.strictObject({ kind: z.literal('otherNull'), direction: z.int().min(0) }),
]);

const norm = z.number().min(0);

/**
 * The exact slice of an instance of hidden width d > 3 (docs/mathematics.md): orthonormal axes, each within the column
 * space of the layer or orthogonal to it. The document's `W` is `B W` for the slice's basis `B`, its `V`, `base` and
 * `source` are coordinates along the axes, of the direction and the pair on screen; here is everything else of the
 * instance that its figures need, and where the rest is to be had.
 */
export const sliceSchema = z
  .strictObject({
    /** The axes, 3 × d. */
    basis: matrixSchema,
    /** Which of the two spaces each of them lies in. */
    spaces: z
      .array(z.enum(['column', 'null']))
      .length(3)
      .readonly(),
    /** What each of them is, for people: LaTeX and plain text. */
    names: z
      .array(z.strictObject({ tex: z.string().max(200), plain: z.string().max(100) }).readonly())
      .length(3)
      .readonly(),
    third: thirdAxisSchema,
    /** How many times its length the direction is drawn beside the activations. */
    scale: z.number().min(1e-75).max(1e75),
    /** How far the axes may be out of their spaces, as a sine; and whether that is proved or estimated. */
    error: z.number().min(0),
    certificate: z
      .strictObject({ kind: z.enum(['bound', 'estimate']), method: z.string().max(400) })
      .readonly(),
    /** The rank of the whole layer by the document's rule, as the analysis tells it. */
    rank: z
      .strictObject({
        exact: z.int().min(0),
        storage: z.int().min(0),
        used: z.int().min(0),
        tolerance: z.number().min(0),
        leastKept: z.number().min(0),
        largestDropped: z.number().min(0),
      })
      .readonly(),
    /** Of every column of the layer, length m: its norm, and how much of it the rank rule leaves out. */
    columnNorms: rowSchema,
    leak: rowSchema,
    /** Whether every row of the layer sums to about 0, so that the sum of the outputs shows nothing. */
    sumBlind: z.boolean(),
    /** The outputs of what the slice does not show of the base and of the source, length m each. */
    outside: z.strictObject({ base: rowSchema, source: rowSchema }).readonly(),
    /** The norms of what it does not show of the base, of the source, and of δ. */
    hidden: z.strictObject({ base: norm, source: norm, delta: norm }).readonly(),
    /** The whole norms of the base and the source, for the errors of their figures. */
    norms: z.strictObject({ base: norm, source: norm }).readonly(),
    /** All k directions when the slice was taken, k × d: for k > 1 the principal ones, nearest to the column space first. */
    V: matrixSchema,
    /** The direction on screen, in 0 … k − 1, and the pair, in 0 … n − 1. */
    direction: z.int().min(0),
    pair: z.int().min(0),
    n: z.int().min(1),
    /** Of each direction: the cosine of its angle to the column space, α along its two parts, and `V_row W` (k × m). */
    directions: z
      .strictObject({
        cosines: rowSchema,
        alphaRow: rowSchema,
        alphaNull: rowSchema,
        images: matrixSchema.nullable(),
        orthonormality: norm,
      })
      .readonly(),
    /** Where the instance is to be had. `base` and `source` are null where none were given: b = 0 and s = v stand in. */
    layer: z
      .strictObject({
        W: tensorSourceSchema,
        V: tensorSourceSchema,
        base: tensorSourceSchema.nullable(),
        source: tensorSourceSchema.nullable(),
        labels: tensorSourceSchema.nullable(),
      })
      .readonly(),
  })
  .readonly();

export type TensorSource = z.infer<typeof tensorSourceSchema>;
export type ThirdAxis = z.infer<typeof thirdAxisSchema>;
export type Slice = z.infer<typeof sliceSchema>;
