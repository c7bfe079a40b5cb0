import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyze } from '#core/analysis/analyze.ts';
import { arrowOf, arrowsOf } from '#core/arrows/arrows.ts';
import { defaultDocument, presets } from '#core/document/presets.ts';
import { type Document, documentSchema } from '#core/document/schema.ts';
import { setEntries } from '#core/interaction/entries.ts';
import { type NudgeKey, type NudgeStep, nudge } from '#core/interaction/keyboard.ts';
import { rove } from '#core/interaction/roving.ts';
import { dot, length, sub, toVec3, type Vec3 } from '#core/linalg/vec3.ts';
import { type Camera, project } from '#core/scene/camera.ts';
import { cameras, instances } from '#test/support/arbitrary.ts';

const KEYS: readonly NudgeKey[] = ['left', 'right', 'up', 'down', 'nearer', 'farther'];
const OPPOSITE: Readonly<Record<NudgeKey, NudgeKey>> = {
  left: 'right',
  right: 'left',
  up: 'down',
  down: 'up',
  nearer: 'farther',
  farther: 'nearer',
};

const tipOf = (document: Document, arrow: string): Vec3 =>
  toVec3(arrowOf(document, arrow).tip(document, analyze(document)));

const pressed = (
  document: Document,
  arrow: string,
  camera: Camera,
  key: NudgeKey,
  step: NudgeStep = 'normal',
) => nudge(arrow, document, analyze(document), camera, key, step);

const free = (document: Document): Document => ({ ...document, unitLength: false });

/** Arrows with a constraint that lets them move, and what it is. */
const movable = (document: Document) => {
  const analysis = analyze(document);
  return arrowsOf(document)
    .map((arrow) => ({ id: arrow.id, spec: arrow.constraint(document, analysis) }))
    .filter(({ spec }) => spec.kind !== 'fixed');
};

