import { BufferAttribute, BufferGeometry, DoubleSide, GLSL3, Mesh, ShaderMaterial, Vector3 } from 'three';
import type { Vec3 } from '#core/linalg/vec3.ts';
import { add, scale } from '#core/linalg/vec3.ts';
import type { Camera } from '#core/scene/camera.ts';
import { planeView } from '#core/scene/display/edgeOn.ts';
import type { PlaneMark, Scene } from '#core/scene/marks.ts';
import type { Palette } from '../palette.ts';
import { clipOf } from './clipSpace.ts';
import { planeFragment, planeVertex } from './planeShader.ts';

/** Opacity of the tint and of the grid, in the light and in the dark theme. */
const OPACITY = { light: { tint: 0.075, ink: 0.2 }, dark: { tint: 0.1, ink: 0.24 } } as const;

const CORNERS = [
  [-1, -1],
  [1, -1],
  [1, 1],
  [-1, 1],
] as const;

/** A subspace of dimension 2. Drawn after every stroke: it tints those behind it and writes no depth. */
export class PlaneObject {
  readonly mesh: Mesh<BufferGeometry, ShaderMaterial>;
  readonly #uniforms = {
    colour: { value: new Vector3() },
    tint: { value: 0 },
    ink: { value: 0 },
    cells: { value: 1 },
    pixelRatio: { value: 1 },
  };
  readonly #clip = new BufferAttribute(new Float32Array(16), 4);

  constructor() {
    const geometry = new BufferGeometry();
    geometry.setAttribute('position', new BufferAttribute(new Float32Array(12), 3));
    geometry.setAttribute('clip', this.#clip);
    geometry.setAttribute('local', new BufferAttribute(new Float32Array(CORNERS.flat()), 2));
    geometry.setIndex([0, 1, 2, 0, 2, 3]);
    const material = new ShaderMaterial({
      glslVersion: GLSL3,
      vertexShader: planeVertex,
      fragmentShader: planeFragment,
      uniforms: this.#uniforms,
      transparent: true,
      depthWrite: false,
      side: DoubleSide,
    });
    this.mesh = new Mesh(geometry, material);
    this.mesh.frustumCulled = false;
    this.mesh.renderOrder = 1;
  }

  /** Places the plane for a camera. */
  set(mark: PlaneMark, scene: Scene, camera: Camera, palette: Palette, pixelRatio: number): void {
    const clip = clipOf(camera, scene);
    CORNERS.forEach(([x, y], i) => {
      const along = add(scale(mark.u, x * mark.halfSize), scale(mark.w, y * mark.halfSize));
      const corner: Vec3 = add(mark.centre, along);
      this.#clip.setXYZW(i, ...clip(corner));
    });
    this.#clip.needsUpdate = true;
    const { tint, ink } = OPACITY[palette.dark ? 'dark' : 'light'];
    const { surface } = planeView(mark, camera);
    this.mesh.visible = surface > 0;
    this.#uniforms.tint.value = tint * surface;
    this.#uniforms.ink.value = ink * surface;
    this.#uniforms.cells.value = mark.halfSize / mark.gridStep;
    this.#uniforms.pixelRatio.value = pixelRatio;
    this.#uniforms.colour.value.set(...palette[mark.role]);
  }

  dispose(): void {
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
  }
}
