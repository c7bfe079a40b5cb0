import type { Role } from '#core/arrows/types.ts';
import type { Dots, Plot } from './plot.ts';

/** Dots as strokes of no length: one path, however many there are. */
export function dotsPath({ places }: Pick<Dots, 'places'>): string {
  let path = '';
  for (let i = 0; i < places.length; i += 2) {
    path += `M${(places[i] as number).toFixed(1)} ${(places[i + 1] as number).toFixed(1)}h0`;
  }
  return path;
}

/** A plot as a standalone SVG with editable text and named groups, in these colours. */
export function plotSvg(
  plot: Plot,
  colours: Readonly<Record<Role | 'text' | 'line' | 'paper', string>>,
): string {
  const { frame, title, x, y, dots, bars, lines, legend } = plot;
  const { width, height, left, right, top, bottom } = frame;
  const text = (at: string, words: string, anchor: string, more = ''): string =>
    `<text ${at} text-anchor="${anchor}"${more}>${escaped(words)}</text>`;
  const head = 20 + 16 * legend.length;
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height + head}" viewBox="0 ${-head} ${width} ${height + head}" font-family="Inter, Helvetica, Arial, sans-serif" font-size="11" fill="${colours.text}">`,
    `<title>${escaped(title)}</title>`,
    `<rect x="0" y="${-head}" width="${width}" height="${height + head}" fill="${colours.paper}"/>`,
    `<g id="title">${text(`x="${left}" y="${14 - head}"`, title, 'start', ' font-weight="600"')}</g>`,
    `<g id="legend">${legend
      .map(({ name, role, hollow }, i) => {
        const at = 28 + 16 * i - head;
        return `<circle cx="${left + 4}" cy="${at}" r="3.5" ${hollow ? `fill="none" stroke="${colours[role]}"` : `fill="${colours[role]}"`}/>${text(`x="${left + 14}" y="${at + 4}"`, name, 'start')}`;
      })
      .join('')}</g>`,
    `<g id="axes" stroke="${colours.line}"><path d="M${left} ${top}V${bottom}H${right}" fill="none"/></g>`,
    `<g id="numbers">${x.ticks.map((tick) => text(`x="${tick.at.toFixed(1)}" y="${bottom + 14}"`, tick.text, 'middle')).join('')}${y.ticks.map((tick) => text(`x="${left - 6}" y="${(tick.at + 4).toFixed(1)}"`, tick.text, 'end')).join('')}</g>`,
    `<g id="labels">${text(`x="${(left + right) / 2}" y="${bottom + 30}"`, x.label, 'middle')}${y.label === '' ? '' : text(`transform="translate(12 ${(top + bottom) / 2}) rotate(-90)"`, y.label, 'middle')}</g>`,
    `<g id="lines">${lines.map((line) => `<path d="M${line.x1.toFixed(1)} ${line.y1.toFixed(1)}L${line.x2.toFixed(1)} ${line.y2.toFixed(1)}" stroke="${colours[line.role]}" fill="none"${line.dashed ? ' stroke-dasharray="4 3"' : ' stroke-opacity="0.5"'}/>`).join('')}</g>`,
    `<g id="bars">${bars.map((bar) => `<rect x="${bar.x.toFixed(1)}" y="${bar.y.toFixed(1)}" width="${bar.width.toFixed(1)}" height="${bar.height.toFixed(1)}" ${bar.hollow ? `fill="none" stroke="${colours[bar.role]}"` : `fill="${colours[bar.role]}" fill-opacity="0.6"`}/>`).join('')}</g>`,
    ...dots.map(
      (own) =>
        `<g id="${escaped(own.name)}" fill="none" stroke="${colours[own.role]}" stroke-linecap="round"><path d="${dotsPath(own)}" stroke-width="${2 * own.radius}"/>${own.hollow ? `<path d="${dotsPath(own)}" stroke="${colours.paper}" stroke-width="${Math.max(0.6, 2 * own.radius - 2)}"/>` : ''}</g>`,
    ),
    '</svg>',
  ];
  return `${parts.join('\n')}\n`;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
