import { BufferAttribute, BufferGeometry, GLSL3, Matrix4, Points, ShaderMaterial, Vector3 } from 'three';
import { add, type Vec3 } from '#core/linalg/vec3.ts';
import type { Camera } from '#core/scene/camera.ts';
import type { CloudMark, Scene } from '#core/scene/marks.ts';
import type { Palette } from '../palette.ts';
import { clipOf } from './clipSpace.ts';

const vertex = /* glsl */ `
uniform mat4 toClip;
uniform float size;
in float ring;
out float open;
void main() {
  open = ring;
  gl_Position = toClip * vec4(position, 1.0);
  gl_PointSize = size;
}
`;

const fragment = /* glsl */ `
uniform vec3 colour;
uniform float strength;
uniform float size;
in float open;
out vec4 result;
void main() {
  float away = length(gl_PointCoord - 0.5) * size;
  float edge = size / 2.0 - 0.5;
  float inside = clamp(edge - away + 0.5, 0.0, 1.0);
  if (open > 0.5) inside *= clamp(away - edge + 2.0, 0.0, 1.0);
  if (inside <= 0.0) discard;
  result = vec4(colour, strength * inside);
}
`;

/** Many points of one colour in one draw call; where a mark says so, some of them are rings. */
export class CloudObject {
  readonly mesh: Points<BufferGeometry, ShaderMaterial>;
  readonly #uniforms = {
    toClip: { value: new Matrix4() },
    size: { value: 1 },
    colour: { value: new Vector3() },
    strength: { value: 1 },
  };
  #points: Float32Array | null = null;

  constructor() {
    const material = new ShaderMaterial({
      glslVersion: GLSL3,
      vertexShader: vertex,
      fragmentShader: fragment,
      uniforms: this.#uniforms,
      transparent: true,
      depthWrite: false,
    });
    this.mesh = new Points(new BufferGeometry(), material);
    this.mesh.frustumCulled = false;
  }

  set(mark: CloudMark, scene: Scene, camera: Camera, palette: Palette, pixelRatio: number): void {
    if (this.#points !== mark.points) {
      this.#points = mark.points;
      const { geometry } = this.mesh;
      geometry.setAttribute('position', new BufferAttribute(mark.points, 3));
      geometry.setAttribute('ring', new BufferAttribute(mark.rings, 1));
    }
    this.#uniforms.toClip.value.copy(clipMatrix(mark.origin, camera, scene));
    this.#uniforms.size.value = 2 * mark.radius * pixelRatio + 1;
    this.#uniforms.colour.value.set(...palette[mark.role]);
    this.#uniforms.strength.value = palette.dark ? 0.55 : 0.45;
  }

  dispose(): void {
    this.#points = null;
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
  }
}

/** Clip coordinates are affine in the point, so they are known from those of four points. */
function clipMatrix(origin: Vec3, camera: Camera, scene: Scene): Matrix4 {
  const clip = clipOf(camera, scene);
  const at = clip(origin);
  const unit = scene.radius;
  const column = (axis: Vec3): number[] => clip(add(origin, axis)).map((x, i) => (x - (at[i] ?? 0)) / unit);
  const columns = [column([unit, 0, 0]), column([0, unit, 0]), column([0, 0, unit]), [...at]];
  return new Matrix4().fromArray(columns.flat());
}
