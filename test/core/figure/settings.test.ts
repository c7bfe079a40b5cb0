import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { figureColours, mixed } from '#core/figure/colours.ts';
import { FAMILIES } from '#core/figure/faces.ts';
import { FlagError, flagsOfSettings, settingsOfFlags } from '#core/figure/flags.ts';
import { lengthText, parseLength, sizeText, toPoints } from '#core/figure/length.ts';
import { defaultSettings, figurePresets } from '#core/figure/presets.ts';
import { type FigureSettings, figureSettingsSchema, PANELS, PARTS } from '#core/figure/settings.ts';

const quarters = (least: number, most: number) =>
  fc.integer({ min: 4 * least, max: 4 * most }).map((x) => x / 4);

const settings: fc.Arbitrary<FigureSettings> = fc.record({
  width: fc.oneof(quarters(36, 4000), fc.constantFrom(...figurePresets.map((own) => own.settings.width))),
  height: quarters(36, 4000),
  family: fc.constantFrom(...FAMILIES),
  fontSize: quarters(4, 48),
  lines: quarters(1, 4),
  theme: fc.constantFrom('light' as const, 'dark' as const),
  transparent: fc.boolean(),
  grey: fc.boolean(),
  framing: fc.constantFrom('fit' as const, 'view' as const),
  panels: fc.subarray([...PANELS], { minLength: 1, maxLength: 6 }),
  hide: fc
    .subarray([...PARTS, 'v', 'hDas'])
    .map((ids) => [...(ids.includes('cloud') ? ['cloud'] : []), ...ids.filter((id) => id !== 'cloud')]),
  legend: fc.boolean(),
  readouts: fc.boolean(),
  dpi: fc.integer({ min: 36, max: 1200 }),
  embedFonts: fc.boolean(),
  session: fc.boolean(),
});

/** The flags of a command line, from its words. */
function parsed(words: readonly string[]): Record<string, string | boolean> {
  const flags: Record<string, string | boolean> = {};
  words.forEach((word, i) => {
    if (!word.startsWith('--')) return;
    const next = words[i + 1];
    flags[word.slice(2)] = next === undefined || next.startsWith('--') ? true : next;
  });
  return flags;
}

describe('the flags of a figure', () => {
  test('give back exactly the settings that they are of', () => {
    fc.assert(
      fc.property(settings, (own) => {
        expect(settingsOfFlags(parsed(flagsOfSettings(own)))).toEqual(own);
      }),
    );
  });

  test('that say nothing sensible get a sentence', () => {
    const cases = [
      { preset: 'poster' },
      { width: '5.5' },
      { width: '-3in' },
      { height: '1mm' },
      { size: 'big' },
      { lines: '' },
      { font: 'Comic Sans' },
      { theme: 'blue' },
      { panels: 'nothing' },
      { dpi: '9999' },
    ];
    for (const flags of cases) {
      expect(() => settingsOfFlags(flags)).toThrow(FlagError);
      expect(() => settingsOfFlags(flags)).toThrow(new RegExp(`^--${Object.keys(flags)[0]}\\b.+\\.$`));
    }
  });

  test('of each preset are its sizes', () => {
    for (const preset of figurePresets) {
      expect(settingsOfFlags({ preset: preset.id })).toMatchObject(preset.settings);
    }
    expect(settingsOfFlags({})).toEqual(defaultSettings);
  });
});

describe('lengths', () => {
  test('are those of the journals', () => {
    const width = (id: string) => figurePresets.find((own) => own.id === id)?.settings.width ?? 0;
    expect(width('iclr')).toBe(396);
    expect(width('icml')).toBe(234);
    expect((width('acl') * 72.27) / 72).toBeCloseTo(219, 9);
    expect((width('nature') * 25.4) / 72).toBeCloseTo(89, 9);
    const slide = figurePresets.find((own) => own.id === 'slide')?.settings;
    expect([slide?.width, slide?.height].map((side) => ((side ?? 0) * (slide?.dpi ?? 0)) / 72)).toEqual([
      1920, 1080,
    ]);
  });

  test('are read back from their shortest text', () => {
    expect(parseLength('5.5in')).toEqual({ value: 5.5, unit: 'in' });
    expect(parseLength(' 89 mm ')).toEqual({ value: 89, unit: 'mm' });
    expect(parseLength('12')).toBeNull();
    expect(parseLength('1e3in')).toBeNull();
    expect(lengthText(396)).toBe('5.5in');
    expect(figurePresets.map(({ settings: own }) => sizeText(own))).toEqual([
      '5.5 × 3.2 in',
      '3.25 × 2.6 in',
      '3.0303 × 2.4907 in',
      '89 × 70 mm',
      '960 × 540 pt',
    ]);
    expect(lengthText(toPoints({ value: 89, unit: 'mm' }))).toBe('89mm');
    fc.assert(
      fc.property(fc.double({ min: 1, max: 4000, noNaN: true }), (points) => {
        expect(toPoints(parseLength(lengthText(points)) ?? { value: 0, unit: 'pt' })).toBeCloseTo(points, 9);
      }),
    );
  });
});

describe('the colours of a figure', () => {
  const css = readFileSync(new URL('../../../renderer/theme/theme.css', import.meta.url), 'utf8');
  const themes = {
    light: /:root \{([^}]*)\}/.exec(css)?.[1] ?? '',
    dark: /\[data-theme="dark"\] \{([^}]*)\}/.exec(css)?.[1] ?? '',
  };
  /** WCAG contrast. */
  const luminance = (hex: string): number => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((i) => {
      const c = Number.parseInt(hex.slice(i, i + 2), 16) / 255;
      return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a: string, b: string): number => {
    const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (high + 0.05) / (low + 0.05);
  };

  test.each(['light', 'dark'] as const)('are those of the %s theme', (theme) => {
    const colours = figureColours(theme, false);
    for (const role of ['ink', 'column', 'null', 'base', 'source', 'muted', 'focus'] as const) {
      expect(themes[theme]).toContain(`--${role}: ${colours[role]};`);
      expect(contrast(colours[role], colours.canvas)).toBeGreaterThan(4.5);
    }
  });

  test.each(['light', 'dark'] as const)('can be told apart as greys in the %s theme', (theme) => {
    const greys = figureColours(theme, true);
    const roles = (['ink', 'base', 'column', 'source', 'null'] as const).map((role) =>
      luminance(greys[role]),
    );
    const sorted = [...roles].sort((a, b) => a - b);
    expect(roles).toEqual(theme === 'light' ? sorted : sorted.reverse());
    for (const role of ['ink', 'base', 'column', 'source', 'null', 'muted'] as const) {
      expect(greys[role]).toMatch(/^#(..)\1\1$/);
      expect(contrast(greys[role], greys.canvas)).toBeGreaterThan(3);
    }
  });

  test('mix into the paper', () => {
    expect(mixed('#000000', '#ffffff', 0.5)).toBe('#808080');
    expect(mixed('#0072b2', '#ffffff', 1)).toBe('#0072b2');
    expect(mixed('#0072b2', '#ffffff', 0)).toBe('#ffffff');
  });
});

test('every preset is a valid setting', () => {
  for (const preset of figurePresets) {
    expect(figureSettingsSchema.parse({ ...defaultSettings, ...preset.settings })).toBeDefined();
  }
});
