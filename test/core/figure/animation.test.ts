import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { analyze } from '#core/analysis/analyze.ts';
import { defaultDocument, presets } from '#core/document/presets.ts';
import { animationFrames, exportAnimation } from '#core/figure/animation.ts';
import { defaultAnimation } from '#core/figure/animationSettings.ts';
import { defaultSettings } from '#core/figure/presets.ts';
import { takeFigure } from '#core/figure/takeFigure.ts';
import { norm2 } from '#core/linalg/norm.ts';
import { figureKit } from '#test/support/figureKit.ts';

const subject = takeFigure(defaultDocument, null, defaultSettings);

describe('the path of v', () => {
  const { at } = animationFrames(subject, defaultSettings, { kind: 'path', frames: 20 });

  test('goes from the null part to the row part and back, at the length of v', () => {
    const parts = [0, 10].map((i) => at(i).analysis.direction);
    expect(parts[0]?.rowNorm.value).toBeCloseTo(0, 12);
    expect(parts[1]?.nullNorm.value).toBeCloseTo(0, 12);
    for (let i = 0; i < 20; i++) {
      expect(norm2(at(i).document.V[0] ?? [])).toBeCloseTo(1, 12);
      expect(at(i).analysis).toEqual(analyze(at(i).document));
    }
    expect(at(5).document.V).toEqual(at(15).document.V.map((row) => row.map((x) => expect.closeTo(x, 12))));
  });

  test('needs two parts: a sentence says so', () => {
    const honest = presets.find(({ document }) => analyze(document).direction.nullNorm.value < 1e-12);
    const one = takeFigure(honest?.document ?? defaultDocument, null, defaultSettings);
    expect(() => animationFrames(one, defaultSettings, { kind: 'path', frames: 4 })).toThrow(/no path.+\.$/);
  });
});

describe('a turntable', () => {
  test('turns the camera once about the vertical, and changes nothing else', () => {
    const { at } = animationFrames(subject, defaultSettings, { kind: 'turntable', frames: 8 });
    const eyes = Array.from({ length: 8 }, (_, i) => at(i).document.view.pose?.position ?? [0, 0, 0]);
    expect(new Set(eyes.map(([, , z]) => z)).size).toBe(1);
    const angles = eyes.map(([x, y]) => Math.atan2(y, x));
    for (let i = 1; i < 8; i++) {
      const step = ((angles[i] ?? 0) - (angles[i - 1] ?? 0) + 4 * Math.PI) % (2 * Math.PI);
      expect(step).toBeCloseTo(Math.PI / 4, 9);
    }
    expect(at(3).analysis).toBe(subject.analysis);
  });
});

describe('an animation as a file', () => {
  const animation = { ...defaultAnimation, frames: 5, fps: 20, width: 120 };

  test('as a GIF repeats, has its frames and their time, and tells how far it is', async () => {
    const told: number[] = [];
    const gif = await exportAnimation(subject, defaultSettings, animation, figureKit, (_, fraction) =>
      told.push(fraction),
    );
    const text = Buffer.from(gif).toString('latin1');
    expect(text).toMatch(/^GIF89a/);
    expect(text).toContain('NETSCAPE2.0');
    // Graphic control extensions: 5 hundredths of a second each.
    const delays = [...gif.keys()].filter((i) => [0x21, 0xf9, 4].every((byte, j) => gif[i + j] === byte));
    expect(delays.map((i) => gif[i + 4])).toEqual([5, 5, 5, 5, 5]);
    expect(new DataView(gif.buffer, gif.byteOffset).getUint16(6, true)).toBe(120);
    expect(told).toEqual([0.2, 0.4, 0.6, 0.8, 1]);
  });

  test('as SVG is a zip of numbered frames, the same in every run', async () => {
    const make = () =>
      exportAnimation(
        subject,
        { ...defaultSettings, embedFonts: false },
        { ...animation, format: 'svg', kind: 'turntable' },
        figureKit,
      );
    const zip = await make();
    const files = unzipSync(zip);
    expect(Object.keys(files)).toEqual([1, 2, 3, 4, 5].map((i) => `frame-${i}.svg`));
    for (const file of Object.values(files)) expect(strFromU8(file)).toMatch(/^<\?xml[\s\S]+<\/svg>\n$/);
    expect(Buffer.compare(zip, await make())).toBe(0);
  });

  test('keeps one camera: the origin stands still along the path', async () => {
    const zip = await exportAnimation(
      subject,
      { ...defaultSettings, embedFonts: false },
      { ...animation, format: 'svg' },
      figureKit,
    );
    const origins = Object.values(unzipSync(zip)).map(
      (file) => /<g id="axis-2[^"]*">\s*<path d="M(\S+ \S+?)L/.exec(strFromU8(file))?.[1],
    );
    expect(origins[0]).toBeDefined();
    expect(new Set(origins).size).toBe(1);
  });

  test('keeps labels still where they can stand: few change their side from frame to frame', async () => {
    const frames = 30;
    const zip = await exportAnimation(
      subject,
      { ...defaultSettings, embedFonts: false },
      { ...animation, format: 'svg', kind: 'path', frames },
      figureKit,
    );
    const places = Object.values(unzipSync(zip)).map((file) => {
      const [, x = '', y = ''] =
        /<g id="arrow-b-label">\s*<text[^>]*><tspan x="(\S+)" y="(\S+)"/.exec(strFromU8(file)) ?? [];
      return [Number(x), Number(y)] as const;
    });
    const jumps = places.filter(([x, y], i) => {
      const [before = x, above = y] = places[i - 1] ?? [];
      return Math.hypot(x - before, y - above) > 4;
    });
    expect(jumps.length).toBeLessThan(frames / 4);
  });
});
