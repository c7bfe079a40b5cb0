/** The part of gifenc that is used; it has no types of its own. */
declare module 'gifenc' {
  export type Palette = number[][];
  export function quantize(rgba: Uint8Array, colours: number, options?: { format: 'rgb565' }): Palette;
  export function applyPalette(rgba: Uint8Array, palette: Palette, format?: 'rgb565'): Uint8Array;
  export interface Encoder {
    writeFrame(
      index: Uint8Array,
      width: number,
      height: number,
      options: { palette?: Palette | undefined; delay: number; repeat?: number },
    ): void;
    finish(): void;
    bytes(): Uint8Array;
  }
  export function GIFEncoder(): Encoder;
}
