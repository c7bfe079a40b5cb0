import {
  BufferAttribute,
  BufferGeometry,
  CustomBlending,
  GLSL3,
  Mesh,
  OneFactor,
  OneMinusSrcAlphaFactor,
  ShaderMaterial,
  type Texture,
  Camera as ThreeCamera,
  Scene as ThreeScene,
  type WebGLRenderer,
  WebGLRenderTarget,
} from 'three';
import type { Camera } from '#core/scene/camera.ts';
import type { CloudMark, Scene } from '#core/scene/marks.ts';
import type { Palette } from '../palette.ts';
import { CloudObject } from './cloudObject.ts';

const vertex = /* glsl */ `
void main() {
  gl_Position = vec4(position.xy, 0.0, 1.0);
}
`;

const fragment = /* glsl */ `
uniform sampler2D picture;
out vec4 result;
void main() {
  result = texelFetch(picture, ivec2(gl_FragCoord.xy), 0);
}
`;

/**
 * The cloud of a scene, behind its shapes. A hundred thousand points take longer than a frame where the graphics are
 * software, so they are painted into a picture of their own, and again only when the camera or the cloud moved: while
 * an arrow is dragged they stand still.
 */
export class CloudLayer {
  readonly mesh: Mesh<BufferGeometry, ShaderMaterial>;
  readonly #renderer: WebGLRenderer;
  readonly #world = new ThreeScene();
  readonly #eye = new ThreeCamera();
  readonly #cloud = new CloudObject();
  readonly #uniforms: { picture: { value: Texture | null } } = { picture: { value: null } };
  #target: WebGLRenderTarget | null = null;
  #painted = '';
  #points: Float32Array | null = null;

  constructor(renderer: WebGLRenderer) {
    this.#renderer = renderer;
    this.#world.add(this.#cloud.mesh);
    const geometry = new BufferGeometry();
    // One triangle that covers the picture.
    geometry.setAttribute('position', new BufferAttribute(Float32Array.of(-1, -1, 0, 3, -1, 0, -1, 3, 0), 3));
    const material = new ShaderMaterial({
      glslVersion: GLSL3,
      vertexShader: vertex,
      fragmentShader: fragment,
      uniforms: this.#uniforms,
      transparent: true,
      depthTest: false,
      depthWrite: false,
      // What was painted is premultiplied by its own alpha.
      blending: CustomBlending,
      blendSrc: OneFactor,
      blendDst: OneMinusSrcAlphaFactor,
    });
    this.mesh = new Mesh(geometry, material);
    this.mesh.frustumCulled = false;
    this.mesh.renderOrder = -0.5;
    this.mesh.visible = false;
  }

  /** Paints the cloud anew where that is needed; to be called before the scene is rendered. */
  set(mark: CloudMark | null, scene: Scene, camera: Camera, palette: Palette, pixelRatio: number): void {
    this.mesh.visible = mark !== null;
    if (!mark) return;
    const width = Math.round(camera.width * pixelRatio);
    const height = Math.round(camera.height * pixelRatio);
    const key = JSON.stringify([
      camera,
      mark.origin,
      mark.radius,
      palette[mark.role],
      palette.dark,
      width,
      height,
    ]);
    if (key === this.#painted && mark.points === this.#points) return;
    this.#painted = key;
    this.#points = mark.points;
    if (this.#target?.width !== width || this.#target.height !== height) {
      this.#target?.dispose();
      this.#target = new WebGLRenderTarget(width, height, { depthBuffer: false });
      this.#uniforms.picture.value = this.#target.texture;
    }
    this.#cloud.set(mark, scene, camera, palette, pixelRatio);
    const alpha = this.#renderer.getClearAlpha();
    this.#renderer.setRenderTarget(this.#target);
    this.#renderer.setClearAlpha(0);
    this.#renderer.clear();
    this.#renderer.render(this.#world, this.#eye);
    this.#renderer.setRenderTarget(null);
    this.#renderer.setClearAlpha(alpha);
  }

  dispose(): void {
    this.#painted = '';
    this.#target?.dispose();
    this.#target = null;
    this.#cloud.dispose();
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
  }
}
