import { z } from 'zod';
import type { StoredType } from '#core/kernels/dtype.ts';
import { LARGEST_ENTRY, matrixSchema, rowSchema } from './matrix.ts';
import { type Slice, sliceSchema } from './slice.ts';

export { LARGEST_ENTRY, matrixSchema } from './matrix.ts';

/** The version that this program writes. Older ones are migrated (`migrate.ts`), newer ones refused. */
export const DOCUMENT_VERSION = 3;

/** Caps on an inline document, so that a hostile session file cannot exhaust memory. */
export const LIMITS = { entries: 4_000_000, dimension: 65_536, columns: 65_536, title: 200 } as const;

const entry = z
  .number()
  .refine((x) => Math.abs(x) <= LARGEST_ENTRY, { error: `expected a magnitude of at most ${LARGEST_ENTRY}` });

const index = z.int().min(0);

/** How a vector-valued output becomes one number. */
export const readoutSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('sum') }),
  z.strictObject({ kind: z.literal('component'), index }),
  z.strictObject({ kind: z.literal('difference'), plus: index, minus: index }),
  z.strictObject({ kind: z.literal('norm') }),
  z.strictObject({ kind: z.literal('vector'), weights: rowSchema }),
]);

/**
 * How the rank of `W` is decided (`core/projector/rank.ts`): by what the type in which `W` was stored can tell from
 * rounding (`storage`), by what float64 can (`exact`), by a tolerance relative to the largest singular value, or as
 * the reference notebook does, which takes every column of an unpivoted QR (`paper`).
 */
export const rankRuleSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('storage') }),
  z.strictObject({ kind: z.literal('exact') }),
  z.strictObject({ kind: z.literal('tolerance'), relative: z.number().min(0).lt(1) }),
  z.strictObject({ kind: z.literal('paper') }),
]);

/** The number format in which `W` was stored before it came here: it says how fine its noise is. */
export const storedTypeSchema = z.enum(['f64', 'f32', 'f16', 'bf16']) satisfies z.ZodType<StoredType>;

const vec3 = z.tuple([entry, entry, entry]).readonly();

/** Where the camera stands. `zoom` magnifies the picture about its centre. */
export const poseSchema = z.strictObject({
  position: vec3,
  target: vec3,
  up: vec3,
  zoom: z.number().min(1e-3).max(1e3),
});

/** Ids of arrows. The length is checked first: a list too long is not walked. */
const ids = z
  .array(z.unknown())
  .max(1000)
  .pipe(z.array(z.string().max(40)))
  .readonly();

/** What the picture shows and how: saved with the document, outside undo except for visibility and locks. */
export const viewSchema = z.strictObject({
  hidden: ids,
  locked: ids,
  projection: z.enum(['perspective', 'orthographic']),
  pose: poseSchema.nullable(),
});

/** The document: what a session file stores and what undo steps through. */
export const documentSchema = z
  .strictObject({
    format: z.literal('nullscope'),
    version: z.literal(DOCUMENT_VERSION),
    title: z.string().min(1).max(LIMITS.title),
    /** The layer, d × m: `out = b @ W`. */
    W: matrixSchema,
    stored: storedTypeSchema,
    /** The DAS subspace, k × d: rows are directions. */
    V: matrixSchema,
    /** Base activations, n × d. */
    base: matrixSchema,
    /** Source activations, n × d. */
    source: matrixSchema,
    /** The pair on screen, in 0 … n − 1. */
    pair: index,
    /** The direction on screen, in 0 … k − 1. */
    direction: index,
    /** While true, every edit of a direction keeps its length 1. */
    unitLength: z.boolean(),
    readout: readoutSchema,
    rank: rankRuleSchema,
    view: viewSchema,
    /** The instance of hidden width d > 3 that this is the exact slice of; null where it is no slice. */
    slice: sliceSchema.nullable(),
  })
  .superRefine(checkShapes)
  .readonly();

/** A `d × m` matrix as rows. */
export type Rows = z.infer<typeof matrixSchema>;
export type Readout = z.infer<typeof readoutSchema>;
export type RankRule = z.infer<typeof rankRuleSchema>;
export type Pose = z.infer<typeof poseSchema>;
export type View = z.infer<typeof viewSchema>;
export type Document = z.infer<typeof documentSchema>;