describe('a key on a grabbed arrow', () => {
  it('always moves it, within its constraint, in every camera', () => {
    fc.assert(
      fc.property(instances(3), cameras, (random, camera) => {
        const document = random.V.length === 1 ? random : free(random);
        for (const { id, spec } of movable(document)) {
          for (const key of KEYS) {
            const moved = pressed(document, id, camera, key);
            if (!moved) throw new Error(`${id} ${key}: nothing happened`);
            expect(documentSchema.safeParse(moved).success).toBe(true);
            const [from, to] = [tipOf(document, id), tipOf(moved, id)];
            const way = sub(to, from);
            // The unit lock rescales v after a part of it moved.
            const rescaled = document.unitLength && id.startsWith('v');
            expect(length(way), `${id} ${key}`).toBeGreaterThan(rescaled ? 1e-9 : 1e-5);
            if (spec.kind === 'sphere') expect(length(to)).toBeCloseTo(1, 12);
            if (spec.kind === 'plane') expect(dot(to, spec.normal)).toBeCloseTo(dot(from, spec.normal), 10);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('moves it farther when coarse, less when fine', () => {
    fc.assert(
      fc.property(instances(3), cameras, (random, camera) => {
        const document = free(random);
        for (const { id } of movable(document)) {
          const by = (step: NudgeStep): number => {
            const moved = pressed(document, id, camera, 'right', step);
            return moved ? length(sub(tipOf(moved, id), tipOf(document, id))) : Number.NaN;
          };
          expect(by('coarse')).toBeGreaterThan(by('normal'));
          expect(by('normal')).toBeGreaterThan(by('fine'));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('is undone by the opposite key where the constraint is flat', () => {
    fc.assert(
      fc.property(instances(3), cameras, fc.constantFrom(...KEYS), (random, camera, key) => {
        const document = free(random);
        // An orthographic step does not depend on the depth.
        const flat: Camera = { ...camera, projection: 'orthographic' };
        for (const { id } of movable(document)) {
          const there = pressed(document, id, flat, key);
          const back = there && pressed(there, id, flat, OPPOSITE[key]);
          if (!back) throw new Error(`${id} ${key}: nothing happened`);
          expect(length(sub(tipOf(back, id), tipOf(document, id))), `${id} ${key}`).toBeLessThan(1e-9);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('goes 8 pixels in its direction in the view plane', () => {
    const camera: Camera = {
      pose: { position: [5, 4, 3], target: [0, 0, 0], up: [0, 0, 1], zoom: 1 },
      projection: 'orthographic',
      width: 900,
      height: 700,
    };
    const from = project(camera, tipOf(defaultDocument, 's'));
    for (const [key, dx, dy] of [
      ['left', -8, 0],
      ['right', 8, 0],
      ['up', 0, -8],
      ['down', 0, 8],
    ] as const) {
      const moved = pressed(defaultDocument, 's', camera, key);
      const to = project(camera, tipOf(moved ?? defaultDocument, 's'));
      expect(to.x - from.x).toBeCloseTo(dx, 9);
      expect(to.y - from.y).toBeCloseTo(dy, 9);
      expect(to.depth).toBeCloseTo(from.depth, 12);
    }
    const away = pressed(defaultDocument, 's', camera, 'farther') ?? defaultDocument;
    expect(project(camera, tipOf(away, 's')).depth).toBeGreaterThan(from.depth);
  });

  it('does nothing to a locked, a derived and a spaceless vector', () => {
    const camera: Camera = {
      pose: { position: [5, 4, 3], target: [0, 0, 0], up: [0, 0, 1], zoom: 1 },
      projection: 'perspective',
      width: 900,
      height: 700,
    };
    const locked = { ...defaultDocument, view: { ...defaultDocument.view, locked: ['s'] } };
    expect(pressed(locked, 's', camera, 'up')).toBeNull();
    expect(pressed(defaultDocument, 'hDas', camera, 'up')).toBeNull();
    const full = presets.find(({ id }) => id === 'full-rank')?.document ?? defaultDocument;
    expect(pressed(full, 'vNull', camera, 'up')).toBeNull();
  });
});

describe('roving', () => {
  const ids = arrowsOf(defaultDocument).map(({ id }) => id);

  it('visits every arrow once, round and round, either way', () => {
    for (const by of [1, -1] as const) {
      const visited: (string | null)[] = [];
      let at: string | null = null;
      for (const _ of ids) {
        at = rove(defaultDocument, at, by);
        visited.push(at);
      }
      expect([...visited].sort()).toEqual([...ids].sort());
      expect(rove(defaultDocument, at, by)).toBe(visited[0]);
    }
  });

  it('skips hidden arrows, and starts anew from one that is hidden or gone', () => {
    const hidden = { ...defaultDocument, view: { ...defaultDocument.view, hidden: ['vRow', 'w0'] } };
    expect(rove(hidden, 'v', 1)).toBe('vNull');
    expect(rove(hidden, 'v', -1)).toBe('hNull');
    expect(rove(hidden, 'vRow', 1)).toBe('v');
    expect(rove(hidden, 'w7', -1)).toBe('hNull');
  });

  it('goes nowhere where nothing is visible', () => {
    expect(rove({ ...defaultDocument, view: { ...defaultDocument.view, hidden: ids } }, 'v', 1)).toBeNull();
  });
});

describe('typed entries', () => {
  const document = free(defaultDocument);
  const analysis = analyze(document);

  it('of v, b, s and a column are taken as they are', () => {
    const set = (id: string) => setEntries(document, analysis, id, [3, 4, 5]);
    expect(set('v')?.V).toEqual([[3, 4, 5]]);
    expect(set('b')?.base).toEqual([[3, 4, 5]]);
    expect(set('s')?.source).toEqual([[3, 4, 5]]);
    expect(set('w0')?.W).toEqual([[3], [4], [5]]);
  });

  it('of δ move s', () => {
    expect(setEntries(document, analysis, 'delta', [1, 2, 3])?.source).toEqual([[2, 2, 4]]);
  });

  it('of a part of v are projected on its space, and leave the other part', () => {
    fc.assert(
      fc.property(
        instances(3),
        fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 3 }),
        (random, typed) => {
          const doc = free(random);
          const before = analyze(doc);
          const entries = typed.slice(0, doc.W.length);
          for (const [id, own, other] of [
            ['vRow', 'vRow', 'vNull'],
            ['vNull', 'vNull', 'vRow'],
          ] as const) {
            const set = setEntries(doc, before, id, entries);
            if (!set) continue;
            const after = analyze(set).direction;
            const row = (part: readonly (readonly number[])[]) => part[doc.direction] ?? [];
            row(after[other]).forEach((x, i) => {
              expect(x).toBeCloseTo(row(before.direction[other])[i] ?? Number.NaN, 10);
            });
            const basis = before.subspaces?.[id === 'vRow' ? 'column' : 'null'] ?? [];
            for (const q of basis) {
              const along = (x: readonly number[]) => x.reduce((sum, y, i) => sum + y * (q[i] ?? 0), 0);
              expect(along(row(after[own]))).toBeCloseTo(along(entries), 10);
            }
          }
        },
      ),
    );
  });

  it('are refused where they make no document, or the arrow is locked or derived', () => {
    const locked = { ...document, view: { ...document.view, locked: ['v'] } };
    expect(setEntries(locked, analysis, 'v', [1, 0, 0])).toBeNull();
    expect(setEntries(document, analysis, 'hDas', [1, 0, 0])).toBeNull();
    expect(setEntries(document, analysis, 'v', [0, 0, 0])).toBeNull();
    expect(setEntries(document, analysis, 's', [Number.NaN, 0, 0])).toBeNull();
    expect(setEntries(document, analysis, 's', [1e80, 0, 0])).toBeNull();
  });
});
