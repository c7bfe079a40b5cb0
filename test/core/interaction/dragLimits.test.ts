import { describe, expect, it } from 'vitest';
import { analyze } from '#core/analysis/analyze.ts';
import { defaultDocument, presets } from '#core/document/presets.ts';
import { type Document, documentSchema } from '#core/document/schema.ts';
import { CLICK, isRefused, updateDrag } from '#core/interaction/drag.ts';
import { dot, length, sub, toVec3 } from '#core/linalg/vec3.ts';
import { type Camera, project } from '#core/scene/camera.ts';
import { cameraPreset } from '#core/scene/cameraPresets.ts';

import { begin, cameraOf, grab, held, moveBy, tipOf } from '#test/support/drag.ts';

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