interface Shapes {
  readonly W: Rows;
  readonly V: Rows;
  readonly base: Rows;
  readonly source: Rows;
  readonly pair: number;
  readonly direction: number;
  readonly readout: Readout;
  readonly slice: Slice | null;
}

/** Adds one issue, with its place and the mend, for each pair of things whose shapes disagree. */
function checkShapes(doc: Shapes, context: z.RefinementCtx): void {
  const report = (path: (string | number)[], message: string): void => {
    context.addIssue({ code: 'custom', path, message });
  };
  const d = doc.W.length;
  const m = doc.W[0]?.length ?? 0;
  if (d > LIMITS.dimension) report(['W'], `expected at most ${LIMITS.dimension} rows, got ${d}`);
  if (d * m > LIMITS.entries) report(['W'], `expected at most ${LIMITS.entries} entries, got ${d} × ${m}`);
  ragged(doc.W, m, 'W', 'every row of W has the same number of columns');
  for (const name of ['V', 'base', 'source'] as const) {
    ragged(doc[name], d, name, `W has ${d} rows, so every row of ${name} has ${d} entries`);
  }
  if (doc.V.length > d) report(['V'], `expected at most d = ${d} directions, got ${doc.V.length}`);
  const zero = doc.V.findIndex((row) => row.every((x) => x === 0));
  if (zero >= 0) report(['V', zero], 'a direction must not be the zero vector');
  if (doc.base.length !== doc.source.length) {
    report(['source'], `expected as many sources as bases (${doc.base.length}), got ${doc.source.length}`);
  }
  if (doc.pair >= doc.base.length) report(['pair'], `expected less than ${doc.base.length}, got ${doc.pair}`);
  if (doc.direction >= doc.V.length) {
    report(['direction'], `expected less than ${doc.V.length}, got ${doc.direction}`);
  }
  checkReadout(doc.readout, m, report);
  if (doc.slice) checkSlice(doc, doc.slice, m, report);

  function ragged(rows: Rows, width: number, name: string, rule: string): void {
    const at = rows.findIndex((row) => row.length !== width);
    if (at >= 0) report([name, at], `${rule}; this one has ${rows[at]?.length}`);
  }
}

function checkReadout(readout: Readout, m: number, report: (path: string[], message: string) => void): void {
  const within = (name: string, i: number): void => {
    if (i >= m) report(['readout', name], `W has ${m} outputs, so expected 0 to ${m - 1}, got ${i}`);
  };
  if (readout.kind === 'component') within('index', readout.index);
  if (readout.kind === 'difference') {
    within('plus', readout.plus);
    within('minus', readout.minus);
  }
  if (readout.kind === 'vector' && readout.weights.length !== m) {
    report(
      ['readout', 'weights'],
      `W has ${m} outputs, so expected ${m} weights, got ${readout.weights.length}`,
    );
  }
}

/** A slice is three-dimensional, of one direction and one pair, and as wide as its layer. */
function checkSlice(
  { W, V, base }: Shapes,
  slice: Slice,
  m: number,
  report: (path: (string | number)[], message: string) => void,
): void {
  const at = (name: string, found: number, expected: number): void => {
    if (found !== expected) report(['slice', name], `expected ${expected} entries, got ${found}`);
  };
  const d = slice.basis[0]?.length ?? 0;
  const k = slice.V.length;
  if (slice.basis.length !== 3 || W.length !== 3) report(['slice', 'basis'], 'a slice has three axes');
  if (V.length !== 1 || base.length !== 1) report(['V'], 'a slice shows one direction and one pair');
  if (d > LIMITS.dimension)
    report(['slice', 'basis'], `expected at most ${LIMITS.dimension} entries, got ${d}`);
  for (const row of slice.basis) at('basis', row.length, d);
  for (const row of slice.V) at('V', row.length, d);
  for (const name of ['columnNorms', 'leak'] as const) at(name, slice[name].length, m);
  for (const name of ['base', 'source'] as const) at('outside', slice.outside[name].length, m);
  for (const name of ['cosines', 'alphaRow', 'alphaNull'] as const)
    at('directions', slice.directions[name].length, k);
  const { images } = slice.directions;
  if (images) at('directions', images.length, k);
  for (const row of images ?? []) at('directions', row.length, m);
  if (slice.direction >= k) report(['slice', 'direction'], `expected less than ${k}, got ${slice.direction}`);
  if (slice.pair >= slice.n) report(['slice', 'pair'], `expected less than ${slice.n}, got ${slice.pair}`);
}
