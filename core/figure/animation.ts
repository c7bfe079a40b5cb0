import { strToU8, zipSync } from 'fflate';
import { applyPalette, GIFEncoder, quantize } from 'gifenc';
import { AnalysisError, analyze } from '#core/analysis/analyze.ts';
import { setDirection } from '#core/document/edit.ts';
import type { Pose } from '#core/document/schema.ts';
import { joinBytes } from '#core/format/joinBytes.ts';
import { norm2 } from '#core/linalg/norm.ts';
import type { Vec3 } from '#core/linalg/vec3.ts';
import { pointsToFit } from '#core/scene/fit.ts';
import type { PointMark, Scene } from '#core/scene/marks.ts';
import type { AnimationSettings } from './animationSettings.ts';
import type { Drawing } from './drawing.ts';
import { metricsOf } from './exportFigure.ts';
import { type Continuity, drawFigure } from './figure.ts';
import type { FigureKit } from './kit.ts';
import { type FigureSubject, panelsOf, poseOf } from './panels.ts';
import { rasterise } from './raster.ts';
import type { FigureSettings } from './settings.ts';
import { drawingSvg } from './svg.ts';

/** Turns of a scene that a camera about it must hold: more make no difference that can be seen. */
const MOST_TURNS = 120;

/** Places along the path of `v` at which the camera is fitted. */
const SAMPLES = 8;

/** The time of the files in a zip of frames, so that it is the same in every run. */
const WRITTEN = '2000-01-01T00:00:00';

/** Colours of a GIF, and frames from which they are chosen. */
const COLOURS = 256;
const CHOSEN_FROM = 4;

/** The subject of every frame, in order, and what the camera of all of them holds. */
interface Frames {
  readonly at: (i: number) => FigureSubject;
  readonly framed: Scene;
}

/**
 * The frames of an animation of a figure.
 *
 * @throws {AnalysisError} with a sentence where `v` has no path: one of its parts is zero.
 */
export function animationFrames(
  subject: FigureSubject,
  settings: FigureSettings,
  { kind, frames }: Pick<AnimationSettings, 'kind' | 'frames'>,
): Frames {
  return kind === 'turntable' ? turntable(subject, settings, frames) : path(subject, settings, frames);
}

function turntable(subject: FigureSubject, settings: FigureSettings, frames: number): Frames {
  const scene = sceneOf(subject, settings);
  const pose = poseOf(subject, scene.radius);
  const points = pointsToFit(scene, pose);
  const turns = Math.min(frames, MOST_TURNS);
  const all = Array.from({ length: turns }, (_, i) => points.map(turned((2 * Math.PI * i) / turns))).flat();
  return {
    framed: sceneOfPoints(all, scene),
    at: (i) => withPose(subject, turnedPose(pose, (2 * Math.PI * i) / frames)),
  };
}

/** A point turned about the vertical. */
const turned =
  (angle: number) =>
  ([x, y, z]: Vec3): Vec3 => [
    x * Math.cos(angle) - y * Math.sin(angle),
    x * Math.sin(angle) + y * Math.cos(angle),
    z,
  ];

function turnedPose({ position, target, up, zoom }: Pose, angle: number): Pose {
  const turn = turned(angle);
  return { position: turn(position), target: turn(target), up: turn(up), zoom };
}

const withPose = (subject: FigureSubject, pose: Pose): FigureSubject => ({
  ...subject,
  document: { ...subject.document, view: { ...subject.document.view, pose } },
});

