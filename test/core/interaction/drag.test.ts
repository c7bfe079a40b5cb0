import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyze } from '#core/analysis/analyze.ts';
import { arrowOf } from '#core/arrows/arrows.ts';
import { defaultDocument, presets } from '#core/document/presets.ts';
import { type Document, documentSchema } from '#core/document/schema.ts';
import { beginDrag, CLICK, type Drag, isRefused, updateDrag } from '#core/interaction/drag.ts';
import { NO_MODIFIERS } from '#core/interaction/modifiers.ts';
import type { Modifiers } from '#core/interaction/types.ts';
import { dot, length, sub, toVec3 } from '#core/linalg/vec3.ts';
import { type Camera, project } from '#core/scene/camera.ts';
import { cameraPreset } from '#core/scene/cameraPresets.ts';
import { cameras, instances } from '#test/support/arbitrary.ts';

const cameraOf = (document: Document, projection: Camera['projection'] = 'perspective'): Camera => ({
  pose: cameraPreset('isometric', document, analyze(document), 3),
  projection,
  width: 900,
  height: 700,
});

const begin = (document: Document, arrow: string, camera = cameraOf(document), off = { x: 0, y: 0 }) => {
  const analysis = analyze(document);
  const { x, y } = project(camera, toVec3(arrowOf(document, arrow).tip(document, analysis)));
  return beginDrag({ arrow, document, analysis, camera, at: { x: x + off.x, y: y + off.y } });
};

const grab = (document: Document, arrow: string, camera?: Camera, off?: { x: number; y: number }): Drag => {
  const drag = begin(document, arrow, camera, off);
  if (isRefused(drag)) throw new Error(drag.refused);
  return drag;
};

const held = (modifiers: Partial<Modifiers>): Modifiers => ({ ...NO_MODIFIERS, ...modifiers });

/** The document after the pointer went by (x, y) pixels, without snapping. */
const moveBy = (drag: Drag, x: number, y: number, modifiers: Partial<Modifiers> = {}, snapping = false) =>
  updateDrag(drag, { x: drag.pressed.x + x, y: drag.pressed.y + y }, held(modifiers), snapping).document;

const tipOf = (document: Document, arrow: string) =>
  toVec3(arrowOf(document, arrow).tip(document, analyze(document)));

/** The fields of a document that differ from another's. */
const changed = (a: Document, b: Document): string[] =>
  Object.keys(a).filter((key) => JSON.stringify(a[key as 'W']) !== JSON.stringify(b[key as 'W']));

const TWO_PAIRS: Document = {
  ...defaultDocument,
  W: [
    [0, 1],
    [-2, 1],
    [1, 1],
  ],
  base: [
    [1, 0, 1],
    [0, 1, 0],
  ],
  source: [
    [2, 0, 2],
    [1, 1, -1],
  ],
  pair: 1,
};

describe('a press', () => {
  it(`is a click until the pointer has gone ${CLICK} pixels`, () => {
    const drag = grab(defaultDocument, 's');
    const at = (x: number) =>
      updateDrag(drag, { x: drag.pressed.x + x, y: drag.pressed.y }, NO_MODIFIERS, true);
    expect(at(2.9).moved).toBe(false);
    expect(at(2.9).document).toBe(defaultDocument);
    expect(at(3.1).moved).toBe(true);
    expect(at(3.1).document).not.toBe(defaultDocument);
  });

  it('keeps the grab offset', () => {
    const drag = grab(defaultDocument, 's', cameraOf(defaultDocument), { x: 6, y: -4 });
    const moved = moveBy(drag, 50, 30);
    const at = project(drag.camera, tipOf(moved, 's'));
    expect(at.x).toBeCloseTo(drag.pressed.x + 50 - 6, 6);
    expect(at.y).toBeCloseTo(drag.pressed.y + 30 + 4, 6);
  });

  it('without a place is at the tip', () => {
    const analysis = analyze(defaultDocument);
    const camera = cameraOf(defaultDocument);
    const drag = beginDrag({ arrow: 's', document: defaultDocument, analysis, camera, at: null });
    if (isRefused(drag)) throw new Error(drag.refused);
    expect(drag.offset).toEqual({ x: 0, y: 0 });
  });
});

