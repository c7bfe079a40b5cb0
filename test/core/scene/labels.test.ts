import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type LabelBox, type Obstacles, type Placement, placeLabels } from '#core/scene/labels.ts';

const EMPTY: Obstacles = { tips: [], shafts: [], covered: 0, width: 800, height: 600 };
const label = (id: string, x: number, y: number, own: Partial<LabelBox> = {}): LabelBox => ({
  id,
  x,
  y,
  width: 30,
  height: 20,
  towards: 0,
  gap: 9,
  ...own,
});
const place = (
  labels: readonly LabelBox[],
  obstacles = EMPTY,
  previous = new Map<string, number>(),
): Placement[] => placeLabels(labels, obstacles, previous);
const overlaps = (a: Placement, b: Placement): boolean =>
  Math.abs(a.left - b.left) < 30 && Math.abs(a.top - b.top) < 20;

describe('the place of a label', () => {
  test('alone is beyond its tip, away from the tail', () => {
    expect(place([label('v', 400, 300)])).toEqual([{ id: 'v', left: 409, top: 290, side: 0 }]);
    const [up] = place([label('v', 400, 300, { towards: -Math.PI / 2 })]);
    expect(up).toMatchObject({ left: 385, top: 271 });
  });

  test('is below what floats over the top of the picture', () => {
    const tip = label('v', 400, 60, { towards: -Math.PI / 2 });
    expect(place([tip])[0]?.top).toBeLessThan(44);
    expect(place([tip], { ...EMPTY, covered: 44 })[0]?.top).toBeGreaterThanOrEqual(44);
  });

  test('never covers its own tip, on whichever side it stands', () => {
    const side = fc.double({ min: -Math.PI, max: Math.PI, noNaN: true });
    const size = fc.integer({ min: 4, max: 160 });
    fc.assert(
      fc.property(
        side,
        size,
        size,
        fc.integer({ min: 0, max: 800 }),
        fc.integer({ min: 0, max: 600 }),
        (towards, width, height, x, y) => {
          const [{ left, top } = { left: 0, top: 0 }] = place([label('v', x, y, { towards, width, height })]);
          const dx = Math.max(left - x, 0, x - left - width);
          const dy = Math.max(top - y, 0, y - top - height);
          expect(Math.hypot(dx, dy)).toBeGreaterThan(6);
        },
      ),
    );
  });

  test('dodges the labels of vectors with the same tip', () => {
    const placed = place(['a', 'b', 'c', 'd'].map((id) => label(id, 400, 300)));
    for (const a of placed) for (const b of placed) if (a !== b) expect(overlaps(a, b)).toBe(false);
  });

  test('dodges a tip that stands where it would go', () => {
    const [{ left, top } = { left: 0, top: 0 }] = place([label('v', 400, 300)], {
      ...EMPTY,
      tips: [{ x: 424, y: 300, radius: 7 }],
    });
    const inside = left < 424 + 7 && left + 30 > 424 - 7 && top < 307 && top + 20 > 293;
    expect(inside).toBe(false);
  });

  test('keeps off shafts where it can', () => {
    const [{ top } = { top: 0 }] = place([label('δ', 400, 300, { towards: null })], {
      ...EMPTY,
      shafts: [{ x1: 0, y1: 300, x2: 800, y2: 300 }],
    });
    expect(top + 20 < 300 || top > 300).toBe(true);
  });

  test('stays inside the picture', () => {
    const [{ left } = { left: 0 }] = place([label('v', 795, 300)]);
    expect(left + 30).toBeLessThanOrEqual(800);
  });

  test('does not hop between two sides that are about as good', () => {
    const at = (towards: number, previous: Map<string, number>) =>
      place([label('v', 400, 300, { towards })], EMPTY, previous)[0]?.side;
    const boundary = Math.PI / 8;
    expect(at(boundary - 0.05, new Map([['v', 1]]))).toBe(1);
    expect(at(boundary + 0.05, new Map([['v', 0]]))).toBe(0);
    expect(at(Math.PI / 2, new Map([['v', 0]]))).toBe(2);
  });
});
