import type { Shape, StrokeShape } from '#core/scene/display/shapes.ts';
import { type Footprint, footprintOf, overlapOf } from './footprint.ts';

/** A shape, and what it belongs to. */
export interface Owned<T> {
  readonly owner: T;
  readonly shape: Shape;
}

/** Depths nearer to each other than this are the same: then the order given decides. */
const SAME_DEPTH = 1e-9;

/** Shapes that block one another in a circle are split, and sorted again, so many times. */
const MOST_SPLITS = 3;

/**
 * Shapes in the order in which a painter paints them: wherever two overlap, the farther one first, as the depth buffer
 * of the view has it. What belongs together stays together where that is possible. Strokes that pass before one shape
 * and behind another are split where they must be.
 */
export function paintOrder<T>(given: readonly Owned<T>[]): Owned<T>[] {
  let all = [...given];
  for (let i = 0; ; i++) {
    const { order, blocked } = sorted(all);
    if (blocked.size === 0 || i === MOST_SPLITS) return order;
    all = all.flatMap((own, j) => (blocked.has(j) ? split(own, blocked.get(j) ?? []) : [own]));
  }
}

interface Sorted<T> {
  readonly order: Owned<T>[];
  /** Strokes that stood in a circle, and where along them (as shares) others overlap them. */
  readonly blocked: ReadonlyMap<number, readonly number[]>;
}

function sorted<T>(all: readonly Owned<T>[]): Sorted<T> {
  const footprints = all.map(({ shape }) => footprintOf(shape));
  /** Who lies before whom, and where. */
  const before = all.map((): { readonly over: number; readonly at: readonly [number, number] }[] => []);
  const behind = new Int32Array(all.length);
  const bySide = [...all.keys()].sort((a, b) => leftOf(footprints, a) - leftOf(footprints, b));
  bySide.forEach((a, rank) => {
    for (let k = rank + 1; k < bySide.length; k++) {
      const b = bySide[k] as number;
      if (leftOf(footprints, b) >= (footprints[a]?.right ?? 0)) break;
      if (alike(all[a], all[b])) continue;
      const at = overlapOf(footprints[a] as Footprint, footprints[b] as Footprint);
      if (!at) continue;
      const deeper = (footprints[a]?.z(...at) ?? 0) - (footprints[b]?.z(...at) ?? 0);
      const first = Math.abs(deeper) < SAME_DEPTH ? Math.min(a, b) : deeper > 0 ? a : b;
      const over = first === a ? b : a;
      before[first]?.push({ over, at });
      behind[over] = (behind[over] ?? 0) + 1;
    }
  });

  const blockers = all.map((): number[] => []);
  before.forEach((own, i) => {
    for (const { over } of own) blockers[over]?.push(i);
  });

  const order: Owned<T>[] = [];
  const waiting = new Set(all.keys());
  const blocked = new Map<number, number[]>();
  let last: T | null = null;
  while (waiting.size > 0) {
    const free = [...waiting].filter((i) => behind[i] === 0);
    const next: number = free.find((i) => all[i]?.owner === last) ?? free[0] ?? release();
    waiting.delete(next);
    order.push(all[next] as Owned<T>);
    last = all[next]?.owner ?? null;
    for (const { over } of before[next] ?? []) behind[over] = (behind[over] ?? 0) - 1;
  }
  return { order, blocked };

  /** The first shape of a circle of shapes that block one another; the strokes among them are noted. */
  function release(): number {
    const path: number[] = [];
    let i = waiting.values().next().value as number;
    while (!path.includes(i)) {
      path.push(i);
      i = blockers[i]?.find((blocker) => waiting.has(blocker)) ?? i;
    }
    const circle = path.slice(path.indexOf(i));
    circle.forEach((own, j) => {
      const blocker = circle[(j + 1) % circle.length] as number;
      const at = before[blocker]?.find(({ over }) => over === own)?.at;
      if (!at) return;
      note(own, at);
      note(blocker, at);
    });
    return i;
  }

  function note(i: number, [x, y]: readonly [number, number]): void {
    const shape = all[i]?.shape;
    if (shape?.kind !== 'stroke') return;
    const [dx, dy] = [shape.to.x - shape.from.x, shape.to.y - shape.from.y];
    const t = ((x - shape.from.x) * dx + (y - shape.from.y) * dy) / (dx * dx + dy * dy);
    blocked.set(i, [...(blocked.get(i) ?? []), t]);
  }
}

/** Strokes of one pen and mark: whichever is painted first, they look the same. */
const alike = <T>(a: Owned<T> | undefined, b: Owned<T> | undefined): boolean =>
  a?.owner === b?.owner &&
  a?.shape.kind === 'stroke' &&
  b?.shape.kind === 'stroke' &&
  a.shape.paint.role === b.shape.paint.role &&
  a.shape.paint.strength === b.shape.paint.strength;

const leftOf = (footprints: readonly Footprint[], i: number): number => footprints[i]?.left ?? 0;

/** A stroke cut in the middle between the places where others overlap it. */
function split<T>({ owner, shape }: Owned<T>, places: readonly number[]): Owned<T>[] {
  if (shape.kind !== 'stroke') return [{ owner, shape }];
  const along = [...new Set(places)].sort((a, b) => a - b);
  const cuts = along
    .slice(1)
    .map((t, i) => (t + (along[i] ?? t)) / 2)
    .filter((t) => t > 1e-3 && t < 1 - 1e-3);
  return [0, ...cuts].map((from, i) => ({ owner, shape: partOf(shape, from, cuts[i] ?? 1) }));
}

/** A stretch of a stroke. */
export function partOf(stroke: StrokeShape, from: number, to: number): StrokeShape {
  const at = (t: number) => ({
    x: stroke.from.x + t * (stroke.to.x - stroke.from.x),
    y: stroke.from.y + t * (stroke.to.y - stroke.from.y),
    z: stroke.from.z + t * (stroke.to.z - stroke.from.z),
  });
  return { ...stroke, from: from === 0 ? stroke.from : at(from), to: to === 1 ? stroke.to : at(to) };
}
