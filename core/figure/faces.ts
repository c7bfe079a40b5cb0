/** The families of the words of a figure. Its mathematics is in Computer Modern throughout. */
export const FAMILIES = ['serif', 'sans', 'inter', 'latex'] as const;
export type Family = (typeof FAMILIES)[number];

/** What a run of text is set in. `other` stands in where a face lacks a sign. */
export type Face = 'text' | 'textBold' | 'math' | 'mathBold' | 'mathItalic' | 'mathBoldItalic' | 'other';

/** A face: its file among the assets of figures, and how CSS and SVG name it. */
export interface FaceSpec {
  readonly file: string;
  /** First the fonts that readers have, of the same widths. */
  readonly css: string;
  readonly bold: boolean;
  readonly italic: boolean;
}

const CM = "KaTeX_Main, 'Latin Modern Roman', 'CMU Serif', 'Times New Roman', serif";
const CM_MATH = "KaTeX_Math, 'Latin Modern Math', 'CMU Serif', 'Times New Roman', serif";
const TIMES = "'Times New Roman', Tinos, Times, serif";
const ARIAL = 'Arial, Arimo, Helvetica, sans-serif';
const INTER = "Inter, 'Inter Variable', Helvetica, Arial, sans-serif";

const spec = (file: string, css: string, bold = false, italic = false): FaceSpec => ({
  file,
  css,
  bold,
  italic,
});

const MATH = {
  math: spec('KaTeX_Main-Regular.ttf', CM),
  mathBold: spec('KaTeX_Main-Bold.ttf', CM, true),
  mathItalic: spec('KaTeX_Math-Italic.ttf', CM_MATH, false, true),
  mathBoldItalic: spec('KaTeX_Math-BoldItalic.ttf', CM_MATH, true, true),
  other: spec('Tinos_400Regular.ttf', TIMES),
} as const;

const TEXT: Readonly<Record<Family, Record<'text' | 'textBold', FaceSpec>>> = {
  serif: {
    text: spec('Tinos_400Regular.ttf', TIMES),
    textBold: spec('Tinos_700Bold.ttf', TIMES, true),
  },
  sans: { text: spec('Arimo_400Regular.ttf', ARIAL), textBold: spec('Arimo_700Bold.ttf', ARIAL, true) },
  inter: { text: spec('Inter_400Regular.ttf', INTER), textBold: spec('Inter_700Bold.ttf', INTER, true) },
  latex: { text: MATH.math, textBold: MATH.mathBold },
};

/** The face of a run in a figure whose words are of a family. */
export const faceSpec = (face: Face, family: Family): FaceSpec =>
  face === 'text' || face === 'textBold' ? TEXT[family][face] : MATH[face];

/** Every file that faces are made from. */
export const FACE_FILES: readonly string[] = [
  ...new Set(
    [...Object.values(MATH), ...Object.values(TEXT).flatMap((own) => Object.values(own))].map(
      ({ file }) => file,
    ),
  ),
];

/** How wide signs are. */
export interface Metrics {
  /** The width of a sign in ems; null where the face lacks it. */
  advance(face: Face, codePoint: number): number | null;
}

/** The files of the faces, by their names: each is read when it is first needed. */
export interface FaceFiles {
  read(file: string): Uint8Array;
}
