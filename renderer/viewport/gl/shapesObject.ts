import {
  BufferAttribute,
  BufferGeometry,
  DoubleSide,
  DynamicDrawUsage,
  GLSL3,
  InterleavedBuffer,
  InterleavedBufferAttribute,
  Mesh,
  ShaderMaterial,
  Vector2,
} from 'three';
import type { Paint, Shape } from '#core/scene/display/shapes.ts';
import { mixed, type Palette } from '../palette.ts';
import { KIND, shapeFragment, shapeVertex } from './shapeShader.ts';

/** Floats per vertex of each attribute, in their order within the vertex. */
const LAYOUT = { a: 3, b: 3, c: 3, style: 4, colour: 3, inside: 3 } as const;
type Name = keyof typeof LAYOUT;
const NAMES = Object.keys(LAYOUT) as Name[];
const STRIDE = NAMES.reduce((sum, name) => sum + LAYOUT[name], 0);
const OFFSET = Object.fromEntries(
  NAMES.map((name, i) => [name, NAMES.slice(0, i).reduce((sum, before) => sum + LAYOUT[before], 0)]),
) as Record<Name, number>;

/** A shape is a rectangle: four vertices that agree in all but the corner, and two triangles. */
const CORNERS = [0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0] as const;
const VERTICES = 4;
const TRIANGLES = [0, 1, 2, 0, 2, 3] as const;

/** `style.w` of a disc: what is inside its rim. */
const OPEN = 2;

/**
 * Every stroke, head and dot of the picture in one draw call, in the order given. Not instanced: software
 * drivers draw each instance by itself, which took five times as long as the rest of the picture.
 */
export class ShapesObject {
  readonly mesh: Mesh<BufferGeometry, ShaderMaterial>;
  readonly #uniforms = { resolution: { value: new Vector2(1, 1) }, pixelRatio: { value: 1 } };
  #capacity = 0;
  #data = new Float32Array(0);
  #buffer: InterleavedBuffer | null = null;

  constructor() {
    const material = new ShaderMaterial({
      glslVersion: GLSL3,
      vertexShader: shapeVertex,
      fragmentShader: shapeFragment,
      uniforms: this.#uniforms,
      transparent: true,
      side: DoubleSide,
    });
    this.mesh = new Mesh(new BufferGeometry(), material);
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
    this.mesh.geometry.setDrawRange(0, shapes.length * TRIANGLES.length);
    if (this.#buffer) this.#buffer.needsUpdate = true;
  }

  dispose(): void {
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
  }

  #grow(needed: number): void {
    this.#capacity = 2 ** Math.ceil(Math.log2(Math.max(needed, 256)));
    // A geometry of another size: three frees the buffers of the old one.
    this.mesh.geometry.dispose();
    this.#data = new Float32Array(this.#capacity * VERTICES * STRIDE);
    this.#buffer = new InterleavedBuffer(this.#data, STRIDE).setUsage(DynamicDrawUsage);
    this.mesh.geometry = rectangles(this.#capacity);
    for (const name of NAMES) {
      this.mesh.geometry.setAttribute(
        name,
        new InterleavedBufferAttribute(this.#buffer, LAYOUT[name], OFFSET[name]),
      );
    }
  }

  /** Puts values into the first vertex of shape `i`. */
  #put(name: Name, i: number, x: number, y: number, z: number, w = 0): void {
    const at = i * VERTICES * STRIDE + OFFSET[name];
    this.#data[at] = x;
    this.#data[at + 1] = y;
    this.#data[at + 2] = z;
    if (LAYOUT[name] === 4) this.#data[at + 3] = w;
  }

  #write(shape: Shape, i: number, palette: Palette): void {
    this.#fill(shape, i, palette);
    const first = i * VERTICES * STRIDE;
    for (let v = 1; v < VERTICES; v++) this.#data.copyWithin(first + v * STRIDE, first, first + STRIDE);
  }

  #fill(shape: Shape, i: number, palette: Palette): void {
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

/** Room for so many rectangles: their corners in the unit square, and their triangles. */
function rectangles(capacity: number): BufferGeometry {
  const geometry = new BufferGeometry();
  const corners = new Float32Array(capacity * CORNERS.length);
  const index = new Uint32Array(capacity * TRIANGLES.length);
  for (let i = 0; i < capacity; i++) {
    corners.set(CORNERS, i * CORNERS.length);
    index.set(
      TRIANGLES.map((v) => i * VERTICES + v),
      i * TRIANGLES.length,
    );
  }
  geometry.setAttribute('position', new BufferAttribute(corners, 3));
  geometry.setIndex(new BufferAttribute(index, 1));
  return geometry;
}
