import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { defaultDocument } from '#core/document/presets.ts';
import { serialiseDocument } from '#core/document/serialise.ts';
import { exportFigure } from '#core/figure/exportFigure.ts';
import { settingsOfFlags } from '#core/figure/flags.ts';
import { sessionOfFigure } from '#core/figure/session.ts';
import type { FigureFormat } from '#core/figure/settings.ts';
import { takeFigure } from '#core/figure/takeFigure.ts';
import { nullscope } from '#test/support/commandLine.ts';
import { figureKit } from '#test/support/figureKit.ts';
import { temporaryFolder } from '#test/support/folder.ts';
import { documentOf } from '#test/support/instance.ts';

/** A folder with a session. */
async function session(
  document = defaultDocument,
): Promise<{ readonly folder: string; readonly file: string }> {
  const folder = await temporaryFolder();
  const file = join(folder, 'a.nullscope.json');
  await writeFile(file, serialiseDocument(document));
  return { folder, file };
}

describe('nullscope figure', () => {
  test.each(['svg', 'pdf', 'tikz', 'png'] as const satisfies FigureFormat[])(
    'writes %s, the same bytes as the writer',
    async (format) => {
      const { folder, file } = await session();
      const out = join(folder, 'figure');
      const flags = ['--preset', 'icml', '--legend', '--theme', 'dark'];
      const { status, err } = await nullscope('figure', file, '--format', format, '--out', out, ...flags);
      expect([status, err]).toEqual([0, '']);
      const settings = settingsOfFlags({ preset: 'icml', legend: true, theme: 'dark' });
      const subject = takeFigure(defaultDocument, null, settings);
      const expected = await exportFigure(subject, settings, format, figureKit);
      expect(Buffer.compare(await readFile(out), Buffer.from(expected))).toBe(0);
    },
  );

  test('prints text where no file is named: a figure, its caption, its numbers, its script', async () => {
    const { file } = await session();
    const printed = async (format: string): Promise<string> =>
      (await nullscope('figure', file, '--format', format)).out;
    expect(await printed('svg')).toMatch(/^<\?xml[\s\S]+<\/svg>\n$/);
    expect(await printed('caption')).toMatch(/^Notebook toy: d = 3.+\n$/);
    expect(await printed('caption-latex')).toContain('$\\mathbf{v}$');
    expect(await printed('csv')).toMatch(/^name,meaning,value,bound\r\nreadout\.base,base,1,/);
    expect(await printed('latex')).toContain('\\toprule');
    expect(await printed('torch')).toContain('import torch');
  });

  test('takes a figure with a session inside for the session', async () => {
    const { folder, file } = await session();
    const png = join(folder, 'a.png');
    await nullscope('figure', file, '--format', 'png', '--dpi', '36', '--out', png);
    const again = join(folder, 'again.svg');
    await nullscope('figure', png, '--format', 'svg', '--out', again);
    expect(sessionOfFigure(await readFile(again), 'again.svg')).toEqual(defaultDocument);
  });

  test('shows before and after, of two sessions', async () => {
    const { folder, file } = await session();
    const before = join(folder, 'before.nullscope.json');
    await writeFile(before, serialiseDocument(documentOf({ V: [[0, 0, 1]] })));
    const { out } = await nullscope('figure', file, '--before', before, '--panels', 'before,picture');
    expect(out).toMatch(/>before</);
    expect(out).toMatch(/>after</);
  });

  test('makes an animation', async () => {
    const { folder, file } = await session();
    const out = join(folder, 'a.gif');
    const words = ['--animate', 'path', '--format', 'gif', '--frames', '3', '--pixels', '100'];
    const { status, err } = await nullscope('figure', file, ...words, '--out', out);
    expect([status, err]).toEqual([0, '']);
    expect((await readFile(out)).toString('latin1', 0, 6)).toBe('GIF89a');
  });

  test('of a real layer finds its files below the folder that is named', async () => {
    const { folder, file } = await session();
    const { status, err } = await nullscope('figure', file, '--folder', join(folder, 'nowhere'));
    expect([status, err]).toEqual([2, `${join(folder, 'nowhere')}: there is no such folder.\n`]);
    await mkdir(join(folder, 'models'));
    expect((await nullscope('figure', file, '--folder', join(folder, 'models'))).status).toBe(0);
  });

  test.each([
    [[], /^Name one session/],
    [['nothing.nullscope.json'], /there is no such file/],
    [['SESSION', '--format', 'bmp'], /^--format bmp: expected one of svg, pdf, tikz, png, /],
    [['SESSION', '--preset', 'poster'], /^--preset poster: there are iclr, /],
    [['SESSION', '--width', '5'], /^--width 5: expected a length/],
    [['SESSION', '--panels', 'alpha'], /^There is one pair/],
    [['SESSION', '--panels', 'before'], /^There is no earlier state/],
    [['SESSION', '--animate', 'spin', '--format', 'gif'], /^--animate: expected turntable or path/],
    [
      ['SESSION', '--animate', 'path', '--format', 'gif', '--frames', '1'],
      /^--frames: expected a whole number/,
    ],
    [['SESSION', '--animate', 'path', '--format', 'pdf'], /^--animate: expected --format gif/],
    [['SESSION', '--out', '/nowhere/at/all.svg'], /there is no such folder/],
    [['SESSION', '--legnd'], /nullscope --help lists the options/],
  ] as const)('%j: one sentence, and exit status 2', async (words, says) => {
    const { file } = await session();
    const { status, out, err } = await nullscope(
      'figure',
      ...words.map((word) => (word === 'SESSION' ? file : word)),
    );
    expect([status, out]).toEqual([2, '']);
    expect(err).toMatch(says);
    expect(err).toMatch(/^[^\n]+\.\n$/);
  });
});
