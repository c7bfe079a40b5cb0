import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyze } from '#core/analysis/analyze.ts';
import type { ZeroCase } from '#core/analysis/types.ts';
import { arrowOf, arrowsOf, shownPair } from '#core/arrows/arrows.ts';
import { defaultDocument, presets } from '#core/document/presets.ts';
import type { Document } from '#core/document/schema.ts';
import { candidatesOf, findSnap, SNAP_RADIUS } from '#core/interaction/snap.ts';
import { cross, length, toVec3, type Vec3 } from '#core/linalg/vec3.ts';
import type { Camera } from '#core/scene/camera.ts';
import { instances, points } from '#test/support/arbitrary.ts';

const LABELLED_AXIS = /^along([123])$/;
const sineBetween = (a: Vec3, b: Vec3): number => length(cross(a, b)) / (length(a) * length(b));

/** The document once an arrow's tip is where its snap says, or null where it says nothing. */
function snapped(document: Document, arrow: string, snap: string, tip: Vec3): Document | null {
  const analysis = analyze(document);
  const candidate = candidatesOf(document, analysis, arrow).find(({ id }) => id === snap);
  const place = candidate?.nearest(tip);
  return place ? arrowOf(document, arrow).edit(document, analysis, place.slice(0, document.W.length)) : null;
}

/** Checks in the analysis of the result what a snap says. */
function holds(document: Document, arrow: string, snap: string): void {
  const analysis = analyze(document);
  const pair = shownPair(document, analysis);
  const v = toVec3(document.V[document.direction] ?? []);
  const vRow = toVec3(analysis.direction.vRow[document.direction] ?? []);
  const vNull = toVec3(analysis.direction.vNull[document.direction] ?? []);
  const delta = toVec3(pair.delta);
  const single = document.V.length === 1;
  const zeroCase = (expected: ZeroCase): void => {
    const earlier: readonly (ZeroCase | null)[] = ['sourceIsBase', 'noRowPart', 'noNullPart'];
    if (single) expect([expected, ...earlier]).toContain(pair.zeroCase);
  };
  const axis = LABELLED_AXIS.exec(snap)?.[1];
  const own = arrow.startsWith('w') ? toVec3(document.W.map((row) => row[Number(arrow.slice(1))] ?? 0)) : v;
  if (axis) {
    const i = Number(axis) - 1;
    own.forEach((x, j) => {
      if (j !== i) expect(Math.abs(x)).toBe(0);
    });
    return;
  }
  switch (snap) {
    case 'inColumnSpace':
      expect(length(vNull)).toBeLessThanOrEqual(1e-9);
      zeroCase('noNullPart');
      return;
    case 'inNullSpace':
      expect(length(vRow)).toBeLessThanOrEqual(1e-9);
      zeroCase('noRowPart');
      return;
    case 'nullPartOrthogonal':
    case 'deltaOrthogonal': {
      const along = pair.alphaNull[document.direction]?.value ?? Number.NaN;
      expect(Math.abs(along)).toBeLessThan(1e-12 * Math.max(1, length(toVec3(pair.base)) + length(delta)));
      zeroCase('deltaOrthogonalToNullPart');
      return;
    }
    case 'sourceIsBase':
      expect(pair.zeroCase).toBe('sourceIsBase');
      return;
    case 'alongDelta':
      expect(sineBetween(v, delta)).toBeLessThan(1e-12);
      return;
    case 'deltaInColumnSpace':
    case 'deltaInNullSpace': {
      const kept = snap === 'deltaInColumnSpace' ? analysis.subspaces?.null : analysis.subspaces?.column;
      for (const q of kept ?? []) {
        const along = q.reduce((sum, x, i) => sum + x * (delta[i] ?? 0), 0);
        expect(Math.abs(along)).toBeLessThan(1e-12 * (1 + length(toVec3(pair.base)) + length(delta)));
      }
      return;
    }
    case 'alongV':
      expect(length(cross(own, v))).toBeLessThan(1e-12 * (1 + length(own)));
      return;
    case 'orthogonalToV':
      expect(Math.abs(own.reduce((sum, x, i) => sum + x * (v[i] ?? 0), 0))).toBeLessThan(
        1e-12 * (1 + length(own)),
      );
      return;
    default:
      throw new Error(`a snap without a claim: ${snap}`);
  }
}

