/** A label to be placed: its box, the point that it names, and the way in which it would best stand. */
export interface LabelBox {
  readonly id: string;
  /** Pixels: the point that the label names. */
  readonly x: number;
  readonly y: number;
  /** Pixels: the size of the typeset text. */
  readonly width: number;
  readonly height: number;
  /** Radians on screen (0 to the right, π/2 down): the side on which it would best stand; null: any. */
  readonly towards: number | null;
  /** Pixels between the point and the box. */
  readonly gap: number;
}

/** A disc that no label should cover: a tip, a handle. */
export interface TipObstacle {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** A stroke that a label had better not cover. */
export interface ShaftObstacle {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

export interface Obstacles {
  readonly tips: readonly TipObstacle[];
  readonly shafts: readonly ShaftObstacle[];
  /** Pixels at the top of the picture that something else floats over. */
  readonly covered: number;
  readonly width: number;
  readonly height: number;
}

/** Where a label stands: the top left of its box in pixels, and the side (0 … 7, eighths of a turn) it is on. */
export interface Placement {
  readonly id: string;
  readonly left: number;
  readonly top: number;
  readonly side: number;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const SIDES = 8;

/** What a place costs, in pixels of text that cannot be read or would cross something. */
const COST = { tip: 40, label: 30, shaft: 1, outside: 60, turn: 9, change: 8, farther: 10 } as const;

/** The label also tries to stand this much farther off, where every near place is taken. */
const FARTHER = 16;

/** Room about every label, pixels. */
const AIR = 2;

const ordinal = (angle: number): number =>
  ((Math.round((angle / (2 * Math.PI)) * SIDES) % SIDES) + SIDES) % SIDES;

/** The box on one side of its point, whose edge or corner it faces, `gap` pixels away. */
function boxAt(label: LabelBox, angle: number, gap: number): Box {
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  const larger = Math.max(Math.abs(c), Math.abs(s));
  const x = label.x + c * (gap + label.width / 2 / larger);
  const y = label.y + s * (gap + label.height / 2 / larger);
  const left = x - label.width / 2;
  const top = y - label.height / 2;
  return { left, top, right: left + label.width, bottom: top + label.height };
}

const overlap = (a: Box, b: Box): number =>
  Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left) + AIR) *
  Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) + AIR);

/** How deep a disc reaches into a box, pixels. */
function reaches(box: Box, { x, y, radius }: TipObstacle): number {
  const dx = Math.max(box.left - x, 0, x - box.right);
  const dy = Math.max(box.top - y, 0, y - box.bottom);
  return Math.max(0, radius - Math.hypot(dx, dy));
}

/** The length of a segment inside a box with some air about it, pixels (Liang–Barsky). */
function lengthInside(box: Box, { x1, y1, x2, y2 }: ShaftObstacle): number {
  let enter = 0;
  let leave = 1;
  const dx = x2 - x1;
  const dy = y2 - y1;
  const sides = [
    [-dx, x1 - box.left + AIR],
    [dx, box.right + AIR - x1],
    [-dy, y1 - box.top + AIR],
    [dy, box.bottom + AIR - y1],
  ] as const;
  for (const [step, room] of sides) {
    if (step === 0 && room < 0) return 0;
    if (step < 0) enter = Math.max(enter, room / step);
    if (step > 0) leave = Math.min(leave, room / step);
  }
  return Math.max(0, leave - enter) * Math.hypot(dx, dy);
}

const outside = (box: Box, { covered, width, height }: Obstacles): number =>
  Math.max(0, -box.left) +
  Math.max(0, box.right - width) +
  Math.max(0, covered - box.top) +
  Math.max(0, box.bottom - height);

/** The least turn between two angles, in eighths. */
function turnBetween(a: number, b: number): number {
  const turn = Math.abs(a - b) % (2 * Math.PI);
  return (Math.min(turn, 2 * Math.PI - turn) / (2 * Math.PI)) * SIDES;
}

/**
 * Places labels one after another (the first have the choice): each takes, of the eight sides of its point
 * near and a little farther off, the one where it covers the fewest tips, labels placed before it and shafts,
 * leaves the picture least, and turns least from where it would best stand. The side of `previous` gets a
 * head start, so that labels keep still from frame to frame.
 */
export function placeLabels(
  labels: readonly LabelBox[],
  obstacles: Obstacles,
  previous: ReadonlyMap<string, number>,
): Placement[] {
  const placed: Box[] = [];
  return labels.map((label) => {
    let best = { cost: Number.POSITIVE_INFINITY, side: 0, box: boxAt(label, 0, label.gap) };
    for (const extra of [0, FARTHER]) {
      for (const angle of angles(label)) {
        const side = ordinal(angle);
        const box = boxAt(label, angle, label.gap + extra);
        let cost = extra > 0 ? COST.farther : 0;
        if (label.towards !== null) cost += COST.turn * turnBetween(angle, label.towards);
        if (previous.has(label.id) && previous.get(label.id) !== side) cost += COST.change;
        cost += COST.outside * outside(box, obstacles);
        for (const other of placed) {
          const covered = overlap(box, other);
          if (covered > 0) cost += COST.label + covered;
        }
        for (const tip of obstacles.tips) {
          const covered = reaches(box, tip);
          if (covered > 0) cost += COST.tip + 4 * covered;
        }
        for (const shaft of obstacles.shafts) cost += COST.shaft * lengthInside(box, shaft);
        if (cost < best.cost) best = { cost, side, box };
      }
    }
    placed.push(best.box);
    return { id: label.id, left: best.box.left, top: best.box.top, side: best.side };
  });
}

/** The eight sides; the one nearest to where the label would best stand is replaced by exactly that. */
function angles({ towards }: LabelBox): number[] {
  const eighths = Array.from({ length: SIDES }, (_, i) => (i * 2 * Math.PI) / SIDES);
  if (towards === null) return eighths;
  const nearest = ordinal(towards);
  return eighths.map((angle, i) => (i === nearest ? towards : angle));
}