describe('what an arrow edits', () => {
  const rows = [
    ['v', ['V']],
    ['vRow', ['V']],
    ['vNull', ['V']],
    ['b', ['base']],
    ['s', ['source']],
    ['delta', ['source']],
    ['w0', ['W']],
  ] as const;

  it.each(rows)('%s edits %j and nothing else', (arrow, fields) => {
    const moved = moveBy(grab(TWO_PAIRS, arrow), 40, -25);
    expect(changed(TWO_PAIRS, moved)).toEqual(fields);
    expect(documentSchema.safeParse(moved).success).toBe(true);
  });

  it('only of the pair on screen', () => {
    expect(moveBy(grab(TWO_PAIRS, 's'), 40, 0).source[0]).toEqual(TWO_PAIRS.source[0]);
    expect(moveBy(grab(TWO_PAIRS, 'b'), 40, 0).base[0]).toEqual(TWO_PAIRS.base[0]);
  });

  it('only of the column dragged', () => {
    const moved = moveBy(grab(TWO_PAIRS, 'w1'), 40, 0);
    expect(moved.W.map(([first]) => first)).toEqual(TWO_PAIRS.W.map(([first]) => first));
  });

  it('δ moves s and keeps b, as s itself does', () => {
    expect(moveBy(grab(TWO_PAIRS, 'delta'), 40, 9)).toEqual(moveBy(grab(TWO_PAIRS, 's'), 40, 9));
  });

  it('v keeps its length while the unit lock is on, and is free without it', () => {
    const free = { ...defaultDocument, unitLength: false };
    for (const [x, y] of [
      [40, 10],
      [-200, 90],
      [4000, -3000],
    ] as const) {
      expect(length(toVec3(moveBy(grab(defaultDocument, 'v'), x, y).V[0] ?? []))).toBeCloseTo(1, 14);
    }
    expect(length(toVec3(moveBy(grab(free, 'v'), 90, 60).V[0] ?? []))).not.toBeCloseTo(1, 2);
  });

  it('v_row moves within the column space and leaves v_null; v_null likewise', () => {
    const free = { ...defaultDocument, unitLength: false };
    const before = analyze(free).direction;
    for (const [arrow, kept, moves] of [
      ['vRow', 'vNull', 'vRow'],
      ['vNull', 'vRow', 'vNull'],
    ] as const) {
      const now = analyze(moveBy(grab(free, arrow), 80, 60)).direction;
      (now[kept][0] ?? []).forEach((x, i) => {
        expect(x).toBeCloseTo(before[kept][0]?.[i] ?? Number.NaN, 12);
      });
      expect(length(sub(toVec3(now[moves][0] ?? []), toVec3(before[moves][0] ?? [])))).toBeGreaterThan(0.01);
    }
  });
});

