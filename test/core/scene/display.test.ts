import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyze } from '#core/analysis/analyze.ts';
import { defaultDocument } from '#core/document/presets.ts';
import { dot, length, sub } from '#core/linalg/vec3.ts';
import { type Camera, frameOf, project } from '#core/scene/camera.ts';
import { axisPose, cameraPreset } from '#core/scene/cameraPresets.ts';
import { arrowShape } from '#core/scene/display/arrowShape.ts';
import { clipToPicture, cutStroke } from '#core/scene/display/dashes.ts';
import { depthRange, screenOf, zOf } from '#core/scene/display/depth.ts';
import { displayShapes } from '#core/scene/display/display.ts';
import { planeView } from '#core/scene/display/edgeOn.ts';
import { outlineOf } from '#core/scene/display/outline.ts';
import type { ScreenPoint } from '#core/scene/display/shapes.ts';
import { buildScene } from '#core/scene/scene.ts';

const analysis = analyze(defaultDocument);
const scene = buildScene(defaultDocument, analysis, { selected: 'v' });
const camera: Camera = {
  pose: cameraPreset('isometric', defaultDocument, analysis, scene.radius),
  projection: 'perspective',
  width: 800,
  height: 600,
};
const at = (x: number, y: number, z = 0): ScreenPoint => ({ x, y, z });
const apart = (a: ScreenPoint, b: ScreenPoint): number => Math.hypot(a.x - b.x, a.y - b.y);

describe('an arrow on screen', () => {
  test('has a head of the same size however long it is', () => {
    const sizes = [100, 300, 900].map((long) => {
      const shape = arrowShape(at(0, 0), at(long, 0), 2.5);
      return shape.kind === 'side' ? apart(shape.head[0], shape.shaft[1]) : 0;
    });
    expect(new Set(sizes.map((size) => size.toFixed(9))).size).toBe(1);
  });

  test('is drawn exactly up to its tip', () => {
    const shape = arrowShape(at(10, 20, 0.5), at(70, 100, 0.1), 3);
    expect(shape).toMatchObject({ kind: 'side', head: [{ x: 70, y: 100, z: 0.1 }, {}, {}] });
  });

  test('keeps some shaft when it is short, and end-on says whether it comes or goes', () => {
    const short = arrowShape(at(0, 0), at(10, 0), 3);
    if (short.kind !== 'side') throw new Error('from the side');
    expect(apart(...short.shaft)).toBeGreaterThan(2);
    expect(arrowShape(at(0, 0, 0.5), at(1, 0, 0.2), 3)).toMatchObject({ kind: 'endOn', towards: true });
    expect(arrowShape(at(0, 0, 0.2), at(1, 0, 0.5), 3)).toMatchObject({ kind: 'endOn', towards: false });
  });
});

describe('dashes', () => {
  test('are even on screen, and go on around corners', () => {
    const pieces = cutStroke([at(0, 0), at(55, 0), at(55, 45)], { on: 6, off: 4 }, 800, 600);
    expect(pieces.reduce((sum, [a, b]) => sum + apart(a, b), 0)).toBeCloseTo(60, 9);
    expect(pieces[1]?.[0]).toMatchObject({ x: 10, y: 0 });
  });

  test('of a stroke a million pixels long are only those in the picture', () => {
    const pieces = cutStroke([at(-1e6, 300), at(1e6, 300)], { on: 6, off: 4 }, 800, 600);
    expect(pieces.length).toBeLessThan(100);
  });

  test('a piece inside the picture is kept whole, one outside is left out', () => {
    expect(clipToPicture(at(1, 2), at(30, 40), 800, 600)?.piece).toEqual([at(1, 2), at(30, 40)]);
    expect(clipToPicture(at(-500, 2), at(-90, 40), 800, 600)).toBeNull();
  });
});

describe('depth', () => {
  test.each(['perspective', 'orthographic'] as const)(
    'in %s grows from −1 at the front to 1 at the back',
    (projection) => {
      const seen = { ...camera, projection };
      const range = depthRange(seen, scene);
      expect(zOf(seen, range, range.near)).toBeCloseTo(-1, 9);
      expect(zOf(seen, range, range.far)).toBeCloseTo(1, 9);
    },
  );

  test('is linear on screen, so that a stroke needs only its ends', () => {
    const screen = screenOf(camera, scene);
    const a = screen.point([2, 0, 0]);
    const b = screen.point([-1, 1, 1]);
    const middle = screen.point([0.5, 0.5, 0.5]);
    if (!a || !b || !middle) throw new Error('on screen');
    const t = apart(a, middle) / apart(a, b);
    expect(a.z + t * (b.z - a.z)).toBeCloseTo(middle.z, 12);
  });

  test('what is behind the eye is cut off', () => {
    const screen = screenOf(camera, scene);
    const eye = camera.pose.position;
    expect(screen.point([2 * eye[0], 2 * eye[1], 2 * eye[2]])).toBeNull();
    expect(screen.segment([0, 0, 0], [2 * eye[0], 2 * eye[1], 2 * eye[2]])?.whole).toBe(false);
  });
});

describe('the outline of a sphere', () => {
  test('is where the line of sight touches it', () => {
    for (const point of outlineOf(camera, [0, 0, 0], 1)) {
      expect(length(point)).toBeCloseTo(1, 12);
      expect(dot(point, sub(point, camera.pose.position))).toBeCloseTo(0, 12);
    }
  });

  test('from inside there is none', () => {
    expect(outlineOf(camera, [0, 0, 0], 1000)).toEqual([]);
  });
});

describe('the flat shapes of a scene', () => {
  test('have finite places from any direction and distance', () => {
    const angle = fc.double({ min: -4, max: 4, noNaN: true });
    fc.assert(
      fc.property(angle, angle, fc.double({ min: 0.05, max: 100, noNaN: true }), (a, e, distance) => {
        const position = [
          distance * Math.cos(a) * Math.cos(e),
          distance * Math.sin(a) * Math.cos(e),
          distance * Math.sin(e),
        ] as const;
        const pose = { position, target: [0, 0, 0] as const, up: [0, 0, 1] as const, zoom: 1 };
        for (const projection of ['perspective', 'orthographic'] as const) {
          const shapes = displayShapes(scene, { ...camera, pose, projection });
          expect(JSON.stringify(shapes)).not.toMatch(/"[xyz]":null/);
          expect(shapes.length).toBeLessThan(4000);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('put the head of an arrow where core projects its tip, which is what is picked', () => {
    const { x, y } = project(camera, [Math.SQRT1_2, -Math.SQRT1_2, 0]);
    const heads = displayShapes(scene, camera).filter((shape) => shape.kind === 'triangle');
    expect(heads.some(({ corners: [tip] }) => Math.hypot(tip.x - x, tip.y - y) < 1e-6)).toBe(true);
  });

  test('draw a plane that is seen edge-on as a line', () => {
    const pose = cameraPreset('columnSpace', defaultDocument, analysis, 3);
    const plane = scene.marks.find(({ kind }) => kind === 'plane');
    if (plane?.kind !== 'plane') throw new Error('a plane');
    const edgeOn = planeView(plane, { ...camera, pose });
    expect(edgeOn.surface).toBe(0);
    expect(Math.abs(dot(edgeOn.arm, frameOf(pose).forward))).toBeLessThan(1e-9);
    expect(planeView(plane, { ...camera, pose: axisPose(1, 1, 3) }).surface).toBe(1);
  });
});
