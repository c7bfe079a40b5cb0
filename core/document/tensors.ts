import { type Document, documentSchema, type Readout, type Rows } from './schema.ts';

/** The tensors of a document, each as rows. */
export type Tensors = Pick<Document, 'W' | 'V' | 'base' | 'source'>;

/** What does not fit: the tensor (null: none of them alone), and one sentence. */
export interface Misfit {
  readonly tensor: keyof Tensors | null;
  readonly message: string;
}

/** `readout`, or the sum where it speaks of outputs that a layer with `m` outputs does not have. */
export function fittingReadout(readout: Readout, m: number): Readout {
  const fits =
    (readout.kind === 'component' && readout.index < m) ||
    (readout.kind === 'difference' && readout.plus < m && readout.minus < m) ||
    (readout.kind === 'vector' && readout.weights.length === m) ||
    readout.kind === 'sum' ||
    readout.kind === 'norm';
  return fits ? readout : { kind: 'sum' };
}

/**
 * The document with all of its tensors replaced at once, so that its shape may change. The pair and the
 * direction on screen, and the readout, fall back to what the new shape has. Returns what does not fit where
 * the shapes disagree or a direction is zero.
 */
export function replaceTensors(doc: Document, tensors: Tensors): Document | Misfit {
  const next: Document = {
    ...doc,
    ...tensors,
    pair: Math.min(doc.pair, tensors.base.length - 1),
    direction: Math.min(doc.direction, tensors.V.length - 1),
    readout: fittingReadout(doc.readout, widthOf(tensors.W)),
  };
  const checked = documentSchema.safeParse(next);
  if (checked.success) return next;
  const issue = checked.error.issues[0];
  const [name] = issue?.path ?? [];
  return {
    tensor: name === 'W' || name === 'V' || name === 'base' || name === 'source' ? name : null,
    message: issue ? `${issue.message}.` : 'These do not fit together.',
  };
}

/** Whether `replaceTensors` refused. */
export const isMisfit = (result: Document | Misfit): result is Misfit => 'message' in result;

const widthOf = (rows: Rows): number => rows[0]?.length ?? 0;