const everySnap = (document: Document, tip: Vec3): number => {
  let held = 0;
  const analysis = analyze(document);
  for (const { id: arrow } of arrowsOf(document)) {
    for (const { id } of candidatesOf(document, analysis, arrow)) {
      const result = snapped(document, arrow, id, tip);
      if (!result) continue;
      holds(result, arrow, id);
      held += 1;
    }
  }
  return held;
};

describe('what a snap says holds in the document that it makes', () => {
  it.each(presets)('$id', ({ document }) => {
    for (const tip of [
      [0.3, -0.8, 0.5],
      [-1.1, 0.2, 2],
    ] as const) {
      expect(everySnap(document, tip)).toBeGreaterThan(5);
      expect(everySnap({ ...document, unitLength: false }, tip)).toBeGreaterThan(5);
    }
  });

  it('in random documents', () => {
    fc.assert(
      fc.property(instances(3), points(2), fc.boolean(), (document, point, unitLength) => {
        fc.pre(length(point) > 0.2);
        const tip: Vec3 = document.W.length === 2 ? [point[0], point[1], 0] : point;
        fc.pre(
          Math.hypot(tip[0], tip[1]) > 0.1 &&
            Math.min(...tip.map(Math.abs).slice(0, document.W.length)) > 1e-3,
        );
        everySnap({ ...document, unitLength }, tip);
      }),
      { numRuns: 150 },
    );
  });
});

describe('which snap is taken', () => {
  const camera: Camera = {
    pose: { position: [0, 0, 8], target: [0, 0, 0], up: [0, 1, 0], zoom: 1 },
    projection: 'orthographic',
    width: 900,
    height: 700,
  };
  const pixel = (2 * 8 * Math.tan((35 * Math.PI) / 360)) / 700;
  const analysis = analyze(defaultDocument);
  const near = (arrow: string, x: Vec3, dx = 0, dy = 0) =>
    findSnap(defaultDocument, analysis, arrow, [x[0] + dx * pixel, x[1] + dy * pixel, x[2]], camera);

  it('is a point before a plane through it', () => {
    expect(near('s', [1, 0, 1], 4, 3)?.id).toBe('sourceIsBase');
    expect(near('s', [1, 0, 1], 4, 3)?.tip).toEqual([1, 0, 1]);
  });

  it(`is none beyond ${SNAP_RADIUS} pixels`, () => {
    expect(near('s', [1, 0, 1], 9)?.id).toBe('sourceIsBase');
    expect(near('s', [1, 0, 1], 11, 2)?.id).not.toBe('sourceIsBase');
  });

  it('is none for a derived vector, nor for d > 3', () => {
    expect(candidatesOf(defaultDocument, analysis, 'hDas')).toEqual([]);
    const wide = {
      ...defaultDocument,
      W: [[1], [2], [3], [4]],
      V: [[1, 0, 0, 0]],
      base: [[0, 0, 0, 0]],
      source: [[1, 1, 0, 0]],
    };
    expect(candidatesOf(wide, analyze(wide), 'v')).toEqual([]);
  });

  it('never offers a space that is everything or nothing', () => {
    const full = presets.find(({ id }) => id === 'full-rank')?.document ?? defaultDocument;
    const ids = candidatesOf(full, analyze(full), 'v')
      .filter(({ nearest }) => nearest([0.5, 0.5, 0.5]))
      .map(({ id }) => id);
    expect(ids).not.toContain('inColumnSpace');
    expect(ids).not.toContain('inNullSpace');
    expect(ids).not.toContain('nullPartOrthogonal');
  });
});
