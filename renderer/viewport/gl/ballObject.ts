import { BufferAttribute, BufferGeometry, DoubleSide, GLSL3, Mesh, ShaderMaterial, Vector3 } from 'three';
import type { Camera } from '#core/scene/camera.ts';
import { outlineOf } from '#core/scene/display/outline.ts';
import type { BallMark, Scene } from '#core/scene/marks.ts';
import type { Palette } from '../palette.ts';
import { clipOf } from './clipSpace.ts';

const PIECES = 96;

const vertex = /* glsl */ `
in vec4 clip;
in float rim;
out float towardsRim;
void main() {
  towardsRim = rim;
  gl_Position = vec4(clip.xy, 0.9999 * clip.w, clip.w);
}
`;

const fragment = /* glsl */ `
uniform vec3 colour;
uniform float tint;
in float towardsRim;
out vec4 result;
void main() {
  result = vec4(colour, tint * (0.35 + 0.65 * towardsRim * towardsRim * towardsRim));
}
`;

/** A subspace that is the whole space: a ball behind everything, its tint gathering towards its outline. */
export class BallObject {
  readonly mesh: Mesh<BufferGeometry, ShaderMaterial>;
  readonly #uniforms = { colour: { value: new Vector3() }, tint: { value: 0 } };
  readonly #clip = new BufferAttribute(new Float32Array(4 * (PIECES + 2)), 4);

  constructor() {
    const geometry = new BufferGeometry();
    const rim = new Float32Array(PIECES + 2).fill(1);
    rim[0] = 0;
    geometry.setAttribute('position', new BufferAttribute(new Float32Array(3 * (PIECES + 2)), 3));
    geometry.setAttribute('clip', this.#clip);
    geometry.setAttribute('rim', new BufferAttribute(rim, 1));
    geometry.setIndex(Array.from({ length: PIECES }, (_, i) => [0, i + 1, i + 2]).flat());
    const material = new ShaderMaterial({
      glslVersion: GLSL3,
      vertexShader: vertex,
      fragmentShader: fragment,
      uniforms: this.#uniforms,
      transparent: true,
      depthWrite: false,
      depthTest: false,
      side: DoubleSide,
    });
    this.mesh = new Mesh(geometry, material);
    this.mesh.frustumCulled = false;
    this.mesh.renderOrder = -1;
  }

  /** Places the ball for a camera; from inside of it there is no outline, and nothing is drawn. */
  set(mark: BallMark, scene: Scene, camera: Camera, palette: Palette): void {
    const outline = outlineOf(camera, mark.centre, mark.radius, PIECES);
    this.mesh.visible = outline.length > 0;
    const clip = clipOf(camera, scene);
    [mark.centre, ...outline].forEach((point, i) => {
      this.#clip.setXYZW(i, ...clip(point));
    });
    this.#clip.needsUpdate = true;
    this.#uniforms.colour.value.set(...palette[mark.role]);
    this.#uniforms.tint.value = palette.dark ? 0.13 : 0.085;
  }

  dispose(): void {
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
  }
}
