import type { AxisName } from '#core/arrows/axisNames.ts';
import { scale, type Vec3 } from '#core/linalg/vec3.ts';
import type { LabelMark, LineMark, Mark } from './marks.ts';

/** The unit vectors of the picture. */
export const AXES: readonly Vec3[] = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];

/** The first d coordinate axes from the origin to `extent`, each with its label. */
export function axisMarks(d: number, extent: number, names: readonly AxisName[]): Mark[] {
  return AXES.slice(0, d).flatMap((axis, i) => {
    const end = scale(axis, extent);
    const common = { role: 'muted', arrow: null, weight: 'quiet' } as const;
    const line: LineMark = {
      ...common,
      kind: 'line',
      id: `axis:${i}`,
      from: [0, 0, 0],
      to: end,
      dashed: false,
      width: 1,
    };
    const label: LabelMark = {
      ...common,
      kind: 'label',
      id: `axis:${i}:label`,
      at: end,
      from: [0, 0, 0],
      tex: names[i]?.tex ?? null,
      plain: names[i]?.plain ?? '',
      size: 15,
    };
    return [line, label];
  });
}
