import type { At, Box, Colour, Drawing, Item } from './drawing.ts';
import { n } from './svg.ts';

/**
 * A drawing as a TikZ picture: it needs `\usepackage{tikz}` and no library. Labels are LaTeX and take the document's
 * own fonts, at the size that the figure has them; lengths are big points.
 */
export function drawingTikz(drawing: Drawing): string {
  const { title, width, height, background, items } = drawing;
  const colours = new Map<Colour, string>();
  const colour = (hex: Colour): string => {
    const name = colours.get(hex) ?? `nullscope${LETTERS[colours.size] ?? `X${colours.size}`}`;
    colours.set(hex, name);
    return name;
  };
  /** The origin is at the lower left, as LaTeX has it. */
  const at = ([x, y]: At): string => `(${n(x)},${n(height - y)})`;
  const line = (points: readonly At[], closed: boolean): string =>
    points.map(at).join('--') + (closed ? '--cycle' : '');

  const clipped = (
    inside: readonly string[],
    { x, y, width: w, height: h }: Box,
    depth: string,
  ): string[] => [
    `${depth}\\begin{scope}`,
    `${depth}\\clip ${at([x, y])} rectangle ${at([x + w, y + h])};`,
    ...inside,
    `${depth}\\end{scope}`,
  ];

  function write(item: Item, depth: string): string[] {
    switch (item.kind) {
      case 'group': {
        if (item.items.length === 0) return [];
        const inside = item.items.flatMap((own) => write(own, depth));
        return [`${depth}% ${oneLine(item.id)}`, ...(item.clip ? clipped(inside, item.clip, depth) : inside)];
      }
      case 'path': {
        const lines = item.lines.filter(({ length }) => length > 1);
        if (lines.length === 0) return [];
        const options = [
          ...(item.fill === null ? [] : [`fill=${colour(item.fill)}`]),
          ...(item.stroke === null
            ? []
            : [`draw=${colour(item.stroke)}`, `line width=${n(item.width)}bp`, `line cap=${item.cap}`]),
          ...(item.cap === 'round' ? ['line join=round'] : []),
          ...(item.opacity === 1 ? [] : [`opacity=${Number(item.opacity.toFixed(4))}`]),
        ];
        return [
          `${depth}\\path[${options.join(',')}] ${lines.map((own) => line(own, item.closed)).join(' ')};`,
        ];
      }
      case 'circle': {
        const options = [
          ...(item.fill === null ? [] : [`fill=${colour(item.fill)}`]),
          ...(item.stroke === null ? [] : [`draw=${colour(item.stroke)}`, `line width=${n(item.width)}bp`]),
        ];
        return [`${depth}\\path[${options.join(',')}] ${at(item.at)} circle[radius=${n(item.radius)}bp];`];
      }
      case 'dots': {
        const { places, radius, opacity } = item;
        const faint = opacity === 1 ? '' : `,opacity=${n(opacity)}`;
        const circles = Array.from(
          { length: places.length / 2 },
          (_, i) =>
            `${at([places[2 * i] as number, places[2 * i + 1] as number])} circle[radius=${n(radius)}bp]`,
        );
        // TeX reads a path whole: long ones are cut.
        return Array.from(
          { length: Math.ceil(circles.length / DOTS_PER_PATH) },
          (_, i) =>
            `${depth}\\path[fill=${colour(item.colour)}${faint}] ${circles.slice(i * DOTS_PER_PATH, (i + 1) * DOTS_PER_PATH).join(' ')};`,
        );
      }
      case 'text': {
        const { typeset, size, upwards, anchor, halo } = item;
        const share = { start: 0, middle: 0.5, end: 1 }[anchor] * typeset.width * size;
        const [x, y] = item.at;
        const held: At = upwards ? [x, y - share] : [x + share, y];
        const side = { start: 'base west', middle: 'base', end: 'base east' }[anchor];
        const type = `font=\\fontsize{${n(size)}}{${n(1.2 * size)}}\\selectfont`;
        const turned = upwards ? ',rotate=90' : '';
        const node = (ink: Colour, more = ''): string =>
          `\\node[anchor=${side},inner sep=0pt,outer sep=0pt,text=${colour(ink)},${type}${turned}${more}] at ${at(held)} {${typeset.latex}};`;
        // TeX cannot stroke letters: copies around them make the rim.
        const rim = halo
          ? [`${depth}${AROUND} ${node(halo.colour, `,shift={(\\a:${n(halo.width)}bp)}`)}`]
          : [];
        return [...rim, depth + node(item.colour)];
      }
    }
  }

  const body = items.flatMap((item) => write(item, '  '));
  const ground =
    background === null
      ? []
      : [`  \\fill[${colour(background)}] (0,0) rectangle (${n(width)},${n(height)});`];
  const definitions = [...colours].map(
    ([hex, name]) => `  \\definecolor{${name}}{HTML}{${hex.slice(1).toUpperCase()}}`,
  );
  return [
    `% ${oneLine(title)}`,
    '% Nullscope. In the preamble: \\usepackage{tikz}',
    '\\begin{tikzpicture}[x=1bp,y=1bp]',
    ...definitions,
    `  \\useasboundingbox (0,0) rectangle (${n(width)},${n(height)});`,
    ...ground,
    ...body,
    '\\end{tikzpicture}',
    '',
  ].join('\n');
}

const AROUND = '\\foreach \\a in {0,30,...,330}';
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const DOTS_PER_PATH = 200;

/** Text for a comment: it may not end, or begin another line. */
const oneLine = (text: string): string => text.replace(/[^\u0020-\u007e]+/g, ' ');
