import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyze } from '#core/analysis/analyze.ts';
import { defaultDocument, presets } from '#core/document/presets.ts';
import type { Pose } from '#core/document/schema.ts';
import { cross, dot, length, sub, toVec3, unit, type Vec3 } from '#core/linalg/vec3.ts';
import { type Camera, frameOf, project } from '#core/scene/camera.ts';
import { axisPose, cameraPreset } from '#core/scene/cameraPresets.ts';
import { fitPose, MARGINS, pointsToFit } from '#core/scene/fit.ts';
import { dolly, orbit, pan, zoom } from '#core/scene/orbit.ts';
import { buildScene } from '#core/scene/scene.ts';
import { poseOf, turntableOf } from '#core/scene/turntable.ts';
import { between } from '#core/scene/tween.ts';

const analysis = analyze(defaultDocument);
const scene = buildScene(defaultDocument, analysis);
const home = cameraPreset('isometric', defaultDocument, analysis, scene.radius);
const camera = (pose: Pose, projection: Camera['projection'] = 'perspective'): Camera => ({
  pose,
  projection,
  width: 800,
  height: 600,
});
const sight = ({ position, target }: Pose): Vec3 => unit(sub(position, target)) ?? [0, 0, 0];

describe('the home view', () => {
  test('has h₃ upwards, h₁ to the lower left and h₂ to the lower right', () => {
    const at = ([1, 2, 3] as const).map((i) =>
      project(camera(home), toVec3([+(i === 1), +(i === 2), +(i === 3)])),
    );
    const [h1, h2, h3] = at as [(typeof at)[0], (typeof at)[0], (typeof at)[0]];
    expect(h3.x).toBeCloseTo(400, 9);
    expect(h3.y).toBeLessThan(300);
    expect(h1.x).toBeLessThan(400);
    expect(h1.y).toBeGreaterThan(300);
    expect(h2.x).toBeGreaterThan(400);
    expect(h2.y).toBeGreaterThan(300);
  });

  test('of a plane is face-on, h₁ to the right and h₂ up', () => {
    const flat = { ...defaultDocument, W: [[1], [2]], V: [[1, 0]], base: [[0, 1]], source: [[1, 1]] };
    const pose = cameraPreset('isometric', flat, analyze(flat), 2);
    expect(project(camera(pose), [1, 0, 0]).x).toBeGreaterThan(400);
    expect(project(camera(pose), [0, 1, 0]).y).toBeLessThan(300);
  });
});

describe('named views', () => {
  test('"face the column space" sees a line at its true length, a plane along its normal', () => {
    for (const { document } of presets) {
      const found = analyze(document);
      const pose = cameraPreset('columnSpace', document, found, 3);
      const basis = found.subspaces?.column ?? [];
      if (basis.length === 3) continue;
      for (const row of basis) expect(Math.abs(dot(toVec3(row), sight(pose)))).toBeLessThan(1e-12);
    }
  });

  test('"along v" looks from the tip of v down to the origin', () => {
    const pose = cameraPreset('alongV', defaultDocument, analysis, 3);
    expect(length(cross(sight(pose), toVec3(defaultDocument.V[0] ?? [])))).toBeLessThan(1e-12);
    expect(dot(sight(pose), toVec3(defaultDocument.V[0] ?? []))).toBeGreaterThan(0.99);
  });

  test('straight along h₃, the frame is still a frame', () => {
    for (const sign of [1, -1] as const) {
      const { right, up, forward } = frameOf(axisPose(2, sign, 2));
      expect(length(right)).toBeCloseTo(1, 12);
      expect(length(up)).toBeCloseTo(1, 12);
      expect(dot(forward, [0, 0, 1])).toBeCloseTo(-sign, 12);
    }
  });
});