describe('in the random', () => {
  const arrows = fc.constantFrom('v', 'vRow', 'vNull', 'b', 's', 'delta', 'w0');
  const pixel = fc.record({ x: fc.integer({ min: -50, max: 950 }), y: fc.integer({ min: -50, max: 750 }) });
  const keys: fc.Arbitrary<Modifiers> = fc.record({
    dominant: fc.boolean(),
    depth: fc.boolean(),
    invertSnap: fc.boolean(),
    axis: fc.constantFrom(null, 0, 1, 2),
  });
  const updates = fc.array(fc.tuple(pixel, keys), { maxLength: 5 });

  it('is the same document for the same pixel and keys, whatever came before', () => {
    fc.assert(
      fc.property(
        instances(3),
        cameras,
        arrows,
        updates,
        pixel,
        keys,
        (document, camera, arrow, before, end, modifiers) => {
          const [first, second] = [begin(document, arrow, camera), begin(document, arrow, camera)];
          if (isRefused(first) || isRefused(second)) return;
          for (const [at, own] of before) updateDrag(first, at, own, true);
          expect(updateDrag(first, end, modifiers, true)).toEqual(updateDrag(second, end, modifiers, true));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('is always a valid document, with d entries wherever it wrote', () => {
    fc.assert(
      fc.property(instances(3), cameras, arrows, pixel, keys, (document, camera, arrow, end, modifiers) => {
        const drag = begin(document, arrow, camera);
        if (isRefused(drag)) return;
        const moved = updateDrag(drag, end, modifiers, true).document;
        expect(documentSchema.safeParse(moved).error).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });

  it('is safe for a pointer at no place', () => {
    const drag = grab(defaultDocument, 's');
    for (const x of [Number.NaN, Number.POSITIVE_INFINITY, 1e308]) {
      const moved = updateDrag(drag, { x, y: x }, NO_MODIFIERS, true).document;
      expect(documentSchema.safeParse(moved).success).toBe(true);
    }
    expect(updateDrag(drag, { x: Number.NaN, y: 0 }, NO_MODIFIERS, true).document).toBe(defaultDocument);
  });
});

describe('modifiers', () => {
  it.each([
    ['dominant', { dominant: true }],
    ['depth', { depth: true }],
    ['axis', { axis: 0 as const }],
  ])('%s changes the way, and its release restores the free one', (_, modifiers) => {
    for (const arrow of ['v', 's', 'vNull']) {
      const drag = grab(defaultDocument, arrow);
      const free = moveBy(drag, 60, -35);
      moveBy(drag, 60, -35, modifiers);
      expect(moveBy(drag, 60, -35)).toEqual(free);
    }
  });

  it('Shift keeps to the larger of the two components of the way', () => {
    const drag = grab(defaultDocument, 's');
    expect(moveBy(drag, 60, -35, { dominant: true })).toEqual(moveBy(drag, 60, 0));
    expect(moveBy(drag, 20, -35, { dominant: true })).toEqual(moveBy(drag, 0, -35));
  });

  it('Alt moves along the line of sight in the view plane: up is away', () => {
    const drag = grab(defaultDocument, 's');
    const depth = (document: Document) => project(drag.camera, tipOf(document, 's')).depth;
    const start = depth(defaultDocument);
    expect(depth(moveBy(drag, 0, -50, { depth: true }))).toBeGreaterThan(start);
    expect(depth(moveBy(drag, 0, 50, { depth: true }))).toBeLessThan(start);
    expect(depth(moveBy(drag, 0, 50))).toBeCloseTo(start, 10);
  });

  it('Alt moves along the arrow itself in a plane', () => {
    const free = { ...defaultDocument, unitLength: false };
    const drag = grab(free, 'vNull');
    const moved = tipOf(moveBy(drag, 80, 10, { depth: true }), 'vNull');
    const cosine = dot(moved, drag.tip) / (length(moved) * length(drag.tip));
    expect(Math.abs(cosine)).toBeCloseTo(1, 12);
    expect(length(sub(moved, drag.tip))).toBeGreaterThan(0.01);
  });

  it.each([0, 1, 2] as const)('an axis lock changes entry %i alone in the view plane', (axis) => {
    const moved = moveBy(grab(defaultDocument, 's'), 45, 45, { axis }).source[0] ?? [];
    const before = defaultDocument.source[0] ?? [];
    for (let i = 0; i < 3; i++) {
      if (i === axis) expect(Math.abs((moved[i] ?? 0) - (before[i] ?? 0))).toBeGreaterThan(0.01);
      else expect(moved[i]).toBeCloseTo(before[i] ?? Number.NaN, 12);
    }
  });

  it('an axis lock keeps v on the great circle through the axis', () => {
    const drag = grab(defaultDocument, 'v');
    const [x = 0, y = 0] = moveBy(drag, 30, -80, { axis: 2 }).V[0] ?? [];
    // The circle through v = (1, −1, 0)/√2 and h₃ has x = −y.
    expect(x + y).toBeCloseTo(0, 12);
  });

  it('Ctrl inverts snapping, either way', () => {
    // b and s stand 1 apart: 3 pixels from s = b is well within the reach of the snap.
    const drag = grab(defaultDocument, 's');
    const b = project(drag.camera, [1, 0, 1]);
    const at = { x: b.x + 3, y: b.y };
    const snapped = { ...drag, tip: toVec3([1, 0, 1]), offset: { x: 0, y: 0 } };
    const run = (invertSnap: boolean, snapping: boolean) =>
      updateDrag(snapped, at, held({ invertSnap }), snapping).guide.snap?.id ?? null;
    expect(run(false, true)).toBe('sourceIsBase');
    expect(run(true, false)).toBe('sourceIsBase');
    expect(run(true, true)).toBeNull();
    expect(run(false, false)).toBeNull();
  });
});

describe('what cannot be dragged', () => {
  const refusal = (document: Document, arrow: string, camera?: Camera): string => {
    const drag = begin(document, arrow, camera);
    return isRefused(drag) ? drag.refused : '';
  };

  it('says why: locked', () => {
    const locked = { ...defaultDocument, view: { ...defaultDocument.view, locked: ['v'] } };
    expect(refusal(locked, 'v')).toBe('v is locked.');
    expect(refusal(locked, 's')).toBe('');
  });

  it.each(['hDas', 'hRow', 'hNull'])('says why: %s is derived', (arrow) => {
    expect(refusal(defaultDocument, arrow)).toMatch(/cannot be dragged: it follows from the others\.$/);
  });

  it('says why: a part whose space is zero', () => {
    const full = presets.find(({ id }) => id === 'full-rank')?.document ?? defaultDocument;
    expect(refusal(full, 'vNull')).toMatch(/cannot be dragged: .*null space is zero\.$/);
  });

  it('says why: seen edge-on', () => {
    const camera = cameraOf(defaultDocument, 'orthographic');
    // The null space is orthogonal to (0, −2, 1): looked at along h₁, it is a line.
    const pose = { position: [9, 0, 0], target: [0, 0, 0], up: [0, 0, 1], zoom: 1 } as const;
    expect(refusal(defaultDocument, 'vNull', { ...camera, pose: { ...pose } as Camera['pose'] })).toBe(
      'Turn the picture first: from here this is seen edge-on.',
    );
  });

  it('says why: no picture', () => {
    const wide = { ...defaultDocument, W: [[1], [2], [3], [4]], V: [[1, 0, 0, 0]] };
    const document = { ...wide, base: [[1, 0, 0, 0]], source: [[0, 1, 0, 0]] };
    expect(refusal(document, 'v')).toMatch(/d > 3/);
  });
});

describe('a drag that becomes edge-on', () => {
  it('freezes at the edge and never jumps', () => {
    const free = { ...defaultDocument, unitLength: false };
    const camera: Camera = {
      pose: { position: [2, -4, -4], target: [0, 0, 0], up: [0, 0, 1], zoom: 1 },
      projection: 'perspective',
      width: 900,
      height: 700,
    };
    const drag = grab(free, 'vNull', camera);
    let last = drag.tip;
    for (const [dx, dy] of [
      [0, 1],
      [0, -1],
      [1, 0],
      [-1, -1],
    ] as const) {
      last = drag.tip;
      for (let t = CLICK; t < 3000; t += 3) {
        const tip = tipOf(moveBy(drag, dx * t, dy * t), 'vNull');
        const pixel =
          Math.abs(project(camera, tip).unitsPerPixel) + Math.abs(project(camera, last).unitsPerPixel);
        if (t > CLICK) expect(length(sub(tip, last))).toBeLessThan(60 * pixel);
        last = tip;
      }
      expect(length(sub(last, drag.tip))).toBeGreaterThan(0.5);
    }
  });
});

describe('with d = 2', () => {
  const flat: Document = {
    ...defaultDocument,
    W: [[1], [2]],
    V: [[0.6, 0.8]],
    base: [[1, 0]],
    source: [[0, 1.5]],
  };

  it.each(['v', 'vRow', 'vNull', 'b', 's', 'delta', 'w0'])('%s writes two entries', (arrow) => {
    const moved = moveBy(grab(flat, arrow), 30, -20);
    expect(moved).not.toBe(flat);
    expect(documentSchema.safeParse(moved).success).toBe(true);
  });

  it('the tip is under the pointer, from an oblique camera too', () => {
    const camera = {
      ...cameraOf(flat),
      pose: cameraPreset('isometric', defaultDocument, analyze(defaultDocument), 3),
    };
    const drag = grab(flat, 's', camera);
    const at = project(camera, tipOf(moveBy(drag, 40, -25), 's'));
    expect(at.x).toBeCloseTo(drag.pressed.x + 40, 6);
    expect(at.y).toBeCloseTo(drag.pressed.y - 25, 6);
  });
});
