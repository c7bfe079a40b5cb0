/** The part of resvg that paints: its own types would bring those of the DOM into core. */
declare module '@resvg/resvg-wasm' {
  export function initWasm(module: Uint8Array | Promise<Uint8Array>): Promise<void>;
  export interface Image {
    readonly width: number;
    readonly height: number;
    /** RGBA, not premultiplied. */
    readonly pixels: Uint8Array;
    asPng(): Uint8Array;
    free(): void;
  }
  export class Resvg {
    constructor(
      svg: string,
      options: {
        readonly font: { readonly fontBuffers: readonly Uint8Array[]; readonly defaultFontFamily: string };
        readonly fitTo: { readonly mode: 'width'; readonly value: number };
      },
    );
    render(): Image;
    free(): void;
  }
}
