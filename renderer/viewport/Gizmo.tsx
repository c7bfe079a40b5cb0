import { memo, type Ref, useImperativeHandle, useRef } from 'react';
import type { AxisName } from '#core/arrows/axisNames.ts';
import type { Pose } from '#core/document/schema.ts';
import { dot } from '#core/linalg/vec3.ts';
import { AXES } from '#core/scene/axes.ts';
import { type Camera, frameOf } from '#core/scene/camera.ts';
import { Tex } from '#renderer/maths/Tex.tsx';

/** Pixels. */
const SIZE = 84;
const ARM = 31;

/** How much of an arm is drawn: its end belongs to the button. */
const DRAWN = 0.64;

export interface GizmoHandle {
  /** Turns the gizmo with the camera. */
  turn(camera: Camera): void;
}

interface Props {
  /** The coordinate axes. */
  readonly axes: readonly AxisName[];
  readonly onAxis: (axis: 0 | 1 | 2) => void;
  readonly ref?: Ref<GizmoHandle>;
}

/** The coordinate axes as the camera sees them; the end of each is a button that looks along it. */
export const Gizmo = memo(function Gizmo({ axes, onAxis, ref }: Props) {
  const turned = useRef<Pose | null>(null);
  const arms = useRef<(SVGLineElement | null)[]>([]);
  const ends = useRef<(HTMLButtonElement | null)[]>([]);
  useImperativeHandle(ref, () => ({
    turn: ({ pose }) => {
      if (pose === turned.current) return;
      turned.current = pose;
      const { right, up, forward } = frameOf(pose);
      AXES.forEach((axis, i) => {
        const dx = ARM * dot(axis, right);
        const dy = -ARM * dot(axis, up);
        arms.current[i]?.setAttribute('x2', (SIZE / 2 + DRAWN * dx).toFixed(1));
        arms.current[i]?.setAttribute('y2', (SIZE / 2 + DRAWN * dy).toFixed(1));
        const end = ends.current[i];
        if (!end) return;
        end.style.transform = `translate(${(SIZE / 2 + dx).toFixed(1)}px, ${(SIZE / 2 + dy).toFixed(1)}px) translate(-50%, -50%)`;
        end.style.zIndex = dot(axis, forward) > 0 ? '1' : '2';
      });
    },
  }));
  const shown = AXES.slice(0, axes.length).map((_, i) => i as 0 | 1 | 2);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of three buttons is no form
    <div className="gizmo" role="group" aria-label="Orientation">
      <svg width={SIZE} height={SIZE} aria-hidden="true">
        {shown.map((i) => (
          <line
            key={i}
            ref={(node) => {
              arms.current[i] = node;
            }}
            x1={SIZE / 2}
            y1={SIZE / 2}
            x2={SIZE / 2}
            y2={SIZE / 2}
          />
        ))}
      </svg>
      {shown.map((i) => (
        <button
          key={i}
          ref={(node) => {
            ends.current[i] = node;
          }}
          type="button"
          title={`View along ${axes[i]?.plain}`}
          aria-label={`View along ${axes[i]?.plain}`}
          onClick={() => onAxis(i)}
        >
          <Tex tex={axes[i]?.tex ?? ''} plain="" />
        </button>
      ))}
    </div>
  );
});
