import type { ConstraintSpec } from '#core/arrows/types.ts';
import type { Snap } from '#core/interaction/types.ts';
import { add, cross, length, orthogonal, scale, sub, unit, type Vec3 } from '#core/linalg/vec3.ts';
import type { LineMark, Mark, PathMark } from './marks.ts';

const FAINT = { role: 'muted', arrow: null, weight: 'quiet' } as const;

const PIECES = 96;

/** The circle about `centre` through `centre + a` and `centre + b` (orthogonal and of equal length). */
export function circle(centre: Vec3, a: Vec3, b: Vec3, pieces = PIECES): Vec3[] {
  return Array.from({ length: pieces + 1 }, (_, i) => {
    const t = (2 * Math.PI * i) / pieces;
    return add(centre, add(scale(a, Math.cos(t)), scale(b, Math.sin(t))));
  });
}

const line = (id: string, from: Vec3, to: Vec3, dashed = false): LineMark => ({
  ...FAINT,
  kind: 'line',
  id: `guide:${id}`,
  from,
  to,
  dashed,
  width: 1,
});

const path = (id: string, points: readonly Vec3[]): PathMark => ({
  ...FAINT,
  kind: 'path',
  id: `guide:${id}`,
  points,
  dashed: false,
  width: 1,
});

/**
 * Where the tip may go, faintly: on a sphere the two circles through the tip (level, and over the poles), on
 * a plane the two lines through the tip, on a line the line, in the view plane the tip's plumb line to the
 * floor. Nothing for a vector that follows from others.
 */
export function guideMarks(spec: ConstraintSpec, tip: Vec3, extent: number): Mark[] {
  switch (spec.kind) {
    case 'fixed':
      return [];
    case 'viewPlane':
      return plumbLine(tip, extent);
    case 'line':
      return throughTip('line', spec.through, spec.along, 1.1 * extent);
    case 'plane': {
      const u = orthogonal(spec.normal);
      return [
        ...throughTip('plane:u', tip, u, extent),
        ...throughTip('plane:w', tip, cross(spec.normal, u), extent),
      ];
    }
    case 'sphere':
      return sphereCircles(spec.centre, sub(tip, spec.centre), spec.radius);
  }
}

const throughTip = (id: string, at: Vec3, along: Vec3, half: number): Mark[] => [
  line(id, sub(at, scale(along, half)), add(at, scale(along, half))),
];

/** The depth of a tip that moves in the view plane can be read from where it stands over the floor. */
function plumbLine(tip: Vec3, extent: number): Mark[] {
  const foot: Vec3 = [tip[0], tip[1], 0];
  if (Math.abs(tip[2]) < 1e-3 * extent) return [];
  return [line('plumb', tip, foot, true), line('plumb:floor', [0, 0, 0], foot, true)];
}

function sphereCircles(centre: Vec3, arm: Vec3, radius: number): Mark[] {
  const outward = unit(arm);
  if (!outward) return [];
  const flat: Vec3 = [outward[0], outward[1], 0];
  const heading = unit(flat) ?? [1, 0, 0];
  const meridian = path('sphere:meridian', circle(centre, scale(heading, radius), [0, 0, radius]));
  if (length(flat) < 1e-3) return [meridian];
  const middle: Vec3 = [centre[0], centre[1], centre[2] + radius * outward[2]];
  const sideways = cross([0, 0, 1], flat);
  return [meridian, path('sphere:level', circle(middle, scale(flat, radius), scale(sideways, radius)))];
}

/** What a tip has snapped to: a point and ring, and in words what holds there. */
export function snapMarks(snap: Snap): Mark[] {
  const common = { role: 'ink', arrow: null, weight: 'strong' } as const;
  return [
    { ...common, kind: 'ring', id: 'snap:ring', at: snap.tip, radius: 15, width: 1.25 },
    {
      ...common,
      kind: 'label',
      id: 'snap:label',
      at: snap.tip,
      from: [0, 0, 0],
      tex: null,
      plain: snap.label,
      size: 12,
    },
  ];
}
