import { FORMATS, type StoredType, typeOf } from './dtype.ts';
import type { Pointer } from './types.ts';

/** Rows of a stored matrix in the kernels' memory, read as a rows × columns matrix. */
export interface Panel {
  /** The first entry. */
  readonly from: Pointer;
  readonly type: StoredType;
  /** Entries from one row to the next or, where `transposed`, from one column to the next. */
  readonly lead: number;
  /** Whether it is stored column by column, as `nn.Linear` stores its weight. */
  readonly transposed: boolean;
  readonly rows: number;
  readonly columns: number;
  /** A power of 2 in float64 for each column, by which it is scaled when it is read; 0 for none. */
  readonly scales: Pointer;
}

/** Indices `first`, …, `end − 1`. */
export interface Range {
  readonly first: number;
  readonly end: number;
}

/** The panel's rows in a range, which is within it. */
export function rowsOf(panel: Panel, { first, end }: Range): Panel {
  const step = FORMATS[panel.type].bytes * (panel.transposed ? 1 : panel.lead);
  return { ...panel, from: panel.from + first * step, rows: end - first };
}

/** The panel's columns in a range, which is within it. */
export function columnsOf(panel: Panel, { first, end }: Range): Panel {
  const step = FORMATS[panel.type].bytes * (panel.transposed ? panel.lead : 1);
  const scales = panel.scales && panel.scales + 8 * first;
  return { ...panel, from: panel.from + first * step, scales, columns: end - first };
}

/** A panel as the arguments of a task. */
export const panelArgs = (panel: Panel): readonly number[] => [
  panel.from,
  FORMATS[panel.type].code,
  panel.lead,
  Number(panel.transposed),
  panel.rows,
  panel.columns,
  panel.scales,
];

/** The panel that `panelArgs` wrote. */
export function panelOf(args: readonly number[]): Panel {
  const [from, type, lead, transposed, rows, columns, scales] = args as PanelArgs;
  return { from, type: typeOf(type), lead, transposed: transposed === 1, rows, columns, scales };
}

type PanelArgs = readonly [number, number, number, number, number, number, number];
