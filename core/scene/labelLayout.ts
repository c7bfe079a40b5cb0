import { type Camera, projector } from './camera.ts';
import {
  type LabelBox,
  type Obstacles,
  type Placement,
  placeLabels,
  type ShaftObstacle,
  type TipObstacle,
} from './labels.ts';
import type { LabelMark, Scene } from './marks.ts';

/** Pixels between a tip and its label, and between a selected tip's ring and its label. */
const GAP = 9;
const RING_GAP = 4;
const TIP = 7;

/** The view buttons float over so many pixels at the top. */
const VIEW_BUTTONS = 44;

/** Labels of vectors choose their place before those of angles, axes and snaps. */
const PRIORITY: Readonly<Record<LabelMark['weight'], number>> = { strong: 0, normal: 1, quiet: 2 };

type Project = ReturnType<typeof projector>;

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Where the labels of a scene stand under a camera, given the size of each typeset text (pixels; a label
 * without a size, or behind the camera, is left out), the sides that they had in the frame before, and how
 * many pixels at the top something floats over.
 */
export function layoutLabels(
  scene: Scene,
  camera: Camera,
  sizes: ReadonlyMap<string, Size>,
  previous: ReadonlyMap<string, number>,
  covered = VIEW_BUTTONS,
): Placement[] {
  const projected = projector(camera);
  const rings = new Map<string, number>();
  for (const mark of scene.marks) if (mark.kind === 'ring') rings.set(keyOf(mark.at), mark.radius);
  const labels = scene.marks
    .filter((mark): mark is LabelMark => mark.kind === 'label')
    .sort((a, b) => PRIORITY[a.weight] - PRIORITY[b.weight])
    .flatMap((mark): LabelBox[] => {
      const size = sizes.get(mark.id);
      const { x, y, depth } = projected(mark.at);
      if (!size || depth <= 0) return [];
      const { width, height } = size;
      const ring = rings.get(keyOf(mark.at));
      const gap = ring === undefined ? GAP : ring + RING_GAP;
      return [{ id: mark.id, x, y, width, height, gap, towards: sideOf(mark, projected) }];
    });
  return placeLabels(labels, { ...obstaclesOf(scene, camera, projected), covered }, previous);
}

/** Pixels from a tip in hand to the numbers beside it: clear of its ring, its label and the pointer. */
const READOUT_GAP = 26;

/** Where the numbers beside a tip in hand stand, so that they cover as few tips and shafts as may be. */
export function layoutReadout(
  scene: Scene,
  camera: Camera,
  at: { readonly x: number; readonly y: number },
  { width, height }: Size,
  previousSide: number | null,
): Placement | null {
  const obstacles = obstaclesOf(scene, camera, projector(camera));
  const box: LabelBox = { id: 'readout', x: at.x, y: at.y, width, height, gap: READOUT_GAP, towards: null };
  return (
    placeLabels([box], obstacles, new Map(previousSide === null ? [] : [['readout', previousSide]]))[0] ??
    null
  );
}

/** The tips, rings and shafts of a scene on screen. */
function obstaclesOf(scene: Scene, camera: Camera, projected: Project): Obstacles {
  const tips: TipObstacle[] = [];
  const shafts: ShaftObstacle[] = [];
  for (const mark of scene.marks) {
    if (mark.kind === 'arrow') {
      const from = projected(mark.from);
      const to = projected(mark.to);
      if (Math.min(from.depth, to.depth) <= 0) continue;
      tips.push({ x: to.x, y: to.y, radius: TIP });
      shafts.push({ x1: from.x, y1: from.y, x2: to.x, y2: to.y });
    }
    if (mark.kind === 'line' && mark.id.startsWith('subspace:')) {
      const from = projected(mark.from);
      const to = projected(mark.to);
      if (Math.min(from.depth, to.depth) > 0) shafts.push({ x1: from.x, y1: from.y, x2: to.x, y2: to.y });
    }
    if (mark.kind === 'point' || mark.kind === 'ring') {
      const { x, y } = projected(mark.at);
      tips.push({ x, y, radius: mark.radius + 1 });
    }
  }
  return { tips, shafts, covered: VIEW_BUTTONS, width: camera.width, height: camera.height };
}

const keyOf = (at: readonly number[]): string => at.join();

/** The way on screen from the tail to the tip; null where that is no way. */
function sideOf({ from, at }: LabelMark, projected: Project): number | null {
  if (!from) return null;
  const a = projected(from);
  const b = projected(at);
  const long = Math.hypot(b.x - a.x, b.y - a.y);
  return a.depth > 0 && long > 2 ? Math.atan2(b.y - a.y, b.x - a.x) : null;
}