function path(subject: FigureSubject, settings: FigureSettings, frames: number): Frames {
  const { document, analysis } = subject;
  const j = document.direction;
  const size = norm2(document.V[j] ?? []);
  const [row, nul] = [analysis.direction.vRow[j], analysis.direction.vNull[j]].map((part) => {
    const norm = norm2(part ?? []);
    return norm > 1e-9 * size ? (part ?? []).map((x) => x / norm) : null;
  });
  if (!row || !nul) {
    throw new AnalysisError(
      'v lies in one of the two spaces: there is no path between its parts. Move it first.',
    );
  }
  const at = (share: number): FigureSubject => {
    const angle = (Math.PI / 2) * share;
    const v = row.map((x, i) => size * (Math.sin(angle) * x + Math.cos(angle) * (nul[i] ?? 0)));
    const moved = setDirection(document, v) ?? document;
    return { ...subject, document: moved, analysis: analyze(moved) };
  };
  const scenes = Array.from({ length: SAMPLES + 1 }, (_, i) => sceneOf(at(i / SAMPLES), settings));
  const framed: Scene = {
    marks: scenes.flatMap(({ marks }) => marks),
    radius: Math.max(...scenes.map(({ radius }) => radius)),
    extent: Math.max(...scenes.map(({ extent }) => extent)),
  };
  const pose = poseOf(subject, framed.radius);
  return {
    framed,
    // There and back, slowly at the ends.
    at: (i) => ({
      ...withPose(at((1 - Math.cos((2 * Math.PI * i) / frames)) / 2), pose),
      sizes: framed,
    }),
  };
}

/** The scene of the first picture of a figure. */
function sceneOf(subject: FigureSubject, settings: FigureSettings): Scene {
  const panel = panelsOf(subject, { ...settings, panels: ['picture'] })[0];
  return panel && 'scene' in panel ? panel.scene : { marks: [], radius: 1, extent: 1 };
}

const sceneOfPoints = (points: readonly Vec3[], { radius, extent }: Scene): Scene => ({
  marks: points.map(
    (at, i): PointMark => ({
      kind: 'point',
      id: `${i}`,
      role: 'ink',
      arrow: null,
      weight: 'quiet',
      at,
      radius: 1,
    }),
  ),
  radius,
  extent,
});

/**
 * An animation as a file: a GIF that repeats for ever, or a zip of numbered SVG frames. The same input gives the same
 * bytes.
 */
export async function exportAnimation(
  subject: FigureSubject,
  settings: FigureSettings,
  animation: AnimationSettings,
  kit: FigureKit,
  onStage: (stage: string, fraction: number) => void = () => undefined,
): Promise<Uint8Array> {
  const { frames, fps, width, format } = animation;
  const { family } = settings;
  const metrics = metricsOf(kit, family);
  const looks: FigureSettings = {
    ...settings,
    // A GIF knows no half-transparent pixels.
    transparent: settings.transparent && format !== 'gif',
    // What the path of v is there to show.
    readouts: settings.readouts || animation.kind === 'path',
  };
  const { at, framed } = animationFrames(subject, looks, animation);
  const sides: Continuity['sides'] = new Map();
  const drawing = (i: number): Drawing => drawFigure(at(i), looks, metrics, { framed, sides });
  if (format === 'svg') {
    const files: Record<string, Uint8Array> = {};
    for (let i = 0; i < frames; i++) {
      const name = `frame-${String(i + 1).padStart(String(frames).length, '0')}.svg`;
      files[name] = strToU8(
        drawingSvg(drawing(i), { family, embed: settings.embedFonts ? kit : null, session: null }),
      );
      onStage('Drawing the frames', (i + 1) / frames);
    }
    return zipSync(files, { mtime: WRITTEN });
  }
  const paint = (i: number) => rasterise(drawing(i), family, width, kit);
  const samples = await Promise.all(
    Array.from({ length: CHOSEN_FROM }, (_, i) => paint(Math.floor((i * frames) / CHOSEN_FROM))),
  );
  sides.clear();
  const palette = quantize(joinBytes(samples.map(({ pixels }) => pixels)), COLOURS, { format: 'rgb565' });
  const gif = GIFEncoder();
  for (let i = 0; i < frames; i++) {
    const { pixels, width: across, height } = await paint(i);
    const first = i === 0 ? { palette, repeat: 0 } : {};
    gif.writeFrame(applyPalette(pixels, palette, 'rgb565'), across, height, { ...first, delay: 1000 / fps });
    onStage('Painting the frames', (i + 1) / frames);
  }
  gif.finish();
  return gif.bytes();
}
