import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyze } from '#core/analysis/analyze.ts';
import { defaultDocument } from '#core/document/presets.ts';
import { documentSchema } from '#core/document/schema.ts';
import { beginDrag, CLICK, isRefused, updateDrag } from '#core/interaction/drag.ts';
import { NO_MODIFIERS } from '#core/interaction/modifiers.ts';
import type { Modifiers } from '#core/interaction/types.ts';
import { length, sub, toVec3 } from '#core/linalg/vec3.ts';
import { project } from '#core/scene/camera.ts';
import { cameras, instances } from '#test/support/arbitrary.ts';

import { begin, cameraOf, changed, grab, moveBy, TWO_PAIRS, tipOf } from '#test/support/drag.ts';

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