describe('fit', () => {
  test.each(['perspective', 'orthographic'] as const)(
    'in %s, everything is inside, and something touches',
    (projection) => {
      for (const { document } of presets) {
        const found = analyze(document);
        const drawn = buildScene(document, found);
        const pose = fitPose(
          cameraPreset('isometric', document, found, drawn.radius),
          drawn,
          projection,
          800,
          600,
        );
        const at = pointsToFit(drawn, pose).map((point) => project(camera(pose, projection), point));
        const room = at.map(({ x, y }) =>
          Math.min(x - MARGINS.left, 800 - MARGINS.right - x, y - MARGINS.top, 600 - MARGINS.bottom - y),
        );
        expect(Math.min(...room)).toBeGreaterThanOrEqual(0);
        expect(Math.min(...room)).toBeLessThan(3);
      }
    },
  );

  test('keeps the direction', () => {
    const pose = fitPose(home, scene, 'perspective', 300, 900);
    expect(length(cross(sight(pose), sight(home)))).toBeLessThan(1e-12);
  });
});

describe('moving the camera by hand', () => {
  const pixels = fc.double({ min: -2000, max: 2000, noNaN: true });

  test('never rolls, never flips over a pole, and keeps its distance', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(pixels, pixels), { maxLength: 12 }), (moves) => {
        const end = moves.reduce((pose, [dx, dy]) => orbit(pose, dx, dy), home);
        const { right, up } = frameOf(end);
        expect(Math.abs(right[2])).toBeLessThan(1e-9);
        expect(up[2]).toBeGreaterThanOrEqual(-1e-9);
        expect(length(sub(end.position, end.target))).toBeCloseTo(length(home.position), 6);
      }),
    );
  });

  test('at a pole the heading is kept, and the way back leads back', () => {
    const top = orbit(home, 0, 5000);
    expect(turntableOf(top).elevation).toBeCloseTo(Math.PI / 2, 9);
    expect(turntableOf(top).azimuth).toBeCloseTo(turntableOf(home).azimuth, 6);
  });

  test.each(['perspective', 'orthographic'] as const)(
    'in %s, what is grabbed follows the pointer',
    (projection) => {
      const moved = pan(camera(home, projection), 37, -21);
      const at = project(camera(moved, projection), [0, 0, 0]);
      expect(at.x).toBeCloseTo(437, 6);
      expect(at.y).toBeCloseTo(279, 6);
    },
  );

  test.each(['perspective', 'orthographic'] as const)(
    'in %s, the point under the pointer stays when coming nearer',
    (projection) => {
      const near = pan(camera(home, projection), 120, 60);
      const { x, y } = project(camera(near, projection), [0, 0, 0]);
      for (const pose of [
        dolly(camera(near, projection), 0.6, x, y, 0.01, 1000),
        zoom(camera(near, projection), 1.7, x, y),
      ]) {
        const at = project(camera(pose, projection), [0, 0, 0]);
        expect(at.x).toBeCloseTo(x, 6);
        expect(at.y).toBeCloseTo(y, 6);
      }
    },
  );

  test('coming nearer stops at the limits', () => {
    const pose = dolly(camera(home), 1e-9, 400, 300, 2, 50);
    expect(length(sub(pose.position, pose.target))).toBeCloseTo(2, 9);
  });
});

describe('travelling between two poses', () => {
  const goal = axisPose(2, 1, 4);

  test('begins and ends exactly there', () => {
    expect(between(home, goal, 0)).toBe(home);
    expect(between(home, goal, 1)).toBe(goal);
  });

  test('takes the shorter way round and never rolls', () => {
    const a = poseOf({ azimuth: 3, elevation: 0.2, distance: 5 }, [0, 0, 0], 1);
    const b = poseOf({ azimuth: -3, elevation: 0.2, distance: 5 }, [0, 0, 0], 1);
    for (let t = 0.1; t < 1; t += 0.2) {
      const pose = between(a, b, t);
      expect(Math.abs(turntableOf(pose).azimuth)).toBeGreaterThanOrEqual(3);
      expect(Math.abs(frameOf(pose).right[2])).toBeLessThan(1e-9);
    }
  });
});
