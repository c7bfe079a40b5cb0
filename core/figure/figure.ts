import type { Camera } from '#core/scene/camera.ts';
import { tightCamera } from '#core/scene/fit.ts';
import type { Scene } from '#core/scene/marks.ts';
import { figureColours } from './colours.ts';
import { type At, type Box, type Drawing, group, type Item } from './drawing.ts';
import type { Metrics } from './faces.ts';
import { type Legend, legendItems, legendOf } from './legend.ts';
import { type FigureSubject, type Panel, panelsOf, poseOf } from './panels.ts';
import { legendHeight, plotItems, plotUnit } from './plotDrawing.ts';
import { readoutPanel } from './readoutPanel.ts';
import { panelRows } from './readouts.ts';
import { sceneItems, unitFor } from './sceneDrawing.ts';
import type { FigureSettings } from './settings.ts';
import { textItem, typesetColoured } from './text.ts';
import { typesetWords } from './typeset.ts';

/** In sizes of type: the rim of the figure, between panels, a line of text. */
const RIM = 0.25;
const GAP = 1;
const LINE = 1.45;

/** Pixels about a fitted picture, for the labels of the outermost tips. */
const AIR = { top: 28, right: 28, bottom: 22, left: 28 } as const;

/**
 * A panel is at least so high, in sizes of type: where rows of panels, readouts or a legend leave less, the figure grows.
 * In a lower one the labels of a picture crowd one another.
 */
const LEAST_HEIGHT = 18;

/** Narrower panels than this, in sizes of type, go into another row. */
const NARROWEST = { picture: 14, plot: 20 } as const;

/** What the frames of an animation share. */
export interface Continuity {
  /** What the camera of all of them holds. */
  readonly framed: Scene;
  /** The sides on which the labels of each panel stood in the frame before: they keep still where they can. */
  readonly sides: Map<string, Map<string, number>>;
}

