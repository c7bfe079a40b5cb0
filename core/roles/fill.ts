import type { ListedTensor } from '#core/engine/fileSchemas.ts';
import type { LayerProposal } from './finders.ts';
import { type Filling, matrixShape, type Orientation, type Role, type Wells } from './wells.ts';

interface Given {
  readonly file: Filling['file'];
  readonly tensor: ListedTensor;
  /** What the finder of layers says of it, if anything. */
  readonly proposal?: LayerProposal | null;
  /** What to beware of where it is such a layer. */
  readonly warning?: string | null;
}

/**
 * The wells with a tensor in a role. Of a stack the first part is taken. `W` is turned as its proposal says, else so
 * that it fits the tensors that are there, and back where one that takes their place fits it as it is stored; the others
 * so that they fit `W`. Which way round a square `W` is, the user is asked.
 */
export function fillWell(
  wells: Wells,
  role: Role,
  { file, tensor, proposal = null, warning = null }: Given,
): Wells {
  const kept = role === 'labels' ? tensor.shape.length - tensor.shape.findLastIndex((n) => n !== 1) : 2;
  const index = new Array<number>(Math.max(0, tensor.shape.length - kept)).fill(0);
  const notes = role === 'W' && proposal ? [proposal.why, ...(warning === null ? [] : [warning])] : [];
  const filling: Filling = { file, tensor, index, transposed: false, orientation: 'settled', notes };
  if (role === 'labels') return { ...wells, labels: filling };
  if (role !== 'W') {
    const others = asStoredFor(wells, filling);
    return { ...others, [role]: { ...filling, transposed: fits(others, role, filling) } };
  }
  const transposed = proposal?.transposed ?? fits(wells, role, filling);
  return {
    ...wells,
    W: { ...filling, transposed, orientation: orientationOf(filling, proposal, transposed) },
  };
}

function orientationOf(W: Filling, proposal: LayerProposal | null, transposed: boolean): Orientation {
  if (typeof proposal?.transposed === 'boolean') return 'settled';
  const [rows, columns] = matrixShape(W) ?? [];
  if (rows !== undefined && rows === columns) return 'open';
  return transposed ? 'fitted' : 'settled';
}

/** The wells with `W` turned back, where only tensors that are being replaced had it turned. */
function asStoredFor(wells: Wells, { tensor }: Filling): Wells {
  const { W } = wells;
  if (W?.orientation !== 'fitted' || tensor.shape.at(-1) !== matrixShape(W)?.[1]) return wells;
  return turned(wells, 'W');
}

/** Whether a tensor fits the others with its dimensions exchanged, and only so. */
function fits(wells: Wells, role: Role, filling: Filling): boolean {
  const width = role === 'W' ? widthOf(wells) : (rowsOf(wells.W) ?? widthOf({ ...wells, [role]: null }));
  const shape = matrixShape(filling);
  if (width === null || !shape) return false;
  const [rows, columns] = shape;
  return role === 'W' ? rows !== width && columns === width : columns !== width && rows === width;
}

const rowsOf = (filling: Filling | null): number | null => (filling && matrixShape(filling)?.[0]) ?? null;

/** The hidden width d by the tensors that have rows of it. */
function widthOf({ V, base, source }: Wells): number | null {
  for (const filling of [V, base, source]) {
    const shape = filling && matrixShape(filling);
    if (shape) return shape[1];
  }
  return null;
}

/** The wells with another place along dimension `axis` of a stack. */
export function atIndex(wells: Wells, role: Role, axis: number, place: number): Wells {
  const filling = wells[role];
  if (!filling) return wells;
  const index = filling.index.map((i, k) => (k === axis ? place : i));
  return { ...wells, [role]: { ...filling, index } };
}

/** The wells with just one row of a matrix (null: all of its rows, as before). */
export function atRow(wells: Wells, role: Role, row: number | null): Wells {
  const filling = wells[role];
  if (!filling) return wells;
  const stacked = Math.max(0, filling.tensor.shape.length - 2);
  const index = filling.index.slice(0, stacked);
  // A row of an exchanged matrix is a column of the stored one, which no index can name.
  const whole = { ...filling, index };
  return {
    ...wells,
    [role]: row === null || filling.transposed ? whole : { ...whole, index: [...index, row] },
  };
}

/** The wells with a tensor turned the other way round. */
export function turned(wells: Wells, role: Role): Wells {
  const filling = wells[role];
  return filling ? oriented(wells, role, !filling.transposed) : wells;
}

/** The wells with a tensor the way round that was chosen. */
export function oriented(wells: Wells, role: Role, transposed: boolean): Wells {
  const filling = wells[role];
  return filling ? { ...wells, [role]: { ...filling, transposed, orientation: 'settled' } } : wells;
}
