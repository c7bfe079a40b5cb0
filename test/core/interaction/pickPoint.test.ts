import { expect, test } from 'vitest';
import { pickPoint } from '#core/interaction/pickPoint.ts';
import { add, type Vec3 } from '#core/linalg/vec3.ts';
import { type Camera, project } from '#core/scene/camera.ts';
import type { CloudMark } from '#core/scene/marks.ts';

const camera: Camera = {
  pose: { position: [0, -8, 0], target: [0, 0, 0], up: [0, 0, 1], zoom: 1 },
  projection: 'perspective',
  width: 800,
  height: 600,
};

const cloudOf = (points: readonly Vec3[], origin: Vec3 = [0, 0, 0]): CloudMark => ({
  kind: 'cloud',
  id: 'cloud',
  role: 'source',
  arrow: null,
  weight: 'quiet',
  origin,
  points: Float32Array.from(points.flat()),
  rings: new Float32Array(points.length),
  radius: 2,
});

test('a press on a point finds it, wherever the cloud stands', () => {
  const points: Vec3[] = [
    [0, 0, 0],
    [1, 0, 0.5],
    [-1, 0.5, -1],
  ];
  const cloud = cloudOf(points, [0.5, 0, 0.25]);
  for (const [i, point] of points.entries()) {
    const { x, y } = project(camera, add(cloud.origin, point));
    expect(pickPoint(cloud, camera, x + 3, y - 2)).toBe(i);
  }
});

test('of points that cover each other the one in front is found, and none behind the eye', () => {
  const { x, y } = project(camera, [0, 0, 0]);
  expect(
    pickPoint(
      cloudOf([
        [0, 2, 0],
        [0, 0, 0],
        [0, 4, 0],
      ]),
      camera,
      x,
      y,
    ),
  ).toBe(1);
  expect(pickPoint(cloudOf([[0, -20, 0]]), camera, x, y)).toBeNull();
});

test('a press beside all points finds none', () => {
  expect(pickPoint(cloudOf([[0, 0, 0]]), camera, 20, 20)).toBeNull();
  expect(pickPoint(cloudOf([]), camera, 400, 300)).toBeNull();
});
