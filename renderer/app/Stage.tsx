import { useMemo } from 'react';
import { buildScene } from '#core/scene/scene.ts';
import { useAppState, useFrame } from '#renderer/state/context.ts';

/** placeholder until the viewport lands */
export function Stage() {
  const frame = useFrame();
  const selected = useAppState((s) => s.selected);
  const scene = useMemo(() => buildScene(frame.document, frame.analysis), [frame]);
  return (
    <main className="stage">
      {scene.marks.length}
      {selected}
    </main>
  );
}
