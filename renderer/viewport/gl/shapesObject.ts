import {
  BufferAttribute,
  DoubleSide,
  DynamicDrawUsage,
  GLSL3,
  InstancedBufferAttribute,
  InstancedBufferGeometry,
  Mesh,
  ShaderMaterial,
  Vector2,
} from 'three';
import type { Paint, Shape } from '#core/scene/display/shapes.ts';
import { mixed, type Palette } from '../palette.ts';
import { KIND, shapeFragment, shapeVertex } from './shapeShader.ts';

/** Floats per instance of each attribute. */
const LAYOUT = { a: 3, b: 3, c: 3, style: 4, colour: 3, inside: 3 } as const;
type Name = keyof typeof LAYOUT;
const NAMES = Object.keys(LAYOUT) as Name[];

/** `style.w` of a disc: what is inside its rim. */
const OPEN = 2;

/** Every stroke, head and dot of the picture in one draw call, in the order given. */
export class ShapesObject {
  readonly mesh: Mesh<InstancedBufferGeometry, ShaderMaterial>;
  readonly #uniforms = { resolution: { value: new Vector2(1, 1) }, pixelRatio: { value: 1 } };
  #capacity = 0;
  #data = {} as Record<Name, Float32Array>;

  constructor() {
    const material = new ShaderMaterial({
      glslVersion: GLSL3,
      vertexShader: shapeVertex,
      fragmentShader: shapeFragment,
      uniforms: this.#uniforms,
      transparent: true,
      side: DoubleSide,
    });
    this.mesh = new Mesh(quad(), material);
    this.mesh.frustumCulled = false;
  }

  /** The size of the picture in CSS pixels, and the pixels of the screen in one of them. */
  resize(width: number, height: number, pixelRatio: number): void {
    this.#uniforms.resolution.value.set(width, height);
    this.#uniforms.pixelRatio.value = pixelRatio;
  }

  /** Replaces what is drawn. */
  set(shapes: readonly Shape[], palette: Palette): void {
    if (shapes.length > this.#capacity) this.#grow(shapes.length);
    shapes.forEach((shape, i) => {
      this.#write(shape, i, palette);
    });
    this.mesh.geometry.instanceCount = shapes.length;
    for (const name of NAMES) this.mesh.geometry.getAttribute(name).needsUpdate = true;
  }

  dispose(): void {
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
  }

  #grow(needed: number): void {
    this.#capacity = 2 ** Math.ceil(Math.log2(Math.max(needed, 256)));
    // A geometry of another size: three frees the buffers of the old one.
    this.mesh.geometry.dispose();
    this.mesh.geometry = quad();
    for (const name of NAMES) {
      this.#data[name] = new Float32Array(this.#capacity * LAYOUT[name]);
      const attribute = new InstancedBufferAttribute(this.#data[name], LAYOUT[name]);
      this.mesh.geometry.setAttribute(name, attribute.setUsage(DynamicDrawUsage));
    }
  }

  #put(name: Name, i: number, ...values: readonly number[]): void {
    this.#data[name].set(values, i * LAYOUT[name]);
  }

  #write(shape: Shape, i: number, palette: Palette): void {
    const paint = (name: 'colour' | 'inside', { role, strength }: Paint): void => {
      const [r, g, b] = mixed(palette, role, strength);
      this.#put(name, i, r, g, b);
    };
    paint('colour', shape.paint);
    paint('inside', { ...shape.paint, strength: 0 });
    switch (shape.kind) {
      case 'stroke': {
        const { from, to } = shape;
        this.#put('a', i, from.x, from.y, from.z);
        this.#put('b', i, to.x, to.y, to.z);
        this.#put('style', i, KIND.stroke, shape.width / 2, 0, shape.cap === 'butt' ? 1 : 0);
        return;
      }
      case 'triangle': {
        const [a, b, c] = shape.corners;
        this.#put('a', i, a.x, a.y, a.z);
        this.#put('b', i, b.x, b.y, b.z);
        this.#put('c', i, c.x, c.y, c.z);
        this.#put('style', i, KIND.triangle, 0, shape.rim ?? 0, 0);
        return;
      }
      case 'disc': {
        const { x, y, z } = shape.at;
        this.#put('a', i, x, y, z);
        this.#put('b', i, x, y, z);
        this.#put('style', i, KIND.disc, shape.radius, shape.rim ?? 0, shape.inside === 'nothing' ? OPEN : 0);
      }
    }
  }
}

/** The unit square, instanced. */
function quad(): InstancedBufferGeometry {
  const geometry = new InstancedBufferGeometry();
  const corners = new Float32Array([0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0]);
  geometry.setAttribute('position', new BufferAttribute(corners, 3));
  geometry.setIndex([0, 1, 2, 0, 2, 3]);
  geometry.instanceCount = 0;
  return geometry;
}
