import type { Face, Metrics } from './faces.ts';
import { latexText, plainMath } from './latexText.ts';

/** Signs of one face, side by side from a point; lengths in ems of the whole text. */
export interface Run {
  readonly face: Face;
  readonly text: string;
  readonly x: number;
  /** Below the baseline. */
  readonly y: number;
  /** Times the size of the whole. */
  readonly size: number;
  readonly width: number;
  /** `#rrggbb` where it is another than that of the whole. */
  readonly colour?: string;
}

/** Text with its runs placed. Lengths in ems. */
export interface Typeset {
  readonly runs: readonly Run[];
  readonly width: number;
  readonly ascent: number;
  readonly descent: number;
  /** The same as LaTeX, for any preamble. */
  readonly latex: string;
}

/** The common height of words and of what hangs below the line, ems. */
const ASCENT = 0.72;
const DESCENT = 0.22;

/** Words in a face; signs that it lacks are taken from another. */
export function typesetWords(words: string, face: 'text' | 'textBold', metrics: Metrics): Typeset {
  const runs: Run[] = [];
  let x = 0;
  for (const sign of words.normalize('NFC')) {
    const [own, width] = faceFor(sign, [face, 'math', 'other'], metrics);
    const last = runs.at(-1);
    if (last?.face === own) {
      runs[runs.length - 1] = { ...last, text: last.text + sign, width: last.width + width };
    } else runs.push({ face: own, text: sign, x, y: 0, size: 1, width });
    x += width;
  }
  const latex = face === 'textBold' ? `\\textbf{${latexText(words)}}` : latexText(words);
  return { runs, width: x, ascent: ASCENT, descent: DESCENT, latex };
}

/** Symbols within words, as they are written without markup. */
const WITHIN = /(v̂_row|v̂_null|v_row|v_null|σ_max|(?<![\p{L}_])v(?![\p{L}_]))/u;

const MARKUP: Readonly<Record<string, string>> = {
  v: '\\mathbf{v}',
  v_row: '\\mathbf{v}_{\\mathrm{row}}',
  v_null: '\\mathbf{v}_{\\mathrm{null}}',
  v̂_row: '\\hat{\\mathbf{v}}_{\\mathrm{row}}',
  v̂_null: '\\hat{\\mathbf{v}}_{\\mathrm{null}}',
  σ_max: '\\sigma_{\\mathrm{max}}',
};

/** Words in which `v`, `v_row` and their like stand as symbols. */
export const typesetSentence = (words: string, metrics: Metrics): Typeset =>
  joined(
    words
      .split(WITHIN)
      .filter((part) => part !== '')
      .map(
        (part) =>
          (MARKUP[part] ? typesetTex(MARKUP[part], metrics) : null) ?? typesetWords(part, 'text', metrics),
      ),
  );

function faceFor(sign: string, faces: readonly Face[], metrics: Metrics): readonly [Face, number] {
  const code = sign.codePointAt(0) ?? 0;
  for (const face of faces) {
    const width = metrics.advance(face, code);
    if (width !== null) return [face, width];
  }
  return [faces[0] ?? 'text', 0.5];
}

/** Pieces of text one after another. */
export function joined(parts: readonly Typeset[]): Typeset {
  let x = 0;
  const runs = parts.flatMap((part) => {
    const moved = part.runs.map((run) => ({ ...run, x: run.x + x }));
    x += part.width;
    return moved;
  });
  return {
    runs,
    width: x,
    ascent: Math.max(ASCENT, ...parts.map(({ ascent }) => ascent)),
    descent: Math.max(DESCENT, ...parts.map(({ descent }) => descent)),
    latex: parts.map(({ latex }) => latex).join(''),
  };
}

/** Text in a colour of its own. */
export const coloured = (typeset: Typeset, colour: string): Typeset => ({
  ...typeset,
  runs: typeset.runs.map((run) => ({ ...run, colour })),
  latex: `\\textcolor[HTML]{${colour.slice(1).toUpperCase()}}{${typeset.latex}}`,
});

/** Styles of letters, as faces. */
const STYLES: Readonly<Record<string, Face>> = {
  mathbf: 'mathBold',
  mathrm: 'math',
  boldsymbol: 'mathBoldItalic',
};

const SYMBOLS: Readonly<Record<string, string>> = { delta: 'δ', alpha: 'α', sigma: 'σ', cdot: '·' };

