import { z } from 'zod';
import { lengthText, parseLength, toPoints } from './length.ts';
import { defaultSettings, figurePresets } from './presets.ts';
import { type FigureSettings, figureSettingsSchema } from './settings.ts';

/** What a command line says of a figure: every setting has a flag. */
export interface FigureFlags {
  readonly preset?: string | undefined;
  readonly width?: string | undefined;
  readonly height?: string | undefined;
  readonly font?: string | undefined;
  readonly size?: string | undefined;
  readonly lines?: string | undefined;
  readonly theme?: string | undefined;
  readonly dpi?: string | undefined;
  readonly panels?: string | undefined;
  readonly hide?: string | undefined;
  readonly cloud?: boolean | undefined;
  readonly transparent?: boolean | undefined;
  readonly grey?: boolean | undefined;
  readonly view?: boolean | undefined;
  readonly legend?: boolean | undefined;
  readonly readouts?: boolean | undefined;
  readonly 'no-fonts'?: boolean | undefined;
  readonly 'no-session'?: boolean | undefined;
}

/** A flag that says nothing sensible: one sentence. */
export class FlagError extends Error {
  override readonly name = 'FlagError';
}

const list = (text: string): string[] => text.split(',').filter((part) => part !== '');

/**
 * The settings that flags mean; what is not said is as the preset, or the dialog, begins.
 *
 * @throws {FlagError} with a sentence that names the flag and what it takes.
 */
export function settingsOfFlags(flags: FigureFlags): FigureSettings {
  const preset = figurePresets.find(({ id }) => id === (flags.preset ?? figurePresets[0]?.id));
  if (!preset) {
    const ids = figurePresets.map(({ id }) => id).join(', ');
    throw new FlagError(`--preset ${flags.preset}: there are ${ids}.`);
  }
  const hidden = [...(flags.cloud ? [] : ['cloud']), ...list(flags.hide ?? '')];
  const settings = {
    ...defaultSettings,
    ...preset.settings,
    ...(flags.width === undefined ? {} : { width: lengthOf('width', flags.width) }),
    ...(flags.height === undefined ? {} : { height: lengthOf('height', flags.height) }),
    ...(flags.font === undefined ? {} : { family: flags.font }),
    ...(flags.size === undefined ? {} : { fontSize: numberOf('size', flags.size.replace(/pt$/, '')) }),
    ...(flags.lines === undefined ? {} : { lines: numberOf('lines', flags.lines) }),
    ...(flags.dpi === undefined ? {} : { dpi: numberOf('dpi', flags.dpi) }),
    ...(flags.theme === undefined ? {} : { theme: flags.theme }),
    ...(flags.panels === undefined ? {} : { panels: list(flags.panels) }),
    hide: [...new Set(hidden)],
    transparent: flags.transparent ?? false,
    grey: flags.grey ?? false,
    framing: flags.view ? 'view' : 'fit',
    legend: flags.legend ?? false,
    readouts: flags.readouts ?? false,
    embedFonts: !flags['no-fonts'],
    session: !flags['no-session'],
  };
  const checked = figureSettingsSchema.safeParse(settings);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  const field = String(issue?.path[0] ?? '');
  throw new FlagError(
    `--${FLAGS[field] ?? field}: ${z.prettifyError(checked.error).split('\n')[0]?.slice(2) ?? ''}.`,
  );
}

/** Settings whose flags have other names. */
const FLAGS: Readonly<Record<string, string>> = { family: 'font', fontSize: 'size' };

function lengthOf(flag: string, text: string): number {
  const length = parseLength(text);
  if (!length)
    throw new FlagError(`--${flag} ${text}: expected a length such as 5.5in, 89mm, 240pt or 800px.`);
  return toPoints(length);
}

function numberOf(flag: string, text: string): number {
  const x = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(x)) throw new FlagError(`--${flag} ${text}: expected a number.`);
  return x;
}

/** The flags that give exactly these settings, as words of a command line. */
export function flagsOfSettings(settings: FigureSettings): string[] {
  const nearest = figurePresets.find(
    ({ settings: own }) => own.width === settings.width && own.family === settings.family,
  );
  const begun = settingsOfFlags({ preset: nearest?.id });
  const words = nearest && nearest !== figurePresets[0] ? ['--preset', nearest.id] : [];
  const differs = (key: keyof FigureSettings): boolean => settings[key] !== begun[key];
  const say = (flag: string, text: string): void => {
    words.push(`--${flag}`, text);
  };
  if (differs('width')) say('width', lengthText(settings.width));
  if (differs('height')) say('height', lengthText(settings.height));
  if (differs('family')) say('font', settings.family);
  if (differs('fontSize')) say('size', `${settings.fontSize}`);
  if (differs('lines')) say('lines', `${settings.lines}`);
  if (differs('theme')) say('theme', settings.theme);
  if (differs('dpi')) say('dpi', `${settings.dpi}`);
  if (settings.panels.join() !== begun.panels.join()) say('panels', settings.panels.join(','));
  const hidden = settings.hide.filter((id) => id !== 'cloud');
  if (hidden.length > 0) say('hide', hidden.join(','));
  if (!settings.hide.includes('cloud')) words.push('--cloud');
  if (settings.transparent) words.push('--transparent');
  if (settings.grey) words.push('--grey');
  if (settings.framing === 'view') words.push('--view');
  if (settings.legend) words.push('--legend');
  if (settings.readouts) words.push('--readouts');
  if (!settings.embedFonts) words.push('--no-fonts');
  if (!settings.session) words.push('--no-session');
  return words;
}
