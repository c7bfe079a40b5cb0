import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { parseDocument } from '#core/document/parse.ts';
import type { Document } from '#core/document/schema.ts';
import { SESSION_ENDING } from '#core/engine/sessionName.ts';
import { exportAnimation } from '#core/figure/animation.ts';
import { type AnimationSettings, animationSchema, defaultAnimation } from '#core/figure/animationSettings.ts';
import { exportFigure } from '#core/figure/exportFigure.ts';
import { type FigureTexts, figureTexts } from '#core/figure/figureTexts.ts';
import { FlagError, settingsOfFlags } from '#core/figure/flags.ts';
import { sessionOfFigure } from '#core/figure/session.ts';
import { type FigureFormat, type FigureSettings, FORMATS } from '#core/figure/settings.ts';
import { takeFigure } from '#core/figure/takeFigure.ts';
import { withBench } from './bench.ts';
import { parseCommandLine } from './commandLine.ts';
import { InputError } from './inputError.ts';
import { equipment } from './nodeEquipment.ts';
import { print, writeOut } from './output.ts';
import { progressBar } from './progressBar.ts';

/** What goes with a figure, by the name of its format. */
const TEXTS: Readonly<Record<string, keyof FigureTexts>> = {
  caption: 'caption',
  'caption-latex': 'captionLatex',
  csv: 'csv',
  latex: 'latex',
  torch: 'script',
};

/**
 * `nullscope figure SESSION`: the figure of a session, or of a figure that holds one, as the window exports it, byte
 * for byte. Without `--out` it is printed. Throws an `InputError`, and what reading throws.
 */
export async function figureCommand(args: readonly string[]): Promise<void> {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const { values, positionals } = parseCommandLine({
    args: [...args],
    allowPositionals: true,
    options: {
      ...{ format: text, out: text, before: text, folder: text },
      ...{ preset: text, width: text, height: text, font: text, size: text, lines: text, theme: text },
      ...{ dpi: text, panels: text, hide: text },
      ...{ animate: text, frames: text, fps: text, pixels: text },
      ...{ cloud: flag, transparent: flag, grey: flag, view: flag, legend: flag, readouts: flag },
      ...{ 'no-fonts': flag, 'no-session': flag },
    },
  });
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) {
    throw new InputError('Name one session: nullscope figure SESSION --format svg --out FILE.');
  }
  const format = values.format ?? 'svg';
  const settings = settingsFrom(values);
  const document = sessionOf(path);
  const before = values.before === undefined ? null : sessionOf(values.before);
  const out = values.out === undefined ? null : target(values.out);
  if (values.folder !== undefined) enter(values.folder);
  const animation = animationOf(values, format);
  const content = await (animation
    ? animated(document, settings, animation)
    : contentOf(document, before, settings, format));
  if (out !== null) writeOut(out, content);
  else if (typeof content === 'string') print(content);
  else process.stdout.write(content);
}

function settingsFrom(values: Parameters<typeof settingsOfFlags>[0]): FigureSettings {
  try {
    return settingsOfFlags(values);
  } catch (error) {
    if (error instanceof FlagError) throw new InputError(error.message);
    throw error;
  }
}

/** The animation that the flags ask for; null where they ask for none. Throws an `InputError`. */
function animationOf(
  values: { readonly [F in 'animate' | 'frames' | 'fps' | 'pixels']?: string },
  format: string,
): AnimationSettings | null {
  const { animate } = values;
  if (animate === undefined) return null;
  if (format !== 'gif' && format !== 'svg') {
    throw new InputError('--animate: expected --format gif, or svg for a zip of numbered frames.');
  }
  const number = (flag: 'frames' | 'fps' | 'pixels', begun: number): number =>
    values[flag] === undefined ? begun : Number(values[flag] || Number.NaN);
  const checked = animationSchema.safeParse({
    kind: animate,
    frames: number('frames', defaultAnimation.frames),
    fps: number('fps', defaultAnimation.fps),
    width: number('pixels', defaultAnimation.width),
    format,
  });
  if (checked.success) return checked.data;
  const field = String(checked.error.issues[0]?.path[0]);
  const takes = {
    kind: '--animate: expected turntable or path.',
    frames: '--frames: expected a whole number from 2 to 600.',
    fps: '--fps: expected a number from 1 to 60.',
    width: '--pixels: expected a whole number from 64 to 2000.',
  };
  throw new InputError(takes[field as keyof typeof takes]);
}

async function animated(
  document: Document,
  settings: FigureSettings,
  animation: AnimationSettings,
): Promise<Uint8Array> {
  const bar = progressBar(process.stderr);
  const subject = withBench(({ files, hash, crew, columnSpaces }) =>
    takeFigure(document, null, settings, { load: { files, hash }, crew, columnSpaces }),
  );
  const bytes = await exportAnimation(subject, settings, animation, equipment.figures, bar.show);
  bar.clear();
  return bytes;
}

async function contentOf(
  document: Document,
  before: Document | null,
  settings: FigureSettings,
  format: string,
): Promise<string | Uint8Array> {
  const bar = progressBar(process.stderr);
  const text = TEXTS[format];
  if (!text && !(FORMATS as readonly string[]).includes(format)) {
    const formats = [...FORMATS, ...Object.keys(TEXTS)].join(', ');
    throw new InputError(`--format ${format}: expected one of ${formats}.`);
  }
  const subject = withBench(({ files, hash, crew, columnSpaces }) =>
    takeFigure(document, before, settings, {
      load: { files, hash },
      crew,
      columnSpaces,
      onStage: bar.show,
    }),
  );
  bar.clear();
  if (text) return `${figureTexts(subject, settings)[text].trimEnd()}\n`;
  return exportFigure(subject, settings, format as FigureFormat, equipment.figures);
}

/** The document in a session file, or in a figure. */
function sessionOf(path: string): Document {
  if (!existsSync(path)) throw new InputError(`${path}: there is no such file.`);
  const bytes = readFileSync(path);
  return path.endsWith(SESSION_ENDING) || path.endsWith('.json')
    ? parseDocument(bytes.toString('utf8'), basename(path))
    : sessionOfFigure(bytes, basename(path));
}

function target(out: string): string {
  if (!existsSync(dirname(out))) throw new InputError(`${dirname(out)}: there is no such folder.`);
  return resolve(out);
}

/** The files of a session are named below the folder that was served. */
function enter(folder: string): void {
  if (!existsSync(folder)) throw new InputError(`${folder}: there is no such folder.`);
  process.chdir(folder);
}
