import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseDocument } from '#core/document/parse.ts';
import { presets } from '#core/document/presets.ts';
import { bytesSource } from '#core/files/byteSource.ts';
import { readNumbers } from '#core/files/readEntries.ts';
import { readTensors } from '#core/files/readTensors.ts';
import { nullscope } from '#test/support/commandLine.ts';
import { fixtureFile } from '#test/support/files.ts';
import { temporaryFolder } from '#test/support/folder.ts';

describe('nullscope document', () => {
  test.each(presets.map(({ id, document }) => [id, document] as const))(
    'prints the session of %s',
    async (id, document) => {
      const { status, out } = await nullscope('document', '--preset', id);
      expect(status).toBe(0);
      expect(parseDocument(out, id)).toEqual(document);
    },
  );

  test('names the presets where there is none such', async () => {
    const { status, err } = await nullscope('document', '--preset', 'x');
    expect(status).toBe(2);
    expect(err).toContain('notebook, makelov-illusory');
  });
});

describe('nullscope export-direction', () => {
  test.each(['safetensors', 'npy'] as const)(
    'writes the directions of a session as columns: %s',
    async (format) => {
      const folder = await temporaryFolder();
      const session = join(folder, 'toy.nullscope.json');
      await writeFile(session, (await nullscope('document', '--preset', 'notebook')).out);
      const out = join(folder, `v.${format}`);
      const words = ['--session', session, '--out', out, '--site', 'mlp_activation', '--layer', '8'];
      const { status, out: said } = await nullscope('export-direction', ...words);
      expect([status, said]).toEqual([0, `${out}\n${out}.json\n`]);
      const [tensor] = readTensors(bytesSource('v', await readFile(out))).tensors;
      expect(tensor).toMatchObject({ shape: [3, 1], type: 'f64' });
      expect([...readNumbers(tensor as never)]).toEqual([Math.SQRT1_2, -Math.SQRT1_2, 0]);
      expect(JSON.parse(await readFile(`${out}.json`, 'utf8'))).toMatchObject({
        operation: expect.stringContaining('interchange'),
        site: 'mlp_activation',
        layer: 8,
        orientation: expect.stringContaining('column'),
        normalisation: 'each direction has length 1',
        shape: [3, 1],
        origin: 'toy.nullscope.json',
      });
      const again = await nullscope('export-direction', ...words);
      expect(again.status).toBe(2);
      expect(again.err).toContain('--force');
    },
  );

  test('writes those of a vector file, normalised if asked', async () => {
    const folder = await temporaryFolder();
    const out = join(folder, 'mine.npy');
    await nullscope('export-direction', '--v', fixtureFile('v_12.npy'), '--out', out, '--normalise');
    const [tensor] = readTensors(bytesSource('v', await readFile(out))).tensors;
    expect(tensor?.shape).toEqual([12, 1]);
    expect(Math.hypot(...readNumbers(tensor as never))).toBeCloseTo(1, 14);
  });

  test('writes again what it wrote, and analyze reads it', async () => {
    const folder = await temporaryFolder();
    const rotation = fixtureFile('pyvene_RotatedSpace_full');
    const [first, second] = [join(folder, 'first.npy'), join(folder, 'second.npy')];
    await nullscope('export-direction', '--v', rotation, '--out', first);
    await nullscope('export-direction', '--v', first, '--out', second);
    expect(await readFile(second)).toEqual(await readFile(first));
    const analysis = async (v: string) =>
      (await nullscope('analyze', '--json', '--W', fixtureFile('W_12x5_centred_C.npy'), '--v', v)).out;
    expect(await analysis(second)).toEqual(await analysis(rotation));
  });

  test('says so where the file cannot be written', async () => {
    const out = join(await temporaryFolder(), 'taken.npy');
    await mkdir(out);
    const { status, err } = await nullscope(
      ...['export-direction', '--v', fixtureFile('v_12.npy'), '--out', out, '--force'],
    );
    expect([status, err]).toEqual([
      2,
      `${out} cannot be written (illegal operation on a directory): choose another place with --out.\n`,
    ]);
  });

  test.each([
    ['nothing to write', ['--out', 'v.npy'], /--session FILE or with --v/],
    ['no place to write', ['--v', 'v.npy'], /--out NAME\.safetensors/],
    ['a layer that is none', ['--v', fixtureFile('v_12.npy'), '--out', 'v.npy', '--layer', 'x'], /--layer x/],
  ])('refuses %s', async (_, words, sentence) => {
    const { status, err } = await nullscope('export-direction', ...words);
    expect(status).toBe(2);
    expect(err).toMatch(sentence);
  });
});
