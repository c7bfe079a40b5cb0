import { describe, expect, test } from 'vitest';
import { analyze } from '#core/analysis/analyze.ts';
import { defaultDocument } from '#core/document/presets.ts';
import type { Document } from '#core/document/schema.ts';
import { cross, dot, length, sub } from '#core/linalg/vec3.ts';
import type { Mark, Scene } from '#core/scene/marks.ts';
import { buildScene, type SceneOptions } from '#core/scene/scene.ts';
import { preferredAbove, sizesOf } from '#core/scene/sizes.ts';

const sceneOf = (document: Document, options?: SceneOptions): Scene =>
  buildScene(document, analyze(document), options);
const toy = (change: Partial<Document> = {}): Document => ({ ...defaultDocument, ...change });
const find = (scene: Scene, id: string): Mark | undefined => scene.marks.find((mark) => mark.id === id);
const identity = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];

describe('the picture of the toy', () => {
  const scene = sceneOf(toy());

  test('holds every vector as an arrow, s as a point, each with its label', () => {
    const arrows = scene.marks.filter(({ kind }) => kind === 'arrow').map(({ arrow }) => arrow);
    expect(arrows).toEqual(['w0', 'v', 'vRow', 'vNull', 'b', 'delta', 'hDas', 'hRow', 'hNull']);
    expect(find(scene, 'arrow:s')).toMatchObject({ kind: 'point', at: [2, 0, 2] });
    for (const id of [...arrows, 's']) expect(find(scene, `arrow:${id}:label`)?.kind).toBe('label');
  });

  test('draws δ dashed from b to s, and patched activations hollow from b', () => {
    expect(find(scene, 'arrow:delta')).toMatchObject({ from: [1, 0, 1], to: [2, 0, 2], dashed: true });
    expect(find(scene, 'arrow:hDas')).toMatchObject({ from: [1, 0, 1], head: 'hollow' });
  });

  test('draws the column space as a line and the null space as the plane at right angles to it', () => {
    const line = find(scene, 'subspace:column');
    const plane = find(scene, 'subspace:null');
    if (line?.kind !== 'line' || plane?.kind !== 'plane') throw new Error('a line and a plane');
    const along = sub(line.to, line.from);
    expect(length(cross(along, [0, -2, 1])) / length(along)).toBeLessThan(1e-12);
    expect(Math.abs(dot(along, plane.u)) + Math.abs(dot(along, plane.w))).toBeLessThan(1e-12);
  });

  test('lets fall v on both subspaces, with a right angle and the angle of 50.8°', () => {
    for (const id of ['drop:row', 'drop:null', 'rightAngle', 'angle']) expect(find(scene, id)).toBeDefined();
    expect(find(scene, 'angle:label')).toMatchObject({ plain: '50.8°' });
    const corner = find(scene, 'rightAngle');
    if (corner?.kind !== 'path') throw new Error('a path');
    const [a, b, c] = corner.points as [
      (typeof corner.points)[0],
      (typeof corner.points)[0],
      (typeof corner.points)[0],
    ];
    expect(dot(sub(a, b), sub(c, b))).toBeCloseTo(0, 12);
  });

  test('keeps ids unique, so that a drawing can be updated in place', () => {
    const ids = scene.marks.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('subspaces by rank', () => {
  const kinds = (W: number[][]) => {
    const scene = sceneOf(toy({ W }));
    return [find(scene, 'subspace:column')?.kind, find(scene, 'subspace:null')?.kind];
  };

  test.each([
    ['0', [[0], [0], [0]], [undefined, 'ball']],
    ['1', [[1], [0], [0]], ['line', 'plane']],
    ['2', identity.map((row) => row.slice(0, 2)), ['plane', 'line']],
    ['3', identity, ['ball', undefined]],
  ])('rank %s', (_, W, expected) => {
    expect(kinds(W)).toEqual(expected);
  });
});

describe('what a picture leaves out', () => {
  test('vectors that the user hid, with their labels', () => {
    const scene = sceneOf(toy({ view: { ...defaultDocument.view, hidden: ['v', 'hNull'] } }));
    expect(scene.marks.filter(({ arrow }) => arrow === 'v' || arrow === 'hNull')).toEqual([]);
    expect(find(scene, 'drop:row')).toBeUndefined();
    expect(find(scene, 'unitSphere')).toBeUndefined();
  });

  test('the angle where v lies in the column space; v_null is then a dot that says so', () => {
    const scene = sceneOf(toy({ W: identity }));
    expect(find(scene, 'angle')).toBeUndefined();
    expect(find(scene, 'arrow:vNull')).toMatchObject({ kind: 'point', at: [0, 0, 0] });
    expect(find(scene, 'arrow:vNull:label')).toMatchObject({ plain: 'v_null = 0' });
  });

  test('the unit sphere while the length of v is free', () => {
    expect(find(sceneOf(toy({ unitLength: false })), 'unitSphere')).toBeUndefined();
  });

  test('everything where d is above 3: three of many entries would be a picture of something else', () => {
    const wide = toy({
      W: [[1], [2], [3], [4]],
      V: [[1, 0, 0, 0]],
      base: [[1, 0, 0, 0]],
      source: [[0, 1, 0, 0]],
    });
    expect(sceneOf(wide).marks).toEqual([]);
  });
});

describe('what the window points at', () => {
  test('the selected arrow has a ring at its tip', () => {
    expect(find(sceneOf(toy(), { selected: 'b' }), 'ring:b')).toMatchObject({ kind: 'ring', at: [1, 0, 1] });
  });

  test('highlighted arrows are strong, all others step back', () => {
    const scene = sceneOf(toy(), { highlighted: ['vNull'] });
    expect(find(scene, 'arrow:vNull')?.weight).toBe('strong');
    expect(find(scene, 'arrow:v')?.weight).toBe('quiet');
  });

  test('before the press, the hovered arrow shows where it may go', () => {
    const scene = sceneOf(toy(), { hovered: 'v' });
    const level = find(scene, 'guide:sphere:level');
    if (level?.kind !== 'path') throw new Error('a circle');
    for (const point of level.points) expect(length(point)).toBeCloseTo(1, 12);
  });

  test('a snap is shown by a ring and in words', () => {
    const guide = {
      constraint: { kind: 'viewPlane' as const },
      snap: { id: 'source', label: 's = b', tip: [1, 0, 1] as const },
    };
    const scene = sceneOf(toy(), { selected: 's', guide });
    expect(find(scene, 'snap:label')).toMatchObject({ plain: 's = b', tex: null });
    expect(find(scene, 'guide:plumb')).toMatchObject({ from: [2, 0, 2], to: [2, 0, 0] });
  });
});

describe('sizes', () => {
  test('go up in steps of about a quarter', () => {
    for (let x = 1e-6; x < 1e6; x *= 1.07) {
      expect(preferredAbove(x)).toBeGreaterThanOrEqual(x * (1 - 1e-8));
      expect(preferredAbove(x)).toBeLessThan(x * 1.3);
    }
    expect(preferredAbove(0)).toBe(1);
  });

  test('hold every tip', () => {
    const scene = sceneOf(toy({ source: [[30, 40, 0]] }));
    expect(scene.radius).toBeGreaterThanOrEqual(50);
  });

  test('do not flutter while a tip is dragged to and fro about a step', () => {
    let previous: Scene | null = null;
    const seen = new Set<number>();
    for (let i = 0; i < 40; i++) {
      const document = toy({ source: [[3.2 + 0.05 * Math.sin(i), 0, 0]] });
      previous = buildScene(document, analyze(document), { previous });
      seen.add(previous.radius);
    }
    expect(seen.size).toBeLessThanOrEqual(2);
  });

  test('shrink once the picture is much smaller', () => {
    const document = toy({ source: [[0.1, 0, 0]], base: [[0, 0.1, 0]] });
    expect(sizesOf(document, analyze(document), [], { radius: 50, extent: 25 }).radius).toBe(1);
  });
});
