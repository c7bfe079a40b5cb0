import type { Plot } from '#core/plots/plot.ts';
import { type FigureColours, mixed } from './colours.ts';
import { type At, group, type Item, type PathItem, polygon, stroke } from './drawing.ts';
import type { Metrics } from './faces.ts';
import { textItem } from './text.ts';
import { typesetSentence } from './typeset.ts';

/** How a plot is put on a page. */
export interface PlotStyle {
  readonly colours: FigureColours;
  readonly metrics: Metrics;
  /** Points of the page to a pixel of the plot. */
  readonly unit: number;
  readonly lines: number;
  /** Points. */
  readonly fontSize: number;
  readonly origin: At;
  readonly prefix: string;
}

/** Pixels of type in the window's plots. */
const TYPE = 11;

/** The share of the figure's size of type in which plots are lettered. */
const SMALLER = 0.88;

/** Points of the page to a pixel of a plot that is lettered in a size of type. */
export const plotUnit = (fontSize: number): number => (SMALLER * fontSize) / TYPE;

/** Room that the legend of a plot takes above it, pixels. */
export const legendHeight = ({ legend }: Pick<Plot, 'legend'>): number => 15 * legend.length;

/** Pixels between two numbers side by side. */
const BETWEEN = 7;

/** Every number of an axis, or every second, third …: as many as stand side by side. */
function apart(
  ticks: Plot['x']['ticks'],
  widthOf: (tick: Plot['x']['ticks'][number]) => number,
): Plot['x']['ticks'] {
  for (let step = 1; step < ticks.length; step++) {
    const kept = ticks.filter((_, i) => i % step === 0);
    const fits = kept.every((tick, i) => {
      const next = kept[i + 1];
      return !next || next.at - tick.at >= (widthOf(tick) + widthOf(next)) / 2 + BETWEEN;
    });
    if (fits) return kept;
  }
  return ticks.slice(0, 1);
}

/** A plot as the window shows it, on a page; its legend above it. The title is the panel's. */
export function plotItems(plot: Plot, style: PlotStyle): Item[] {
  const { colours, metrics, unit, origin, lines, prefix } = style;
  const { frame, x, y, legend } = plot;
  const head = legendHeight(plot);
  const size = SMALLER * style.fontSize;
  const at = (px: number, py: number): At => [origin[0] + unit * px, origin[1] + unit * (py + head)];
  const words = (text: string) => typesetSentence(text, metrics);
  const hairline = 0.9 * unit * lines;
  return [
    group(
      `${prefix}legend`,
      legend.flatMap(({ name, role, hollow }, i): Item[] => {
        const middle = 15 * i + 7 - head;
        return [
          {
            kind: 'circle',
            at: at(frame.left + 4, middle),
            radius: 3 * unit,
            fill: hollow ? null : colours[role],
            stroke: hollow ? colours[role] : null,
            width: hairline,
          },
          textItem(words(name), at(frame.left + 13, middle + 4), size, colours.text),
        ];
      }),
    ),
    group(`${prefix}lines`, [
      ...plot.lines.map(
        (line): PathItem =>
          stroke(
            line.dashed ? dashes(line) : [[at(line.x1, line.y1), at(line.x2, line.y2)]],
            line.dashed ? colours[line.role] : mixed(colours[line.role], colours.canvas, 0.5),
            hairline,
          ),
      ),
    ]),
    group(
      `${prefix}bars`,
      plot.bars.map((bar): Item => {
        const corners = [
          at(bar.x, bar.y),
          at(bar.x + bar.width, bar.y),
          at(bar.x + bar.width, bar.y + bar.height),
          at(bar.x, bar.y + bar.height),
        ];
        if (!bar.hollow) return polygon(corners, mixed(colours[bar.role], colours.canvas, 0.6));
        return { ...polygon(corners, ''), fill: null, stroke: colours[bar.role], width: hairline };
      }),
    ),
    ...plot.dots.map(
      (dots, i): Item =>
        group(`${prefix}dots-${i + 1}`, [
          {
            kind: 'dots',
            places: placed(dots.places),
            radius: unit * dots.radius,
            colour: colours[dots.role],
            opacity: 1,
          },
          ...(dots.hollow
            ? [
                {
                  kind: 'dots',
                  places: placed(dots.places),
                  radius: unit * Math.max(0.3, dots.radius - 1),
                  colour: colours.canvas,
                  opacity: 1,
                } as const,
              ]
            : []),
        ]),
    ),
    group(`${prefix}axes`, [
      stroke(
        [[at(frame.left, frame.top), at(frame.left, frame.bottom), at(frame.right, frame.bottom)]],
        colours.muted,
        hairline,
      ),
      ...apart(x.ticks, (tick) => (words(tick.text).width * size) / unit).map((tick) =>
        textItem(words(tick.text), at(tick.at, frame.bottom + 14), size, colours.muted, 'middle'),
      ),
      ...y.ticks.map((tick) =>
        textItem(words(tick.text), at(frame.left - 6, tick.at + 4), size, colours.muted, 'end'),
      ),
      textItem(
        words(x.label),
        at((frame.left + frame.right) / 2, frame.bottom + 30),
        size,
        colours.text,
        'middle',
      ),
      ...(y.label === ''
        ? []
        : [
            textItem(
              words(y.label),
              at(12, (frame.top + frame.bottom) / 2),
              size,
              colours.text,
              'middle',
              true,
            ),
          ]),
    ]),
  ];

  function placed(places: Float64Array): Float64Array {
    return places.map((value, i) =>
      i % 2 === 0 ? origin[0] + unit * value : origin[1] + unit * (value + head),
    );
  }

  function dashes(line: Plot['lines'][number]): At[][] {
    const long = Math.hypot(line.x2 - line.x1, line.y2 - line.y1);
    const point = (s: number): At =>
      at(line.x1 + ((line.x2 - line.x1) * s) / long, line.y1 + ((line.y2 - line.y1) * s) / long);
    return Array.from({ length: Math.ceil(long / 7) }, (_, i) => [
      point(7 * i),
      point(Math.min(long, 7 * i + 4)),
    ]);
  }
}
