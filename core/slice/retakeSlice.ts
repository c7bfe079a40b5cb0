import type { Document, RankRule, Rows } from '#core/document/schema.ts';
import type { Slice, ThirdAxis } from '#core/document/slice.ts';
import { type LoadOptions, loadInstance } from '#core/instance/loadInstance.ts';
import type { StoredType } from '#core/kernels/dtype.ts';
import { type Kept, liftedDirections, sliceDocument } from './sliceDocument.ts';
import { type SliceChoice, type SliceOptions, takeSlice } from './takeSlice.ts';

/** What another slice of the same instance differs in. */
export interface SliceDifference {
  readonly rank?: RankRule | undefined;
  readonly stored?: StoredType | undefined;
  readonly direction?: number | undefined;
  readonly pair?: number | undefined;
  readonly third?: ThirdAxis | undefined;
}

/** What taking a slice of an instance in files may be given. */
export interface OpenOptions extends SliceOptions {
  readonly load: LoadOptions;
}

/** What a document keeps; its number format is null where the file says it. */
type Opening = Omit<Kept, 'stored'> & { readonly stored: StoredType | null };

const DELTA_ROW: ThirdAxis = { kind: 'deltaRow' };

/**
 * Another slice of the instance that a document is a slice of, or (for d > 3) that it holds: with its direction as it
 * was dragged, at the pair as it is in the files. Throws a `ParseError` where these cannot be read.
 */
export function retakeSlice(doc: Document, change: SliceDifference, options: OpenOptions): Document {
  const { slice } = doc;
  const { title, readout, view } = doc;
  const kept: Kept = {
    title,
    readout,
    view,
    rank: change.rank ?? doc.rank,
    stored: change.stored ?? doc.stored,
  };
  const choice: SliceChoice = {
    rule: kept.rank,
    direction: change.direction ?? slice?.direction ?? doc.direction,
    pair: change.pair ?? slice?.pair ?? doc.pair,
    third: change.third ?? slice?.third ?? DELTA_ROW,
  };
  const V = slice ? liftedDirections(doc, slice) : null;
  return taken(slice?.layer ?? inlineLayer(doc), V, choice, kept, options);
}

/** The first slice of an instance in files. */
export function openSlice(layer: Slice['layer'], title: string, options: OpenOptions): Document {
  const kept: Opening = {
    title,
    stored: null,
    rank: { kind: 'storage' },
    readout: { kind: 'sum' },
    view: { hidden: [], locked: [], projection: 'perspective', pose: null },
  };
  return taken(layer, null, { rule: kept.rank, direction: 0, pair: 0, third: DELTA_ROW }, kept, options);
}

function taken(
  layer: Slice['layer'],
  V: Rows | null,
  choice: SliceChoice,
  kept: Opening,
  { load, ...options }: OpenOptions,
): Document {
  options.onStage?.('Reading the files', 0);
  const { instance, layer: read } = loadInstance(layer, V, load);
  const stored = kept.stored ?? instance.stored;
  return sliceDocument(takeSlice({ ...instance, stored }, choice, options), read, { ...kept, stored });
}

const inlineLayer = (doc: Document): Slice['layer'] => ({
  W: { kind: 'inline', rows: doc.W },
  V: { kind: 'inline', rows: doc.V },
  base: { kind: 'inline', rows: doc.base },
  source: { kind: 'inline', rows: doc.source },
  labels: null,
});