/** Script size, and how far a subscript is lowered, ems (KaTeX). */
const SCRIPT = 0.7;
const LOWERED = 0.18;

/** Room on each side of a relation, ems. */
const RELATION = 0.278;

/** The height of a lower-case letter over which accents are drawn in Computer Modern, ems. */
const X_HEIGHT = 0.431;

interface Style {
  /** Null: italic letters and upright digits. */
  readonly face: Face | null;
  readonly size: number;
  readonly y: number;
}

/**
 * A label written in the small part of LaTeX that Nullscope's labels are: letters, digits, `=`, `\mathbf`, `\mathrm`,
 * `\boldsymbol`, `\hat`, Greek letters and subscripts. Null for anything else, so that no command of a file's gets
 * into a figure.
 */
export function typesetTex(tex: string, metrics: Metrics): Typeset | null {
  const tokens = tex.match(/\\[a-zA-Z]+|\s+|[^\\\s]/gu) ?? [];
  if (tokens.join('') !== tex) return null;
  const runs: Run[] = [];
  let at = 0;
  let x = 0;
  let ascent = ASCENT;
  let descent = DESCENT;

  function put(sign: string, { face, size, y }: Style): boolean {
    const letter = /\p{L}/u.test(sign);
    const wanted = face === 'mathBold' && /[α-ω]/u.test(sign) ? 'mathBoldItalic' : face;
    const own = wanted ?? (letter ? 'mathItalic' : 'math');
    const [found, advance] = faceFor(sign, [own, 'math', 'other'], metrics);
    runs.push({ face: found, text: sign, x, y, size, width: advance * size });
    x += advance * size;
    return true;
  }

  /** A brace group or one item; false where it is none. */
  function argument(style: Style): boolean {
    if (tokens[at] !== '{') return item(style);
    at += 1;
    while (at < tokens.length && tokens[at] !== '}') if (!item(style)) return false;
    at += 1;
    return tokens[at - 1] === '}';
  }

  function item(style: Style): boolean {
    const token = tokens[at];
    at += 1;
    if (token === undefined || token === '}' || token === '^') return false;
    if (token.trim() === '') return true;
    if (token === '{') {
      at -= 1;
      return argument(style);
    }
    if (token === '_') {
      const lowered = style.y + LOWERED * style.size;
      descent = Math.max(descent, lowered + DESCENT * SCRIPT * style.size);
      return argument({ ...style, face: null, size: style.size * SCRIPT, y: lowered });
    }
    if (token === '=') {
      x += RELATION * style.size;
      put('=', { ...style, face: 'math' });
      x += RELATION * style.size;
      return true;
    }
    if (!token.startsWith('\\')) return /[\p{L}\p{N},.()\-+'|*]/u.test(token) && put(token, style);
    const name = token.slice(1);
    if (STYLES[name]) return argument({ ...style, face: STYLES[name] });
    if (SYMBOLS[name]) return put(SYMBOLS[name], style);
    return name === 'hat' && hat(style);
  }

  /** An accent in the middle above what it stands over. */
  function hat(style: Style): boolean {
    const from = x;
    const first = runs.length;
    if (!argument(style)) return false;
    const { face = 'math' } = runs[first] ?? {};
    const over = face === 'mathBold' || face === 'mathBoldItalic' ? 'mathBold' : 'math';
    const width = (metrics.advance(over, 0x2c6) ?? 0.5) * style.size;
    const tall = /[A-Zbdfhkl]/.test(runs[first]?.text ?? '') ? 0.69 - X_HEIGHT : 0.012;
    const y = style.y - tall * style.size;
    runs.push({ face: over, text: 'ˆ', x: (from + x - width) / 2, y, size: style.size, width });
    ascent = Math.max(ascent, 0.72 + tall);
    return true;
  }

  while (at < tokens.length) if (!item({ face: null, size: 1, y: 0 })) return null;
  return { runs: merged(runs), width: x, ascent, descent, latex: plainMath(tex) };
}

/** Neighbours of one face, size and line as one run: words stay words in the file. */
function merged(runs: readonly Run[]): Run[] {
  const all: Run[] = [];
  for (const run of runs) {
    const last = all.at(-1);
    const goes = last && last.face === run.face && last.size === run.size && last.y === run.y;
    if (goes && Math.abs(last.x + last.width - run.x) < 1e-9) {
      all[all.length - 1] = { ...last, text: last.text + run.text, width: last.width + run.width };
    } else all.push(run);
  }
  return all;
}
