import { open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { bytesSource } from '#core/files/byteSource.ts';
import { readNumbers } from '#core/files/readEntries.ts';
import { readTensors } from '#core/files/readTensors.ts';
import type { TensorEntry } from '#core/files/tensorFile.ts';
import { writeNpy } from '#core/files/writeNpy.ts';
import { transpose } from '#core/linalg/matrix.ts';
import type { PairRecord } from '#core/pairs/record.ts';
import { nullscope } from '#test/support/commandLine.ts';
import { fixtureFile } from '#test/support/files.ts';
import { temporaryFolder } from '#test/support/folder.ts';
import { readExtended, readOracle } from '#test/support/oracle.ts';

const oracleFile = (name: string): string =>
  fileURLToPath(new URL(`../fixtures/oracle/${name}`, import.meta.url));

interface Answer {
  readonly shape: object;
  readonly rank: {
    readonly exact: number;
    readonly storage: number;
    readonly used: number;
    readonly rule: unknown;
  };
  readonly certificate: { readonly bound: number };
  readonly norms: { readonly v: number; readonly vRow: number; readonly vNull: number };
  readonly vRow?: number[][];
  readonly pairs: (PairRecord & { readonly outputs?: { readonly das: number[] } })[];
  readonly warnings: { readonly code: string }[];
}

/** What `analyze --json` prints. */
async function analyze(...words: string[]): Promise<Answer> {
  const { status, out, err } = await nullscope('analyze', '--json', ...words);
  expect([status, err]).toEqual([0, '']);
  return JSON.parse(out) as Answer;
}

/** The words that name the four tensors of an oracle folder. */
const oracle = (name: string): string[] =>
  ['W', 'v', 'base', 'source'].flatMap((tensor) => [`--${tensor}`, oracleFile(`${name}/${tensor}.npy`)]);

describe('nullscope analyze', () => {
  test.each(['notebook-96x24', 'notebook-96x24-k3-n5', 'rank22-96x24', 'wide-12x40'])(
    'prints the recorded numbers of %s',
    async (name) => {
      const { expected } = readOracle(name);
      const { shape, rank, norms, pairs } = await analyze(...oracle(name), '--outputs');
      expect(shape).toEqual(expected.shape);
      expect(rank.used).toBe(expected.rank);
      expect(norms.v).toBeCloseTo(expected.normV, 12);
      expect(norms.vRow).toBeCloseTo(expected.normRow, 12);
      expect(norms.vNull).toBeCloseTo(expected.normNull, 12);
      expect(pairs).toHaveLength(expected.shape.n);
      for (const [i, pair] of pairs.entries()) {
        for (const key of ['alpha', 'alphaRow', 'alphaNull'] as const) {
          for (const [j, x] of pair[key].entries())
            expect(x).toBeCloseTo(expected[key][i]?.[j] ?? Number.NaN, 11);
        }
        for (const output of ['base', 'source', 'das', 'row', 'null', 'rowUnit'] as const) {
          expect(pair.readout[output]).toBeCloseTo(expected.outSum[output][i] ?? Number.NaN, 10);
        }
        expect(pair.effects.illusion).toBeCloseTo(expected.illusionSum[i] ?? Number.NaN, 10);
        expect(pair.effects.missing).toBeCloseTo(expected.missingSum[i] ?? Number.NaN, 10);
        expect(pair.effects.compositeResidual).toBeCloseTo(0, 10);
        for (const [j, x] of (expected.outFirst5.das[i] ?? []).entries()) {
          expect(pair.outputs?.das[j]).toBeCloseTo(x, 11);
        }
      }
    },
  );

  test('finds both ranks of a matrix that was centred in float32, and warns', async () => {
    const { expected } = readOracle('centred-96x24-f32');
    const exact = await analyze(...oracle('centred-96x24-f32'), '--rank', 'exact');
    expect(exact.rank).toEqual({ exact: 24, storage: 23, used: 24, rule: 'exact' });
    expect(exact.norms.vRow).toBeCloseTo(expected.normRow, 8);
    expect(exact.warnings.map(({ code }) => code)).toContain('ranksDiffer');
    const storage = await analyze(...oracle('centred-96x24-f32'));
    expect(storage.rank).toMatchObject({ used: 23, rule: 'storage' });
  });

  test.each(readExtended().map((one) => [one.name, one] as const))(
    'finds v_row of %s as 113-bit arithmetic does',
    async (name, { rank, vRow }) => {
      const at = (entry: string) => oracleFile(`extended/${name}/${entry}.npy`);
      const found = await analyze('--W', at('W'), '--v', at('v'), '--rank', 'exact', '--vectors');
      expect(found.rank.used).toBe(rank);
      const off = vRow.map((x, i) => x - (found.vRow?.[0]?.[i] ?? Number.NaN));
      expect(Math.hypot(...off)).toBeLessThanOrEqual(found.certificate.bound);
    },
  );

  test.each([
    ['W_12x5_centred_C.npy', ''],
    ['W_12x5_centred_F.npy', ''],
    ['gpt2_style_conv1d.safetensors', '#h.0.mlp.c_proj.weight'],
    ['bundle.npz', '#W_out'],
    ['W_zip.pt', ''],
    ['W_legacy.pt', ''],
    ['W_transposed_view.pt', '', '--transpose'],
    ['nested_state_dict.pt', '#model.h.0.mlp.c_proj.weight'],
    ['compressed.joblib', '#W'],
  ])('finds the known norms of the fixture %s', async (name, tensor, ...words: string[]) => {
    const W = `${fixtureFile(name)}${tensor}`;
    const { rank, norms } = await analyze('--W', W, '--v', fixtureFile('v_12.npy'), ...words);
    expect(rank).toEqual({ exact: 5, storage: 4, used: 4, rule: 'storage' });
    expect(norms.vRow).toBeCloseTo(0.23216488994292145, 12);
    expect(norms.vNull).toBeCloseTo(0.972676463769986, 12);
    const paper = await analyze('--W', W, '--v', fixtureFile('v_12.npy'), '--rank', 'paper-qr', ...words);
    expect(paper.norms.vRow).toBeCloseTo(0.8097573961728238, 8);
  });

  test('reads nn.Linear’s weights with --transpose, and says so where they were forgotten', async () => {
    const W = `${fixtureFile('llama_style_linear_bf16.safetensors')}#model.layers.0.mlp.down_proj.weight`;
    const { shape, norms } = await analyze('--W', W, '--transpose', '--v', fixtureFile('v_12.npy'));
    expect(shape).toEqual({ d: 12, m: 5, k: 1, n: 0 });
    expect(Math.hypot(norms.vRow, norms.vNull)).toBeCloseTo(norms.v, 12);
    const { status, err } = await nullscope('analyze', '--W', W, '--v', fixtureFile('v_12.npy'));
    expect(status).toBe(2);
    expect(err).toMatch(
      /v_12\.npy: V has 12 entries per row, and W \(5 × 12\) has 5 rows: .*orientation of W/,
    );
  });

  test('turns directions and activations that are stored as columns, where only that fits W', async () => {
    const folder = await temporaryFolder();
    const columns = 'notebook-96x24-k3-n5';
    const turned = async (name: string) => {
      const { tensors } = readTensors(bytesSource(name, await readFile(oracleFile(`${columns}/${name}`))));
      const [tensor] = tensors;
      const [rows = 0, cols = 0] = tensor?.shape ?? [];
      const data = readNumbers(tensor as TensorEntry);
      await writeFile(join(folder, name), writeNpy(transpose({ rows, cols, data })));
      return join(folder, name);
    };
    const found = await analyze(
      ...['--W', oracleFile(`${columns}/W.npy`), '--v', await turned('v.npy')],
      ...['--base', await turned('base.npy'), '--source', await turned('source.npy')],
    );
    const { shape, norms, pairs } = await analyze(...oracle(columns));
    expect([found.shape, found.norms]).toEqual([shape, norms]);
    for (const [i, { readout }] of pairs.entries())
      expect(found.pairs[i]?.readout.row).toBeCloseTo(readout.row ?? Number.NaN, 12);
  });

  test('takes any readout, and a tolerance', async () => {
    const [das, base] = await Promise.all(
      ['norm', '3-5'].map(
        async (readout) => (await analyze(...oracle('notebook-96x24'), '--readout', readout)).pairs[0],
      ),
    );
    const { outFirst5 } = readOracle('notebook-96x24').expected;
    const [three, five] = [
      outFirst5.base[0]?.[3] ?? 0,
      (await analyze(...oracle('notebook-96x24'), '--readout', '5')).pairs[0]?.readout.base ?? 0,
    ];
    expect(base?.readout.base).toBeCloseTo(three - five, 12);
    expect(das?.readout.das).toBeGreaterThan(0);
    const cut = await analyze(...oracle('notebook-96x24'), '--rank', '0.7');
    expect(cut.rank.used).toBeLessThan(24);
    expect(cut.rank.rule).toBe(0.7);
  });

  test.each([
    ['pyvene_LowRank_k1', 1],
    ['pyvene_RotatedSpace_full', 4],
  ])('takes a folder that pyvene saved for its directions: %s', async (folder, k) => {
    const { shape, norms } = await analyze(
      '--W',
      `${fixtureFile('bundle.npz')}#W_out`,
      '--v',
      fixtureFile(folder),
    );
    expect(shape).toMatchObject({ d: 12, k });
    expect(norms.v).toBeCloseTo(Math.sqrt(k), 6);
  });

  test('--stream prints a line for the instance and one for each pair', async () => {
    const { out } = await nullscope('analyze', '--stream', ...oracle('notebook-96x24-k3-n5'));
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toHaveLength(6);
    expect(lines[0]).toMatchObject({ shape: { n: 5 }, warnings: [] });
    expect(lines.slice(1).map(({ pair }) => pair)).toEqual([0, 1, 2, 3, 4]);
    const { pairs } = await analyze(...oracle('notebook-96x24-k3-n5'));
    expect(lines.slice(1).map(({ pair: _, ...record }) => record)).toEqual(pairs);
  });

  test('reads one tensor of a checkpoint of 5 GB, and nothing else of it', async () => {
    const folder = await temporaryFolder();
    const W = await readFile(oracleFile('notebook-96x24/W.npy'));
    const entries = W.subarray(W.length - 4 * 96 * 24);
    const large = 4 * 4096 * 14_336;
    const header = Object.fromEntries(
      Array.from({ length: 21 }, (_, i) => [
        `model.layers.${i}.mlp.down_proj.weight`,
        { dtype: 'F32', shape: [4096, 14_336], data_offsets: [i * large, (i + 1) * large] },
      ]),
    );
    const place = 21 * large;
    Object.assign(header, {
      small: { dtype: 'F32', shape: [96, 24], data_offsets: [place, place + entries.length] },
    });
    const text = Buffer.from(JSON.stringify(header));
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(text.length));
    const path = join(folder, 'large.safetensors');
    const file = await open(path, 'w');
    await file.write(Buffer.concat([length, text]));
    await file.write(entries, 0, entries.length, 8 + text.length + place);
    await file.close();
    const listed = await nullscope('inspect', path);
    expect(listed.out).toMatch(/^safetensors, 22 tensors\n/);
    const { norms } = await analyze('--W', `${path}#small`, '--v', oracleFile('notebook-96x24/v.npy'));
    expect(norms.vRow).toBeCloseTo(readOracle('notebook-96x24').expected.normRow, 12);
  });

  test('prints a table for people', async () => {
    const { out, err } = await nullscope('analyze', ...oracle('notebook-96x24'));
    expect(err).toBe('');
    expect(out).toMatch(/^W +96 × 24/);
    expect(out).toMatch(/rank +24 by storage/);
    expect(out).toMatch(/missing +kept raw/);
  });

  test.each([
    ['no layer', ['--v', 'v.npy'], /Name the layer with --W/],
    ['a file that is not there', ['--W', 'none.npy', '--v', 'v.npy'], /none\.npy: there is no such file/],
    ['an option that there is not', ['--w', 'x'], /--w.*--help/],
    [
      'a readout beyond the outputs',
      [...oracle('notebook-96x24'), '--readout', '24'],
      /24 outputs.*no output 24/,
    ],
    [
      'a readout that is none',
      [...oracle('notebook-96x24'), '--readout', 'mean'],
      /expected sum, norm, I or I-J/,
    ],
    ['a rank that is none', [...oracle('notebook-96x24'), '--rank', '2'], /expected storage, exact/],
    ['a base alone', oracle('notebook-96x24').slice(0, 6), /base stands alone: give both/],
    [
      'a tensor that is not there',
      ['--W', `${fixtureFile('W_12x5_centred_C.npy')}#x`, '--v', fixtureFile('v_12.npy')],
      /no tensor “x”/,
    ],
    [
      'a direction of another width',
      ['--W', fixtureFile('W_12x5_centred_C.npy'), '--v', oracleFile('notebook-96x24/v.npy')],
      /V has 96 entries per row/,
    ],
  ])('refuses %s with one sentence and status 2', async (_, words, sentence) => {
    const { status, out, err } = await nullscope('analyze', ...words);
    expect([status, out]).toEqual([2, '']);
    expect(err).toMatch(sentence);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });

  test('refuses an entry that is no number by its place', async () => {
    const folder = await temporaryFolder();
    const header = "{'descr': '<f8', 'fortran_order': False, 'shape': (4, 1), }";
    const { npy } = await import('#test/support/files.ts');
    const bytes = npy(header, 32);
    new DataView(bytes.buffer).setFloat64(bytes.length - 8, Number.NaN, true);
    await writeFile(join(folder, 'W.npy'), bytes);
    const { status, err } = await nullscope(
      'analyze',
      '--W',
      join(folder, 'W.npy'),
      '--v',
      fixtureFile('v_12.npy'),
    );
    expect(status).toBe(2);
    expect(err).toMatch(/^W\.npy: the array, row 4, column 1, is not a number: .+\.\n$/);
  });
});