/** A whole figure, or a frame of an animation: panels in rows, readouts beside or below them, the legend below. */
export function drawFigure(
  subject: FigureSubject,
  settings: FigureSettings,
  metrics: Metrics,
  continuity: Continuity | null = null,
): Drawing {
  const colours = figureColours(settings.theme, settings.grey);
  const em = settings.fontSize;
  const panels = panelsOf(subject, settings);
  const rim = RIM * em;
  const inner = settings.width - 2 * rim;
  const legend = settings.legend ? legendOf(subject, settings, panels, metrics, inner / em) : NO_LEGEND;
  const table = settings.readouts
    ? readoutPanel(panelRows(subject.document, subject.analysis), em, settings.lines, colours, metrics)
    : null;
  const narrowest = (panels.some((panel) => 'plot' in panel) ? NARROWEST.plot : NARROWEST.picture) * em;
  const rowsIn = (across: number): number =>
    Math.ceil(panels.length / Math.max(1, Math.floor(across / narrowest)));
  // Beside the panels only where that takes no more rows of them.
  const narrower = inner - (table ? table.width + GAP * em : 0);
  const beside = table !== null && table.width <= 0.42 * inner && rowsIn(narrower) === rowsIn(inner);
  const across = beside ? narrower : inner;
  const rows = rowsIn(across);
  const apart = legend.rows > 0 ? 0.5 * em : 0;
  const below = legend.rows * LINE * em + (table && !beside ? table.height + apart : 0);
  const gap = below > 0 ? 0.4 * em : 0;
  const least = (rows * LEAST_HEIGHT + (rows - 1) * GAP) * em + below + gap + 2 * rim;
  const height = rows > 1 || below > 0 ? Math.max(settings.height, least) : settings.height;
  const page: Box = { x: rim, y: rim, width: inner, height: height - 2 * rim };
  const room: Box = { ...page, width: across, height: page.height - below - gap };
  const boxes = boxesOf(room, panels.length, rows);
  const items: Item[] = panels.flatMap((panel, i) => panelItems(panel, boxes[i] ?? room, i));
  if (table) {
    const at: At = beside
      ? [page.x + page.width - table.width, page.y + Math.max(0, (room.height - table.height) / 2)]
      : [page.x + (page.width - table.width) / 2, page.y + page.height - below];
    items.push(group('readouts', table.items(at)));
  }
  if (legend.rows > 0) {
    const top = page.y + page.height - legend.rows * LINE * em;
    const left = page.x + Math.max(0, (page.width - legend.width * em) / 2);
    items.push(group('legend', legendItems(legend, [left, top], em, LINE * em, colours, settings.lines)));
  }
  return {
    title: subject.document.title,
    width: settings.width,
    height,
    background: settings.transparent ? null : colours.canvas,
    items,
  };

  function boxesOf(within: Box, count: number, rows: number): Box[] {
    const columns = Math.ceil(count / rows);
    const width = (within.width - (columns - 1) * GAP * em) / columns;
    const height = (within.height - (rows - 1) * GAP * em) / rows;
    return Array.from({ length: count }, (_, i) => ({
      x: within.x + (i % columns) * (width + GAP * em),
      y: within.y + Math.floor(i / columns) * (height + GAP * em),
      width,
      height,
    }));
  }

  function panelItems(panel: Panel, box: Box, i: number): Item[] {
    const several = panels.length > 1;
    const prefix = several ? `${LETTERS[i]}:` : '';
    const top = several ? LINE * em : 0;
    const inside: Box = { ...box, y: box.y + top, height: box.height - top };
    const letter = typesetWords(LETTERS[i] ?? '', 'textBold', metrics);
    const title: Item[] = several
      ? [
          group(`${prefix}title`, [
            textItem(letter, [box.x, box.y + em], em, colours.text),
            ...(panel.title.length > 0
              ? [
                  textItem(
                    typesetColoured(panel.title, colours, metrics),
                    [box.x + (letter.width + 0.5) * em, box.y + em],
                    em,
                    colours.text,
                  ),
                ]
              : []),
          ]),
        ]
      : [];
    const drawn = 'scene' in panel ? picture(panel.scene, inside, prefix) : plotted(panel, inside, prefix);
    return several ? [group(`panel-${LETTERS[i]}`, [...title, ...drawn])] : [...title, ...drawn];
  }

  function picture(scene: Scene, box: Box, prefix: string): Item[] {
    const unit = unitFor(em);
    const size = { width: box.width / unit, height: box.height / unit };
    const { projection } = subject.document.view;
    const pose = poseOf(subject, scene.radius);
    const camera: Camera =
      settings.framing === 'view'
        ? { pose, projection, ...size }
        : tightCamera(pose, continuity?.framed ?? everything(), projection, size, AIR);
    const sides = continuity?.sides.get(prefix) ?? new Map<string, number>();
    continuity?.sides.set(prefix, sides);
    const items = sceneItems(scene, camera, {
      colours,
      dark: settings.theme === 'dark',
      opaque: !settings.transparent,
      metrics,
      unit,
      lines: settings.lines,
      fontSize: em,
      origin: [box.x, box.y],
      prefix,
      sides,
    });
    // A picture that was zoomed goes on beyond its panel.
    return settings.framing === 'view' ? [group(`${prefix}picture`, items, box)] : items;
  }

  /** All pictures of the figure in one: what their common camera must hold. */
  function everything(): Scene {
    const scenes = panels.flatMap((panel) => ('scene' in panel ? [panel.scene] : []));
    return {
      marks: scenes.flatMap(({ marks }) => marks),
      radius: Math.max(...scenes.map(({ radius }) => radius)),
      extent: Math.max(...scenes.map(({ extent }) => extent)),
    };
  }

  function plotted(panel: Extract<Panel, { plot: unknown }>, box: Box, prefix: string): Item[] {
    const unit = plotUnit(em);
    const size = { width: box.width / unit, height: box.height / unit };
    const head = legendHeight(panel.plot(size));
    const plot = panel.plot({ ...size, height: Math.max(60, size.height - head) });
    const style = { colours, metrics, unit, lines: settings.lines, fontSize: em, prefix };
    return plotItems(plot, { ...style, origin: [box.x, box.y] });
  }
}

const NO_LEGEND: Legend = { columns: [], rows: 0, width: 0 };

const LETTERS = 'abcdef';
