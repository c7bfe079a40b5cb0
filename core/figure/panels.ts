import type { Analysis } from '#core/analysis/types.ts';
import { arrowsOf, shownPair } from '#core/arrows/arrows.ts';
import type { ArrowId } from '#core/arrows/types.ts';
import type { Document, Pose } from '#core/document/schema.ts';
import { formatFixed } from '#core/format/number.ts';
import { classesOf } from '#core/plots/classes.ts';
import {
  alphaPlot,
  dormancyPlot,
  effectPlot,
  type PairsSubject,
  retainedPlot,
} from '#core/plots/pairPlots.ts';
import type { Plot } from '#core/plots/plot.ts';
import { cameraPreset } from '#core/scene/cameraPresets.ts';
import type { Mark, Scene } from '#core/scene/marks.ts';
import { buildScene, type SceneOptions } from '#core/scene/scene.ts';
import { spectrumFigure } from '#core/spectrum/figure.ts';
import type { Part } from '#core/words/headline.ts';
import { outputsOf } from '#core/words/outputs.ts';
import { sliceTitle } from '#core/words/slice.ts';
import { type FigurePart, type FigureSettings, isPlot, type PanelKind } from './settings.ts';

/** A document with its numbers. */
export interface Analysed {
  readonly document: Document;
  readonly analysis: Analysis;
}

/** What a figure is of. */
export interface FigureSubject extends Analysed {
  /** The document as it was before a drag, for a panel beside it. */
  readonly before: Analysed | null;
  /** All pairs, for plots of them and for the cloud. */
  readonly pairs: PairsSubject | null;
  /** The scene whose sizes this one takes over, for frames of one animation. */
  readonly sizes?: Scene;
  /** The singular values of the layer, for their plot. */
  readonly spectrum: { readonly values: readonly number[]; readonly bound: number } | null;
}

/** One panel: a scene or a plot (made for a size in pixels), and its title. */
export type Panel =
  | { readonly kind: PanelKind; readonly title: readonly Part[]; readonly scene: Scene }
  | {
      readonly kind: PanelKind;
      readonly title: readonly Part[];
      readonly plot: (size: { readonly width: number; readonly height: number }) => Plot;
    };

/** The arrows of the steps of the argument: the base, and each patch. */
const STEPS: Readonly<Partial<Record<PanelKind, readonly ArrowId[]>>> = {
  base: ['b', 's', 'delta'],
  das: ['v', 'b', 's', 'delta', 'hDas'],
  row: ['vRow', 'b', 's', 'delta', 'hRow'],
  null: ['vNull', 'b', 's', 'delta', 'hNull'],
};

/** Why a panel cannot be drawn, as a sentence; null where it can. */
export function refusalOf(kind: PanelKind, subject: FigureSubject): string | null {
  if (kind === 'spectrum') return subject.spectrum ? null : 'There are no singular values to be drawn here.';
  if (isPlot(kind))
    return subject.pairs ? null : 'There is one pair: plots of pairs need base and source with several rows.';
  const d = subject.document.W.length;
  if (d > 3) return `An instance with d = ${d} has no picture of its own: take its exact slice first.`;
  if (kind === 'before' && !subject.before) return 'There is no earlier state for a panel “before”.';
  return null;
}

/** The panels that the settings ask for. Those that cannot be drawn must have been refused before (`refusalOf`). */
export function panelsOf(subject: FigureSubject, settings: FigureSettings): Panel[] {
  const cloud = subject.pairs && !settings.hide.includes('cloud') ? cloudOf(subject.pairs) : null;
  return settings.panels.map((kind): Panel => {
    if (isPlot(kind)) return plotPanel(kind, subject);
    const own = kind === 'before' && subject.before ? subject.before : subject;
    const scene = sceneOf(kind, own, settings, cloud, subject.sizes);
    return { kind, title: titleOf(kind, own, settings), scene };
  });
}

/** The camera of the pictures: where the session left it, else the free view. */
export const poseOf = ({ document, analysis }: Analysed, radius: number): Pose =>
  document.view.pose ?? cameraPreset('isometric', document, analysis, radius);

