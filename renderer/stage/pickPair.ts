import { pickPoint } from '#core/interaction/pickPoint.ts';
import type { Camera } from '#core/scene/camera.ts';
import type { Scene } from '#core/scene/marks.ts';
import type { App } from '#renderer/state/context.ts';
import { showPair } from '#renderer/state/pairs.ts';

/** Shows the pair whose point of the cloud was pressed. */
export function pickPair(app: App, scene: Scene, camera: Camera, x: number, y: number): void {
  const cloud = scene.marks.find((mark) => mark.kind === 'cloud');
  const { survey } = app.store.getState();
  if (cloud?.kind !== 'cloud' || !survey) return;
  const point = pickPoint(cloud, camera, x, y);
  if (point !== null) showPair(app, point * survey.step);
}
