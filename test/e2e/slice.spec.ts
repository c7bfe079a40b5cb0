import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, type Page } from '@playwright/test';
import { analyze } from '#core/analysis/analyze.ts';
import type { Document } from '#core/document/schema.ts';
import { bytesSource } from '#core/files/byteSource.ts';
import { readNumbers } from '#core/files/readEntries.ts';
import { readTensors } from '#core/files/readTensors.ts';
import { formatFigure } from '#core/format/number.ts';
import { liftedDirection } from '#core/slice/sliceDocument.ts';
import { fixtureFile } from '#test/support/files.ts';
import { readExtended, readOracle } from '#test/support/oracle.ts';
import { dropFiles } from './support/dropFiles.ts';
import type { Instrument } from './support/instrument.ts';
import { test } from './support/test.ts';

const oracleFile = (name: string): string =>
  fileURLToPath(new URL(`../fixtures/oracle/${name}`, import.meta.url));

/** A tensor of a file that is dropped: the file, and the tensor's name where it holds several. */
interface Given {
  readonly path: string;
  readonly tensor?: string;
}

type Roles = Partial<Record<'Layer' | 'Direction' | 'Base' | 'Source' | 'Labels', Given>>;

const fileName = (path: string): string => path.replace(/^.*\//, '');
const exactly = (text: string): RegExp => new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\#]/g, '\\$&')}`);

/** Drops files on the page, gives tensors of them their roles, and shows the slice. */
async function show(page: Page, roles: Roles, transposed = false): Promise<void> {
  const paths = [...new Set(Object.values(roles).map(({ path }) => path))];
  await dropFiles(page, paths);
  const dialog = page.getByRole('dialog', { name: 'Open a layer' });
  const sent = dialog.getByRole('listbox', { name: 'Files sent from this computer' });
  await expect(sent.getByRole('option')).toHaveCount(paths.length);
  for (const [role, { path, tensor }] of Object.entries(roles)) {
    await sent.getByRole('option', { name: exactly(fileName(path)) }).click();
    const tensors = dialog.getByRole('listbox', { name: exactly(`Tensors of ${fileName(path)}`) });
    await tensors
      .getByRole('option', { name: exactly(tensor ?? '(the array)') })
      .first()
      .click();
    await dialog.getByRole('button', { name: new RegExp(`^${role} [A-Z]$`) }).click();
  }
  if (transposed)
    await dialog
      .getByRole('region', { name: 'Layer', exact: true })
      .getByRole('button', { name: 'Transposed' })
      .click();
  await dialog.getByRole('button', { name: 'Show' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(/^exact slice of d = /)).toBeVisible();
}

/** The document on screen, as it is saved; its readouts must be those that the window shows. */
async function shown(instrument: Instrument): Promise<Document> {
  const { document } = await instrument.save();
  expect(await instrument.readouts()).toEqual(instrument.expectedReadouts(document));
  return document;
}

const oracle = (name: string): Roles => ({
  Layer: { path: oracleFile(`${name}/W.npy`) },
  Direction: { path: oracleFile(`${name}/v.npy`) },
  Base: { path: oracleFile(`${name}/base.npy`) },
  Source: { path: oracleFile(`${name}/source.npy`) },
});

test.describe('files that are dropped on the page', () => {
  test.use({ drawn: false });

  const v: Given = { path: fixtureFile('v_12.npy') };
  const layers: readonly (readonly [string, Given, boolean?])[] = [
    ['Fortran order', { path: fixtureFile('W_12x5_centred_F.npy') }],
    ['an .npz archive', { path: fixtureFile('bundle.npz'), tensor: 'W_out' }],
    ['a torch archive', { path: fixtureFile('W_zip.pt') }],
    ['a legacy torch file', { path: fixtureFile('W_legacy.pt') }],
    ['a transposed view', { path: fixtureFile('W_transposed_view.pt') }, true],
    [
      'a nested state dict',
      { path: fixtureFile('nested_state_dict.pt'), tensor: 'model.h.0.mlp.c_proj.weight' },
    ],
    ['safetensors', { path: fixtureFile('gpt2_style_conv1d.safetensors'), tensor: 'h.0.mlp.c_proj.weight' }],
  ];
  test('give the known norms, whatever they are packed in', async ({ instrument }) => {
    for (const [name, layer, transposed] of layers) {
      await test.step(name, async () => {
        await instrument.reload();
        await show(instrument.page, { Layer: layer, Direction: v }, transposed);
        const { direction, rank } = analyze(await shown(instrument));
        expect(rank).toMatchObject({ exact: 5, storage: 4, used: 4 });
        expect(direction.rowNorm.value).toBeCloseTo(0.23216488994292145, 12);
        expect(direction.nullNorm.value).toBeCloseTo(0.972676463769986, 12);
        await expect(instrument.page.locator('.arrow-row', { hasText: 'row' }).first()).toContainText(
          '0.232',
        );
      });
    }
  });

  test('give the directions of a trained intervention, rebuilt', async ({ instrument }) => {
    const folder = fixtureFile('pyvene_RotatedSpace_full');
    const path = join(folder, 'intkey_layer_8_comp_mlp_activation_unit_pos_nunit_1#0.bin');
    await show(instrument.page, {
      Layer: { path: fixtureFile('W_12x5_centred_C.npy') },
      Direction: { path, tensor: 'directions' },
    });
    const document = await shown(instrument);
    expect(document.slice?.V).toHaveLength(4);
    expect(document.slice?.directions.orthonormality).toBeLessThan(1e-6);
    await expect(instrument.page.getByRole('table', { name: /Principal directions/ })).toBeVisible();
  });

  for (const name of ['notebook-96x24', 'rank22-96x24', 'wide-12x40']) {
    test(`give the recorded numbers of ${name}`, async ({ instrument }) => {
      const { expected } = readOracle(name);
      await show(instrument.page, oracle(name));
      const { pairs, direction, rank } = analyze(await shown(instrument));
      expect(rank.used).toBe(expected.rank);
      expect(direction.rowNorm.value).toBeCloseTo(expected.normRow, 12);
      expect(pairs[0]?.outputs.das.readout.value).toBeCloseTo(expected.outSum.das[0] ?? Number.NaN, 10);
      expect(pairs[0]?.effects.illusion.readout.value).toBeCloseTo(expected.illusionSum[0] ?? Number.NaN, 10);
    });
  }
});

test.describe('matrices that are hard to decompose', () => {
  test.use({ drawn: false });

  test('give the row part that 113-bit arithmetic gives', async ({ instrument }) => {
    const { page } = instrument;
    for (const { name, rank, vRow } of readExtended()) {
      await test.step(name, async () => {
        await instrument.reload();
        const path = (entry: string): string => oracleFile(`extended/${name}/${entry}.npy`);
        await show(page, { Layer: { path: path('W') }, Direction: { path: path('v') } });
        const exact = page.getByRole('button', { name: 'Use the exact rank' });
        if (await exact.isVisible()) await exact.click();
        await expect(page.getByRole('button', { name: /^Rank of W:/ })).toContainText(`rank ${rank}`);
        const norm = formatFigure({ value: Math.hypot(...vRow), bound: 0 }, 3).text;
        await expect(
          page
            .locator('.arrow-row')
            .filter({ has: page.getByRole('button', { name: 'row part of v' }) })
            .locator('.norm'),
        ).toHaveText(norm);
      });
    }
  });

  test('of a layer that was centred in float32 the exact rank is one click away', async ({ instrument }) => {
    const { expected } = readOracle('centred-96x24-f32');
    await show(instrument.page, oracle('centred-96x24-f32'));
    expect(analyze(await shown(instrument)).rank.used).toBe(23);
    await instrument.page.getByRole('button', { name: 'Use the exact rank' }).click();
    await expect(instrument.page.getByRole('button', { name: /^Rank of W:/ })).toContainText('rank 24');
    const { direction } = analyze(await shown(instrument));
    expect(direction.rowNorm.value).toBeCloseTo(expected.normRow, 8);
  });
});

test.describe('an exact slice', () => {
  test('is dragged as the toy is: the real direction turns with it, and is exported', async ({
    instrument,
  }) => {
    const { page } = instrument;
    await show(page, oracle('notebook-96x24'));
    const before = await shown(instrument);
    const tip = await instrument.tipOf(before, 'v');
    await instrument.drag(tip, 40, -25);
    const after = await shown(instrument);
    expect(after.V).not.toEqual(before.V);
    const lifted = liftedDirection(after, after.slice as never);
    expect(lifted).toHaveLength(96);
    expect(Math.hypot(...lifted)).toBeCloseTo(1, 12);

    const downloads: Promise<import('@playwright/test').Download[]> = (async () => {
      const found: import('@playwright/test').Download[] = [];
      for await (const download of downloadsOf(page, 2)) found.push(download);
      return found;
    })();
    await instrument.command('Export the direction as .safetensors');
    const [vectors] = (await downloads).filter((one) => one.suggestedFilename().endsWith('.safetensors'));
    const bytes = await readFile((await vectors?.path()) ?? '');
    const [tensor] = readTensors(bytesSource('v', bytes)).tensors;
    expect(tensor?.shape).toEqual([96, 1]);
    for (const [i, x] of readNumbers(tensor as never).entries())
      expect(x).toBeCloseTo(lifted[i] ?? Number.NaN, 14);
    await page.keyboard.press('Control+z');
    expect((await shown(instrument)).V).toEqual(before.V);
  });

  test('takes another third axis, rank rule, direction and pair', async ({ instrument }) => {
    const { page } = instrument;
    const { expected } = readOracle('notebook-96x24-k3-n5');
    await show(page, oracle('notebook-96x24-k3-n5'));
    await page.getByLabel('Third axis').selectOption({ label: 'null part of δ' });
    await expect(page.getByRole('button', { name: 'View along δ_null' })).toBeVisible();
    await page.getByRole('button', { name: 'Next pair' }).click();
    await expect(page.getByText('2 of 5')).toBeVisible();
    const first = await shown(instrument);
    expect(first.slice).toMatchObject({ pair: 1, third: { kind: 'deltaNull' }, direction: 0 });
    // The shares of the three directions add up to the missing effect of the subspace.
    const effects = [];
    for (const direction of ['1', '2', '3']) {
      await page
        .getByRole('table', { name: /Principal directions/ })
        .getByRole('button', { name: direction, exact: true })
        .click();
      await expect(page.getByRole('row', { name: new RegExp(`^${direction} `) })).toHaveAttribute(
        'data-selected',
        'true',
      );
      effects.push(analyze(await shown(instrument)).pairs[0]?.effects.nullRow.readout.value ?? Number.NaN);
    }
    expect(effects.reduce((sum, x) => sum + x, 0)).toBeCloseTo(expected.missingSum[1] ?? Number.NaN, 10);
  });

  test('is kept in a session that opens again, and finds its files', async ({ instrument, host }) => {
    const { page } = instrument;
    const folder = join(host.folder, 'a layer');
    await mkdir(folder, { recursive: true });
    for (const name of ['W', 'v', 'base', 'source']) {
      await copyFile(oracleFile(`notebook-96x24-k3-n5/${name}.npy`), join(folder, `${name}.npy`));
    }
    await page.keyboard.press('Control+Shift+O');
    const dialog = page.getByRole('dialog', { name: 'Open a layer' });
    await dialog.getByRole('option', { name: 'a layer' }).click();
    for (const [file, role] of [
      ['W', 'Layer'],
      ['v', 'Direction'],
      ['base', 'Base'],
      ['source', 'Source'],
    ] as const) {
      await dialog.getByRole('option', { name: exactly(`${file}.npy`) }).click();
      await dialog
        .getByRole('listbox', { name: `Tensors of ${file}.npy` })
        .getByRole('option')
        .first()
        .click();
      await dialog.getByRole('button', { name: new RegExp(`^${role} [A-Z]$`) }).click();
    }
    await dialog.getByRole('button', { name: 'Show' }).click();
    await expect(page.getByText(/^exact slice of d = 96/)).toBeVisible();
    const { path } = await instrument.save();
    await instrument.reload();
    await page.keyboard.press('Control+o');
    await page.getByRole('dialog').getByText(fileName(path)).first().click();
    await expect(page.getByText(/^exact slice of d = 96/)).toBeVisible();
    await page.getByRole('button', { name: 'Next pair' }).click();
    await expect(page.getByText('2 of 5')).toBeVisible();
    // A file that changed since is told apart.
    await copyFile(oracleFile('rank22-96x24/W.npy'), join(folder, 'W.npy'));
    await page.getByRole('button', { name: 'Next pair' }).click();
    await expect(page.getByRole('alert')).toContainText('is not what it was when this session was saved');
  });
});

test.describe('all pairs', () => {
  test.use({ drawn: false });

  test('are shown as a cloud and as plots that share their selection, with tables and files', async ({
    instrument,
  }) => {
    const { page } = instrument;
    await show(page, oracle('notebook-96x24-k3-n5'));
    await page.getByRole('button', { name: 'All pairs' }).click();
    const pairs = page.getByRole('region', { name: 'All pairs' });
    await expect(pairs.getByText('5 pairs', { exact: true })).toBeVisible();
    const plot = pairs.getByRole('application', { name: /^δ along each part/ });
    await plot.focus();
    await page.keyboard.press('ArrowRight');
    await expect(page.getByText('2 of 5')).toBeVisible();
    await expect(pairs.locator('.plot-mark')).toHaveCount(2);
    await pairs.getByRole('button', { name: 'δ along each part: as a table' }).click();
    await expect(pairs.getByRole('table').first().getByRole('row')).toHaveCount(6);
    const download = page.waitForEvent('download');
    await pairs.getByRole('button', { name: 'CSV' }).first().click();
    const text = await readFile(await (await download).path(), 'utf8');
    expect(text.split('\r\n')[0]).toBe('pair,δ·v_row,δ·v_null');
    await expect(pairs.getByText(/choose a difference of two outputs/)).toBeVisible();
  });
});

/** The next downloads of a page. */
async function* downloadsOf(page: Page, count: number) {
  const waiting: import('@playwright/test').Download[] = [];
  let wake = (): void => undefined;
  page.on('download', (download) => {
    waiting.push(download);
    wake();
  });
  for (let i = 0; i < count; i++) {
    if (waiting.length === 0)
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    yield waiting.shift() as import('@playwright/test').Download;
  }
}
