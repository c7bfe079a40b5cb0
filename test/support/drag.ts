import { analyze } from '#core/analysis/analyze.ts';
import { arrowOf } from '#core/arrows/arrows.ts';
import { defaultDocument } from '#core/document/presets.ts';
import type { Document } from '#core/document/schema.ts';
import { beginDrag, type Drag, isRefused, updateDrag } from '#core/interaction/drag.ts';
import { NO_MODIFIERS } from '#core/interaction/modifiers.ts';
import type { Modifiers } from '#core/interaction/types.ts';
import { toVec3 } from '#core/linalg/vec3.ts';
import { type Camera, project } from '#core/scene/camera.ts';
import { cameraPreset } from '#core/scene/cameraPresets.ts';

/** The isometric view of a document, 900 × 700. */
export const cameraOf = (document: Document, projection: Camera['projection'] = 'perspective'): Camera => ({
  pose: cameraPreset('isometric', document, analyze(document), 3),
  projection,
  width: 900,
  height: 700,
});

/** A press on the tip of an arrow, `off` pixels beside it. */
export const begin = (
  document: Document,
  arrow: string,
  camera = cameraOf(document),
  off = { x: 0, y: 0 },
) => {
  const analysis = analyze(document);
  const { x, y } = project(camera, toVec3(arrowOf(document, arrow).tip(document, analysis)));
  return beginDrag({ arrow, document, analysis, camera, at: { x: x + off.x, y: y + off.y } });
};

/** As `begin`; throws where the drag is refused. */
export const grab = (
  document: Document,
  arrow: string,
  camera?: Camera,
  off?: { x: number; y: number },
): Drag => {
  const drag = begin(document, arrow, camera, off);
  if (isRefused(drag)) throw new Error(drag.refused);
  return drag;
};

/** These modifiers held, and no others. */
export const held = (modifiers: Partial<Modifiers>): Modifiers => ({ ...NO_MODIFIERS, ...modifiers });

/** The document after the pointer went by (x, y) pixels, without snapping. */
export const moveBy = (
  drag: Drag,
  x: number,
  y: number,
  modifiers: Partial<Modifiers> = {},
  snapping = false,
) => updateDrag(drag, { x: drag.pressed.x + x, y: drag.pressed.y + y }, held(modifiers), snapping).document;

/** Where an arrow ends. */
export const tipOf = (document: Document, arrow: string) =>
  toVec3(arrowOf(document, arrow).tip(document, analyze(document)));

/** The fields of a document that differ from another's. */
export const changed = (a: Document, b: Document): string[] =>
  Object.keys(a).filter((key) => JSON.stringify(a[key as 'W']) !== JSON.stringify(b[key as 'W']));

/** The toy with a second output and a second pair. */
export const TWO_PAIRS: Document = {
  ...defaultDocument,
  W: [
    [0, 1],
    [-2, 1],
    [1, 1],
  ],
  base: [
    [1, 0, 1],
    [0, 1, 0],
  ],
  source: [
    [2, 0, 2],
    [1, 1, -1],
  ],
  pair: 1,
};