function sceneOf(
  kind: PanelKind,
  { document, analysis }: Analysed,
  settings: FigureSettings,
  cloud: SceneOptions['cloud'],
  sizes: Scene | undefined,
): Scene {
  const step = STEPS[kind];
  const left = arrowsOf(document)
    .filter(
      ({ id, group }) => settings.hide.includes(id) || (step && group !== 'layer' && !step.includes(id)),
    )
    .map(({ id }) => id);
  const hidden = [...new Set([...document.view.hidden, ...left])];
  const shown: Document = { ...document, view: { ...document.view, hidden } };
  // Every panel begins from the sizes of the whole picture, so that they compare.
  const previous = sizes ?? buildScene(document, analysis);
  const scene = buildScene(shown, analysis, { cloud: kind === 'picture' ? (cloud ?? null) : null, previous });
  return { ...scene, marks: scene.marks.filter((mark) => isShown(mark, settings)) };
}

/** Whether a mark is of a part that the figure shows. */
function isShown(mark: Mark, { hide }: FigureSettings): boolean {
  const without = (part: FigurePart): boolean => hide.includes(part);
  if (mark.kind === 'label' && (without('labels') || hide.includes(`label:${mark.arrow}`))) return false;
  const part = partOf(mark.id);
  return part === null || !without(part);
}

function partOf(id: string): FigurePart | null {
  if (id === 'subspace:column') return 'columnSpace';
  if (id === 'subspace:null') return 'nullSpace';
  if (id.startsWith('axis:')) return 'axes';
  if (id === 'unitSphere') return 'unitSphere';
  if (id === 'cloud') return 'cloud';
  return /^(drop:|angle|rightAngle)/.test(id) ? 'decomposition' : null;
}

function titleOf(kind: PanelKind, { document, analysis }: Analysed, { panels }: FigureSettings): Part[] {
  if (panels.length === 1) return [];
  if (kind === 'before') return [{ text: 'before' }];
  if (kind === 'picture') {
    const text = panels.includes('before')
      ? 'after'
      : document.slice
        ? sliceTitle(document.slice)
        : document.title;
    return [{ text }];
  }
  const row = outputsOf(document.V.length).find(({ id }) => id === kind);
  const output = row?.output(shownPair(document, analysis));
  if (!row || !output) return [];
  return [
    { text: row.tex ? `${row.verb} ` : row.verb },
    ...(row.tex ? [{ tex: row.tex, plain: row.plain, role: row.role }] : []),
    { text: `: ${formatFixed(output.readout).text}` },
  ];
}

function plotPanel(kind: PanelKind, { pairs, spectrum, analysis }: FigureSubject): Panel {
  const make = (plot: (size: { width: number; height: number }) => Plot): Panel => ({
    kind,
    title: [{ text: plot({ width: 300, height: 200 }).title }],
    plot,
  });
  if (kind === 'spectrum' && spectrum) {
    const { tolerance, used } = analysis.rank;
    return make((size) => spectrumFigure({ ...spectrum, tolerance, rank: used }, size));
  }
  const of = { alpha: alphaPlot, effects: effectPlot, retained: retainedPlot, dormancy: dormancyPlot };
  const draw = of[kind as keyof typeof of];
  if (!pairs || !draw) throw new RangeError(`no panel ${kind}`);
  return make((size) => draw(pairs, size));
}

/** δ of each pair as points; the pairs of every second class are rings. */
function cloudOf(pairs: PairsSubject): NonNullable<SceneOptions['cloud']> {
  const { x, y, z } = pairs.columns;
  const points = new Float32Array(3 * x.length);
  for (let i = 0; i < x.length; i++) points.set([x[i] ?? 0, y[i] ?? 0, z[i] ?? 0], 3 * i);
  const rings = new Float32Array(x.length);
  for (const { hollow, rows } of classesOf(pairs)) if (hollow) for (const i of rows) rings[i] = 1;
  return { points, rings };
}
