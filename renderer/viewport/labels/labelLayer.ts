import type { Camera } from '#core/scene/camera.ts';
import { layoutLabels } from '#core/scene/labelLayout.ts';
import type { LabelMark, Scene } from '#core/scene/marks.ts';
import { createLabelNode, type LabelNode } from './labelNode.ts';

/** The labels of the picture, as text over the canvas. */
export interface LabelLayer {
  /** Brings the labels in step with a scene. */
  setScene(scene: Scene): void;
  /** Places them for a camera. */
  place(camera: Camera): void;
  dispose(): void;
}

/** Labels in `host`. `onResized` is called once their fonts have arrived and their sizes changed. */
export function createLabelLayer(host: HTMLElement, onResized: () => void): LabelLayer {
  const overlay = document.createElement('div');
  overlay.className = 'viewport-labels';
  // What they say is in the description of the picture.
  overlay.setAttribute('aria-hidden', 'true');
  host.append(overlay);
  const nodes = new Map<string, LabelNode>();
  const sides = new Map<string, number>();
  let scene: Scene = { marks: [], radius: 1, extent: 1 };
  let disposed = false;

  const remeasure = (): void => {
    if (disposed) return;
    for (const label of nodes.values()) label.measure();
    onResized();
  };
  document.fonts?.addEventListener('loadingdone', remeasure);

  return {
    setScene: (next) => {
      scene = next;
      const marks = next.marks.filter((mark): mark is LabelMark => mark.kind === 'label');
      const wanted = new Set(marks.map(({ id }) => id));
      for (const [id, label] of nodes) {
        if (wanted.has(id)) continue;
        label.node.remove();
        nodes.delete(id);
        sides.delete(id);
      }
      for (const mark of marks) {
        const label = nodes.get(mark.id) ?? createLabelNode(overlay);
        nodes.set(mark.id, label);
        label.update(mark);
      }
    },
    place: (camera) => {
      const placements = layoutLabels(scene, camera, nodes, sides);
      const shown = new Set<string>();
      for (const { id, left, top, side } of placements) {
        shown.add(id);
        sides.set(id, side);
        nodes.get(id)?.place(left, top);
      }
      for (const [id, { node }] of nodes) node.hidden = !shown.has(id);
    },
    dispose: () => {
      disposed = true;
      document.fonts?.removeEventListener('loadingdone', remeasure);
      overlay.remove();
    },
  };
}
