import { type Ref, useImperativeHandle, useRef } from 'react';
import type { Role } from '#core/arrows/types.ts';
import type { Camera } from '#core/scene/camera.ts';
import { layoutReadout } from '#core/scene/labelLayout.ts';
import type { Scene } from '#core/scene/marks.ts';

/** One number beside the tip in hand: what it is, and its text. */
export interface ReadoutPart {
  readonly name: string;
  readonly text: string;
  readonly role?: Role;
}

export interface CursorReadoutHandle {
  /** Stands beside this pixel of the picture, where it covers least. */
  place(x: number, y: number, scene: Scene, camera: Camera): void;
}

interface Props {
  readonly parts: readonly ReadoutPart[];
  readonly ref?: Ref<CursorReadoutHandle>;
}

/** The numbers that follow the tip in hand. Screen readers get them on release, in one sentence. */
export function CursorReadout({ parts, ref }: Props) {
  const node = useRef<HTMLDivElement>(null);
  const side = useRef<number | null>(null);
  const measured = useRef({ text: '', width: 0, height: 0 });
  const lengths = parts.map(({ name, text }) => `${name}${text.length}`).join();
  useImperativeHandle(ref, () => ({
    place: (x, y, scene, camera) => {
      const box = node.current;
      if (!box) return;
      // Figures are tabular: as many characters are as wide, and measuring costs a layout.
      if (measured.current.text !== lengths) {
        measured.current = { text: lengths, width: box.offsetWidth, height: box.offsetHeight };
      }
      const size = measured.current;
      const placed = layoutReadout(scene, camera, { x, y }, size, side.current);
      if (!placed) return;
      side.current = placed.side;
      box.style.transform = `translate(${placed.left.toFixed(0)}px, ${placed.top.toFixed(0)}px)`;
    },
  }));
  return (
    <div className="cursor-readout" ref={node} aria-hidden="true">
      {parts.map(({ name, text, role }) => (
        <p key={name}>
          <span>{name}</span>
          <strong data-role={role}>{text}</strong>
        </p>
      ))}
    </div>
  );
}
