import type { Pose } from '#core/document/schema.ts';
import type { Camera } from '#core/scene/camera.ts';
import type { Scene } from '#core/scene/marks.ts';
import { inFrame } from '#renderer/frame/frame.ts';
import { createPainter, type PainterStats } from './gl/painter.ts';
import { createLabelLayer } from './labels/labelLayer.ts';
import { readPalette } from './palette.ts';

export interface ViewportOptions {
  /** False draws labels only: for tests of the interface, which need no picture. */
  readonly gl: boolean;
  /** Called after each frame, with the camera that it was drawn under. */
  readonly onFrame?: (camera: Camera) => void;
}

/** What the picture cost so far. */
export interface ViewportStats extends PainterStats {
  readonly frames: number;
  /** Milliseconds of script that the last frame took. */
  readonly lastFrame: number;
}

/** The picture in its host. It draws one frame after something changed, and none while nothing does. */
export interface Viewport {
  /** False where WebGL was asked for and the machine offers none. */
  readonly drawn: boolean;
  setScene(scene: Scene): void;
  setCamera(pose: Pose, projection: Camera['projection']): void;
  /** Reads the colours of the theme again. */
  refreshTheme(): void;
  /** The size of the host changed, or the pixels of the screen did. */
  resize(): void;
  /** The camera on screen; null before the host has a size. */
  camera(): Camera | null;
  scene(): Scene;
  stats(): ViewportStats;
  dispose(): void;
}

const NOTHING: Scene = { marks: [], radius: 1, extent: 1 };

/** A picture that fills `host`. Keep the host positioned; the picture follows its size when told by `resize`. */
export function createViewport(host: HTMLElement, { gl, onFrame }: ViewportOptions): Viewport {
  let scene = NOTHING;
  /** The scene whose labels stand. */
  let labelled = NOTHING;
  let pose: Pose | null = null;
  let projection: Camera['projection'] = 'perspective';
  let palette = readPalette(host);
  let size = { width: 0, height: 0 };
  let cancel: () => void = () => undefined;
  let frames = 0;
  let lastFrame = 0;

  const invalidate = (): void => {
    const painting = inFrame('paint', paint);
    const placing = inFrame('place', place);
    cancel = () => {
      painting();
      placing();
    };
  };
  const painter = gl ? createPainter(invalidate) : null;
  if (painter) {
    // Labels and gestures are for people; the canvas itself says nothing.
    painter.canvas.setAttribute('aria-hidden', 'true');
    painter.canvas.className = 'viewport-canvas';
    host.append(painter.canvas);
  }
  const labels = createLabelLayer(host, invalidate);

  const camera = (): Camera | null =>
    pose && size.width > 0 && size.height > 0 ? { pose, projection, ...size } : null;

  function paint(): void {
    const now = camera();
    if (!now) return;
    const start = performance.now();
    painter?.paint(scene, now, palette);
    frames += 1;
    lastFrame = performance.now() - start;
  }

  function place(): void {
    const now = camera();
    if (!now) return;
    const start = performance.now();
    if (labelled !== scene) labels.setScene(scene);
    labelled = scene;
    labels.place(now);
    lastFrame += performance.now() - start;
    onFrame?.(now);
  }

  const viewport: Viewport = {
    drawn: !gl || painter !== null,
    setScene: (next) => {
      if (next === scene) return;
      scene = next;
      invalidate();
    },
    setCamera: (nextPose, nextProjection) => {
      pose = nextPose;
      projection = nextProjection;
      invalidate();
    },
    refreshTheme: () => {
      palette = readPalette(host);
      invalidate();
    },
    resize: () => {
      size = { width: host.clientWidth, height: host.clientHeight };
      if (size.width === 0 || size.height === 0) return;
      painter?.resize(size.width, size.height, Math.min(window.devicePixelRatio, 3));
      // A canvas that was resized is empty until it is painted: not after the next frame, but now.
      paint();
      place();
    },
    camera,
    scene: () => scene,
    stats: () => ({ ...(painter?.stats() ?? { drawCalls: 0, triangles: 0 }), frames, lastFrame }),
    dispose: () => {
      cancel();
      labels.dispose();
      painter?.dispose();
    },
  };
  viewport.resize();
  return viewport;
}
