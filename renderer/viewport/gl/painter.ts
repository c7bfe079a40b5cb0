import { Color, Camera as ThreeCamera, Scene as ThreeScene, WebGLRenderer } from 'three';
import type { Camera } from '#core/scene/camera.ts';
import { displayShapes } from '#core/scene/display/display.ts';
import type { BallMark, CloudMark, PlaneMark, Scene } from '#core/scene/marks.ts';
import type { Palette } from '../palette.ts';
import { BallObject } from './ballObject.ts';
import { CloudLayer } from './cloudLayer.ts';
import { PlaneObject } from './planeObject.ts';
import { ShapesObject } from './shapesObject.ts';

/** What the last frame cost. */
export interface PainterStats {
  readonly drawCalls: number;
  readonly triangles: number;
}

/** Paints scenes on a canvas of its own. */
export interface Painter {
  readonly canvas: HTMLCanvasElement;
  resize(width: number, height: number, pixelRatio: number): void;
  paint(scene: Scene, camera: Camera, palette: Palette): void;
  stats(): PainterStats;
  dispose(): void;
}

/**
 * A painter with WebGL, or null where the machine offers none. After the graphics driver took the context
 * away and gave it back, `onRestored` asks for a fresh frame.
 */
export function createPainter(onRestored: () => void): Painter | null {
  const renderer = startRenderer();
  if (!renderer) return null;
  renderer.sortObjects = true;
  const canvas = renderer.domElement;
  const world = new ThreeScene();
  // Everything arrives in clip space: core's camera is the only one.
  const eye = new ThreeCamera();
  const shapes = new ShapesObject();
  const planes = new Pool(world, () => new PlaneObject());
  const balls = new Pool(world, () => new BallObject());
  const cloud = new CloudLayer(renderer);
  world.add(cloud.mesh);
  world.add(shapes.mesh);
  let pixelRatio = 1;
  /** What lives on the graphics card is gone with the context; three makes it again when it is next drawn. */
  const forget = (): void => {
    planes.dispose();
    balls.dispose();
    cloud.dispose();
    shapes.dispose();
  };
  const restored = (): void => onRestored();
  canvas.addEventListener('webglcontextlost', forget);
  canvas.addEventListener('webglcontextrestored', restored);
  return {
    canvas,
    resize: (width, height, ratio) => {
      pixelRatio = ratio;
      renderer.setPixelRatio(ratio);
      renderer.setSize(width, height);
      shapes.resize(width, height, ratio);
    },
    paint: (scene, camera, palette) => {
      renderer.setClearColor(new Color().setRGB(...palette.canvas, renderer.outputColorSpace));
      const planeMarks = scene.marks.filter((mark): mark is PlaneMark => mark.kind === 'plane');
      const ballMarks = scene.marks.filter((mark): mark is BallMark => mark.kind === 'ball');
      const cloudMark = scene.marks.find((mark): mark is CloudMark => mark.kind === 'cloud');
      planes.use(planeMarks, (plane, mark) => plane.set(mark, scene, camera, palette, pixelRatio));
      balls.use(ballMarks, (ball, mark) => ball.set(mark, scene, camera, palette));
      cloud.set(cloudMark ?? null, scene, camera, palette, pixelRatio);
      shapes.set(displayShapes(scene, camera), palette);
      renderer.render(world, eye);
      // The graphics process starts now, while this one still lays out the panels.
      renderer.getContext().flush();
    },
    stats: () => ({ drawCalls: renderer.info.render.calls, triangles: renderer.info.render.triangles }),
    dispose: () => {
      canvas.removeEventListener('webglcontextlost', forget);
      canvas.removeEventListener('webglcontextrestored', restored);
      forget();
      renderer.dispose();
      canvas.remove();
    },
  };
}

/**
 * The renderer, or null: three throws where no context can be had. Edges are smoothed in the shaders; the
 * picture is opaque, but to keep an alpha channel is faster than to have one emulated away.
 */
function startRenderer(): WebGLRenderer | null {
  const canvas = document.createElement('canvas');
  const attributes = { antialias: false, alpha: true, stencil: false };
  const context = canvas.getContext('webgl2', attributes) as WebGL2RenderingContext | null;
  return context ? new WebGLRenderer({ canvas, context, ...attributes }) : null;
}

interface Drawn {
  readonly mesh: { visible: boolean } & Parameters<ThreeScene['add']>[0];
  dispose(): void;
}

/** Objects of one kind, made when first needed and then kept. */
class Pool<T extends Drawn> {
  readonly #world: ThreeScene;
  readonly #make: () => T;
  readonly #all: T[] = [];

  constructor(world: ThreeScene, make: () => T) {
    this.#world = world;
    this.#make = make;
  }

  use<M>(marks: readonly M[], set: (object: T, mark: M) => void): void {
    marks.forEach((mark, i) => {
      const object = this.#all[i] ?? this.#added();
      object.mesh.visible = true;
      set(object, mark);
    });
    for (const spare of this.#all.slice(marks.length)) spare.mesh.visible = false;
  }

  dispose(): void {
    for (const object of this.#all) object.dispose();
  }

  #added(): T {
    const object = this.#make();
    this.#all.push(object);
    this.#world.add(object.mesh);
    return object;
  }
}
