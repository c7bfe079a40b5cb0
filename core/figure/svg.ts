import { toBase64 } from '#core/format/base64.ts';
import type { Box, CircleItem, DotsItem, Drawing, Item, PathItem, TextItem } from './drawing.ts';
import { type Face, type FaceFiles, type Family, faceSpec } from './faces.ts';
import { SESSION_KEYWORD } from './png.ts';

/** What a writer of SVG needs besides the drawing. */
export interface SvgOptions {
  readonly family: Family;
  /** The fonts that are put inside; null: none. */
  readonly embed: FaceFiles | null;
  /** The packed session (`embed.ts`); null: none. */
  readonly session: string | null;
}

/** A drawing as a standalone SVG: text that can be edited, groups with names, no pixels. */
export function drawingSvg(drawing: Drawing, { family, embed, session }: SvgOptions): string {
  const { title, width, height, background, items } = drawing;
  const write = (item: Item, depth: string): string => {
    switch (item.kind) {
      case 'path':
        return depth + pathSvg(item);
      case 'circle':
        return depth + circleSvg(item);
      case 'dots':
        return depth + dotsSvg(item);
      case 'text':
        return depth + textSvg(item, family);
      case 'group': {
        const inside = item.items.map((own) => write(own, `${depth}  `)).join('\n');
        const id = escaped(idOf(item.id));
        const clip = item.clip === null ? '' : ` clip-path="url(#${id}-clip)"`;
        return item.items.length === 0
          ? ''
          : `${item.clip ? `${depth}${clipSvg(`${id}-clip`, item.clip)}\n` : ''}${depth}<g id="${id}"${clip}>\n${inside}\n${depth}</g>`;
      }
    }
  };
  const parts = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg xmlns="http://www.w3.org/2000/svg" width="${n(width)}pt" height="${n(height)}pt" viewBox="0 0 ${n(width)} ${n(height)}">`,
    `  <title>${escaped(title)}</title>`,
    ...(session === null ? [] : [`  <metadata id="${SESSION_KEYWORD}">${session}</metadata>`]),
    ...(embed ? [`  <style>${fontFaces(items, family, embed)}</style>`] : []),
    ...(background === null
      ? []
      : [`  <rect id="background" width="${n(width)}" height="${n(height)}" fill="${background}"/>`]),
    ...items.map((item) => write(item, '  ')).filter(Boolean),
    '</svg>',
  ];
  return `${parts.join('\n')}\n`;
}

const clipSvg = (id: string, { x, y, width, height }: Box): string =>
  `<clipPath id="${id}"><rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}"/></clipPath>`;

/** A number with two decimals at most: a hundredth of a point cannot be seen. */
export function n(x: number): string {
  const text = x.toFixed(2).replace(/\.?0+$/, '');
  return text === '-0' ? '0' : text;
}

/** Signs that XML reserves, or forbids. */
export const escaped = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 has no such characters
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

/** An id that is a name in XML, and reads like the mark's. */
const idOf = (id: string): string => id.replaceAll(':', '-').replace(/[^\w.-]/g, '_');

const pathData = ({ lines, closed }: Pick<PathItem, 'lines' | 'closed'>): string =>
  lines.map((line) => `M${line.map(([x, y]) => `${n(x)} ${n(y)}`).join('L')}${closed ? 'Z' : ''}`).join('');

function pathSvg(item: PathItem): string {
  const { fill, stroke, width, cap, opacity } = item;
  const pen =
    stroke === null
      ? ''
      : ` stroke="${stroke}" stroke-width="${n(width)}"${cap === 'round' ? ' stroke-linecap="round" stroke-linejoin="round"' : ''}${item.closed ? ' stroke-linejoin="miter"' : ''}`;
  // A fading is many faint layers: their opacities need more digits than lengths do.
  const faint = opacity === 1 ? '' : ` opacity="${Number(opacity.toFixed(5))}"`;
  return `<path d="${pathData(item)}" fill="${fill ?? 'none'}"${pen}${faint}/>`;
}

function circleSvg({ at, radius, fill, stroke, width }: CircleItem): string {
  const pen = stroke === null ? '' : ` stroke="${stroke}" stroke-width="${n(width)}"`;
  return `<circle cx="${n(at[0])}" cy="${n(at[1])}" r="${n(radius)}" fill="${fill ?? 'none'}"${pen}/>`;
}

/** Dots as strokes of no length: one path, however many there are. */
function dotsSvg({ places, radius, colour, opacity }: DotsItem): string {
  let path = '';
  for (let i = 0; i < places.length; i += 2) {
    path += `M${n(places[i] as number)} ${n(places[i + 1] as number)}h0`;
  }
  const faint = opacity === 1 ? '' : ` opacity="${n(opacity)}"`;
  return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${n(2 * radius)}" stroke-linecap="round"${faint}/>`;
}

function textSvg({ at, typeset, size, colour, upwards, halo }: TextItem, family: Family): string {
  const [x, y] = upwards ? [0, 0] : at;
  const spans = typeset.runs.map((run) => {
    const { css, bold, italic } = faceSpec(run.face, family);
    const style = `${bold ? ' font-weight="700"' : ''}${italic ? ' font-style="italic"' : ''}`;
    return `<tspan x="${n(x + run.x * size)}" y="${n(y + run.y * size)}" font-family="${escaped(css)}" font-size="${n(run.size * size)}"${style}${run.colour ? ` fill="${run.colour}"` : ''}>${escaped(run.text)}</tspan>`;
  });
  const turned = upwards ? ` transform="translate(${n(at[0])} ${n(at[1])}) rotate(-90)"` : '';
  const rim = halo
    ? ` stroke="${halo.colour}" stroke-width="${n(2 * halo.width)}" stroke-linejoin="round" paint-order="stroke"`
    : '';
  return `<text fill="${colour}"${rim} xml:space="preserve"${turned}>${spans.join('')}</text>`;
}

/** The faces that some items use. */
export function facesOf(items: readonly Item[]): Set<Face> {
  const faces = new Set<Face>();
  for (const item of items) {
    if (item.kind === 'group') for (const face of facesOf(item.items)) faces.add(face);
    if (item.kind === 'text') for (const run of item.typeset.runs) faces.add(run.face);
  }
  return faces;
}

function fontFaces(items: readonly Item[], family: Family, files: FaceFiles): string {
  const specs = new Map(
    [...facesOf(items)].map((face) => [faceSpec(face, family).file, faceSpec(face, family)]),
  );
  return [...specs.values()]
    .sort((a, b) => (a.file < b.file ? -1 : 1))
    .map(({ file, css, bold, italic }) => {
      // The name of ours: the first of the list that readers do not have.
      const name = /(?:^|, ?)'?(KaTeX_\w+|Tinos|Arimo|Inter)'?/.exec(css)?.[1];
      return `@font-face{font-family:${name};${bold ? 'font-weight:700;' : ''}${italic ? 'font-style:italic;' : ''}src:url(data:font/ttf;base64,${toBase64(files.read(file))})}`;
    })
    .join('');
}
