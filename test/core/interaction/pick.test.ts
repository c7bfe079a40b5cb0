import { describe, expect, it } from 'vitest';
import { analyze } from '#core/analysis/analyze.ts';
import { defaultDocument } from '#core/document/presets.ts';
import { type Pickable, pick, pickablesOf } from '#core/interaction/pick.ts';
import { type Camera, project } from '#core/scene/camera.ts';

const camera: Camera = {
  pose: { position: [0, 0, 6], target: [0, 0, 0], up: [0, 1, 0], zoom: 1 },
  projection: 'perspective',
  width: 800,
  height: 600,
};

const arrow = (id: string, tip: Pickable['tip'], tail: Pickable['tail'] = [0, 0, 0]): Pickable => ({
  id,
  tip,
  tail,
  shaft: true,
});

/** What is under the pixel (dx, dy) off a point. */
const at = (
  pickables: readonly Pickable[],
  point: Pickable['tip'],
  { dx = 0, dy = 0, selected = null as string | null, coarse = false } = {},
) => {
  const { x, y } = project(camera, point);
  return pick(pickables, camera, { x: x + dx, y: y + dy, selected, coarse });
};

describe('pick', () => {
  it('prefers a tip to a shaft that is nearer', () => {
    const pickables = [arrow('long', [2, 0, 0]), arrow('short', [1, 0.1, 0])];
    expect(at(pickables, [1, 0, 0])).toBe('short');
    expect(at(pickables, [0.5, 0, 0])).toBe('long');
  });

  it('takes the selected tip before a nearer one, and else the nearest', () => {
    const pickables = [arrow('a', [1, 0, 0]), arrow('b', [1.1, 0, 0])];
    expect(at(pickables, [1, 0, 0])).toBe('a');
    expect(at(pickables, [1, 0, 0], { selected: 'b' })).toBe('b');
    expect(at(pickables, [1.08, 0, 0])).toBe('b');
  });

  it('takes the one in front where two tips are at one pixel', () => {
    const pickables = [arrow('back', [0, 0, -1], [1, 1, 0]), arrow('front', [0, 0, 1], [-1, 1, 0])];
    expect(at(pickables, [0, 0, 0])).toBe('front');
  });

  it('reaches 16 pixels by mouse and 24 by finger', () => {
    const pickables = [arrow('a', [0, 1, 0])];
    expect(at(pickables, [0, 1, 0], { dy: -15 })).toBe('a');
    expect(at(pickables, [0, 1, 0], { dy: -17 })).toBeNull();
    expect(at(pickables, [0, 1, 0], { dy: -23, coarse: true })).toBe('a');
    expect(at(pickables, [0, 1, 0], { dy: -25, coarse: true })).toBeNull();
  });

  it('never takes what is behind the eye', () => {
    expect(at([arrow('behind', [0, 0, 12], [0, 0, 9])], [0, 0, 0])).toBeNull();
  });

  it('takes the part of a shaft in front of the eye, where the tail is behind it', () => {
    const through = arrow('through', [1, 0, 0], [-3, 0, 9]);
    const { x, y } = project(camera, [0.6, 0, 0.9]);
    expect(pick([through], camera, { x, y, selected: null, coarse: false })).toBe('through');
    // Mirrored through the eye, where the projection of the tail stands.
    const behind = project(camera, [-3, 0, 9]);
    expect(pick([through], camera, { ...behind, selected: null, coarse: false })).toBeNull();
  });

  it('does not take the line of a point, which has no shaft', () => {
    expect(at([{ ...arrow('s', [2, 0, 0]), shaft: false }], [1, 0, 0])).toBeNull();
  });

  it('takes nothing of an empty picture', () => {
    expect(at([], [0, 0, 0])).toBeNull();
  });
});

describe('what can be picked', () => {
  it('is every visible arrow, and nothing hidden', () => {
    const analysis = analyze(defaultDocument);
    const ids = (hidden: string[]) =>
      pickablesOf({ ...defaultDocument, view: { ...defaultDocument.view, hidden } }, analysis).map(
        ({ id }) => id,
      );
    expect(ids([])).toEqual(['w0', 'v', 'vRow', 'vNull', 'b', 's', 'delta', 'hDas', 'hRow', 'hNull']);
    expect(ids(['v', 'hRow'])).toEqual(['w0', 'vRow', 'vNull', 'b', 's', 'delta', 'hDas', 'hNull']);
  });
});
