import { LIMITS } from '#core/document/schema.ts';
import { atRow, turned } from './fill.ts';
import { canTranspose, type Filling, matrixShape, type Role, shapeOf, type Wells } from './wells.ts';

/** A way to mend a problem: what a button says, and the wells after it. */
export interface Mend {
  readonly label: string;
  readonly wells: Wells;
}

/** Why the wells do not fit: a sentence at one of them. */
export interface Problem {
  readonly role: Role;
  readonly text: string;
  readonly mend: Mend | null;
  /** Nothing disagrees: another tensor is still to be given, or a choice to be made. */
  readonly waits?: true;
}

/** The most entries of a layer that is read. */
const MOST_ENTRIES = 2 ** 28;

const NAMES: Readonly<Record<Role, string>> = {
  W: 'W',
  V: 'V',
  base: 'The base',
  source: 'The source',
  labels: 'The labels',
};

/** What keeps the wells from being shown, at most one sentence for each; missing tensors are none. */
export function problemsOf(wells: Wells): readonly Problem[] {
  const checks = [layerProblem, directionProblem, pairProblem('base'), pairProblem('source'), labelsProblem];
  return checks.map((check) => check(wells)).filter((problem) => problem !== null);
}

/** What keeps the wells from being shown, in a short sentence; null where nothing does. */
export function hindrance(wells: Wells): string | null {
  const { W, V } = wells;
  if (!W && !V) return 'Give the layer W and the direction V.';
  if (!V) return 'Give the direction V.';
  if (!W) return 'Give the layer W.';
  const problems = problemsOf(wells);
  if (problems.length === 0) return null;
  return problems.every(({ waits }) => waits) ? 'A choice is still open.' : 'The tensors do not fit yet.';
}

/** What the wells are together, once they fit: `d = 3072, m = 768, one direction, 128 pairs`. */
export function summary({ W, V, base, source }: Wells): string {
  const layer = W && matrixShape(W);
  const directions = V && matrixShape(V);
  if (!layer || !directions) return '';
  const pairs = base && source && matrixShape(base);
  return [
    `d = ${layer[0]}`,
    `m = ${layer[1]}`,
    directions[0] === 1 ? 'one direction' : `k = ${directions[0]} directions`,
    pairs
      ? pairs[0] === 1
        ? 'one pair'
        : `${pairs[0].toLocaleString('en')} pairs`
      : 'no pairs: b = 0 and s = v stand in',
  ].join(', ');
}

type Check = (wells: Wells) => Problem | null;

function layerProblem(wells: Wells): Problem | null {
  const { W } = wells;
  if (!W) return null;
  const shape = matrixShape(W);
  const no = noMatrix('W', W) ?? (shape && tooLarge(shape));
  if (no) return { role: 'W', text: no, mend: null };
  if (W.orientation !== 'open') return null;
  return {
    role: 'W',
    waits: true,
    text: 'W is square, so its shape does not tell which way round it is: choose as stored for d × m, transposed for m × d (nn.Linear).',
    mend: null,
  };
}

function tooLarge([rows, columns]: readonly [number, number]): string | null {
  const large = rows > LIMITS.dimension || columns > LIMITS.columns || rows * columns > MOST_ENTRIES;
  return large ? `W has ${sizes(rows, columns)} entries, which is too many: choose a smaller tensor.` : null;
}

function directionProblem(wells: Wells): Problem | null {
  const { V } = wells;
  if (!V) return null;
  const no = noMatrix('V', V);
  if (no) return { role: 'V', text: no, mend: null };
  const wide = widthProblem(wells, 'V');
  if (wide) return wide;
  const [k, d] = matrixShape(V) as readonly [number, number];
  if (!wells.W || k <= d) return null;
  return {
    role: 'V',
    text: `V has ${k} rows, more directions than the ${d} dimensions: choose ${V.transposed ? 'another tensor' : 'one of them'}.`,
    mend: V.transposed ? null : { label: 'Take row 1', wells: atRow(wells, 'V', 0) },
  };
}

const pairProblem =
  (role: 'base' | 'source'): Check =>
  (wells) => {
    const other = role === 'base' ? 'source' : 'base';
    const filling = wells[role];
    if (!filling) return null;
    const no = noMatrix(role, filling);
    if (no) return { role, text: no, mend: null };
    const wide = widthProblem(wells, role);
    if (wide) return wide;
    const partner = wells[other];
    if (!partner) {
      return {
        role,
        waits: true,
        text: `${NAMES[role]} needs the ${other} beside it: give both, or neither.`,
        mend: { label: `Leave the ${role} out`, wells: { ...wells, [role]: null } },
      };
    }
    const [own, its] = [matrixShape(filling)?.[0], matrixShape(partner)?.[0]];
    // Said once, at the source.
    if (role === 'base' || own === its || its === undefined) return null;
    return {
      role,
      text: `The source has ${count(own ?? 0, 'row')} and the base ${count(its, 'row')}: choose tensors of the same pairs.`,
      mend: null,
    };
  };

function labelsProblem(wells: Wells): Problem | null {
  const { labels, base } = wells;
  if (!labels) return null;
  const leave: Mend = { label: 'Leave the labels out', wells: { ...wells, labels: null } };
  const n = shapeOf(labels).reduce((product, length) => product * length, 1);
  if (!base) {
    return { role: 'labels', text: 'Labels belong to pairs: give the base and the source too.', mend: leave };
  }
  const rows = matrixShape(base)?.[0];
  if (rows === undefined || rows === n) return null;
  return {
    role: 'labels',
    text: `There are ${count(n, 'label')} and ${count(rows, 'pair')}: choose labels of the same pairs.`,
    mend: leave,
  };
}

/** Why a tensor cannot be read as a matrix; null where it can. */
function noMatrix(role: Role, filling: Filling): string | null {
  const shape = shapeOf(filling);
  if (shape.includes(0)) return `${NAMES[role]} has no entries: choose another tensor.`;
  if (shape.length === 0) return `${NAMES[role]} is a single number: choose a matrix or a vector.`;
  if (matrixShape(filling)) return null;
  return `${NAMES[role]} has the shape ${sizes(...shape)}: choose one of its parts.`;
}

/** Rows of another width than the layer has rows, and what would mend it. */
function widthProblem(wells: Wells, role: 'V' | 'base' | 'source'): Problem | null {
  const { W } = wells;
  const filling = wells[role];
  const layer = W && matrixShape(W);
  const own = filling && matrixShape(filling);
  if (!layer || !own || own[1] === layer[0]) return null;
  const what = `${NAMES[role]} has ${count(own[1], 'entry')}${own[0] === 1 ? '' : ' per row'} and W has ${count(layer[0], 'row')}`;
  if (own[1] === layer[1] && canTranspose(W)) {
    return {
      role,
      text: `${what}: switch W’s orientation.`,
      mend: { label: 'Switch W', wells: turned(wells, 'W') },
    };
  }
  if (own[0] === layer[0] && canTranspose(filling)) {
    const name = role === 'V' ? 'V' : `the ${role}`;
    return {
      role,
      text: `${what}: switch ${role === 'V' ? 'V’s' : 'its'} orientation.`,
      mend: { label: `Switch ${name}`, wells: turned(wells, role) },
    };
  }
  return { role, text: `${what}: choose tensors of the same layer.`, mend: null };
}

const sizes = (...shape: readonly number[]): string => shape.join(' × ');

function count(n: number, what: string): string {
  if (n === 1) return `1 ${what}`;
  return what.endsWith('y') ? `${n} ${what.slice(0, -1)}ies` : `${n} ${what}s`;
}
