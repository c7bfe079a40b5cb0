import { presets } from '#core/document/presets.ts';
import { expect, test } from './support/test.ts';

/** Every kind of arrow that can be dragged, with a pull in pixels that no snap is near of. */
const DRAGGABLE = [
  { id: 'v', dx: 57, dy: -43 },
  { id: 'vRow', dx: -38, dy: -31 },
  { id: 'vNull', dx: 47, dy: 39 },
  { id: 'b', dx: 61, dy: 44 },
  { id: 's', dx: -53, dy: 37 },
  { id: 'w0', dx: 34, dy: -49 },
] as const;

test.describe('dragging', () => {
  for (const { id, dx, dy } of DRAGGABLE) {
    test(`${id}: every number follows, and one undo takes it back`, async ({ instrument }) => {
      const before = await instrument.save();
      const tip = await instrument.tipOf(before.document, id);
      await instrument.drag(tip, dx, dy);
      const after = await instrument.save();
      expect(after.document[key(id)], 'the drag changed the document').not.toEqual(before.document[key(id)]);
      expect(await instrument.readouts()).toEqual(instrument.expectedReadouts(after.document));
      const moved = await instrument.tipOf(after.document, id);
      if (id !== 'vRow' && id !== 'vNull') {
        // v begins near the outline of the sphere, where the tip follows the pointer less closely.
        expect(
          Math.hypot(moved.x - tip.x - dx, moved.y - tip.y - dy),
          'the tip is under the pointer',
        ).toBeLessThan(id === 'v' ? 20 : 2);
      }

      await instrument.page.keyboard.press('Control+z');
      const undone = await instrument.save();
      expect(undone.document).toEqual(before.document);
      await instrument.page.keyboard.press('Control+Shift+z');
      expect((await instrument.save()).document).toEqual(after.document);
    });
  }

  test('δ is dragged by its shaft: s moves, b stays', async ({ instrument }) => {
    const { document } = await instrument.save();
    const b = await instrument.tipOf(document, 'b');
    const s = await instrument.tipOf(document, 's');
    await instrument.drag({ x: (b.x + s.x) / 2, y: (b.y + s.y) / 2 }, 64, 22);
    const after = await instrument.save();
    expect(after.document.base).toEqual(document.base);
    expect(after.document.source).not.toEqual(document.source);
    expect(await instrument.readouts()).toEqual(instrument.expectedReadouts(after.document));
  });

  test('v stays on the unit sphere, also far outside of its outline', async ({ instrument }) => {
    const { document } = await instrument.save();
    await instrument.drag(await instrument.tipOf(document, 'v'), 380, 210);
    const [v = []] = (await instrument.save()).document.V;
    expect(Math.abs(Math.hypot(...v) - 1)).toBeLessThan(1e-14);
  });

  test('Escape takes a drag back and leaves no step to undo', async ({ instrument }) => {
    const { page } = instrument;
    const { document } = await instrument.save();
    await instrument.drag(await instrument.tipOf(document, 'v'), 60, -40, false);
    await expect(page.getByRole('button', { name: 'missing effect: 0.600. Copy', exact: true })).toBeHidden();
    await page.keyboard.press('Escape');
    await expect(
      page.getByRole('button', { name: 'missing effect: 0.600. Copy', exact: true }),
    ).toBeVisible();
    await page.mouse.up();
    expect((await instrument.save()).document).toEqual(document);
    await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled();
  });

  test('a click without movement selects and changes nothing', async ({ instrument }) => {
    const { document } = await instrument.save();
    const tip = await instrument.tipOf(document, 's');
    await instrument.page.mouse.click(tip.x, tip.y);
    await expect(instrument.page.getByRole('button', { name: 'source s' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    await expect(instrument.page.getByRole('button', { name: 'Undo' })).toBeDisabled();
  });

  test('a locked arrow does not move, and says why', async ({ instrument }) => {
    const { page } = instrument;
    await page.getByRole('button', { name: 'source s', exact: true }).click();
    await page.getByRole('button', { name: 'Lock s', exact: true }).click();
    const { document } = await instrument.save();
    await instrument.drag(await instrument.tipOf(document, 's'), 70, 30);
    const after = await instrument.save();
    expect(after.document.source).toEqual(document.source);
  });

  test('v snaps into the column space and says so; then the missing effect is zero', async ({
    instrument,
  }) => {
    const { page } = instrument;
    const { document } = await instrument.save();
    const v = await instrument.tipOf(document, 'v');
    const root5 = Math.sqrt(5);
    const target = await instrument.pixelOf(document, [0, -2 / root5, 1 / root5]);
    await instrument.drag(v, target.x - v.x + 3, target.y - v.y - 2, false);
    await expect(instrument.picture).toContainText('in the column space');
    await page.mouse.up();
    await expect(page.getByRole('region', { name: 'Readouts' })).toContainText('V');
    const after = await instrument.save();
    expect(await instrument.readouts()).toEqual(instrument.expectedReadouts(after.document));
    await expect(page.getByRole('button', { name: 'missing effect: ≈ 0. Copy', exact: true })).toBeVisible();
  });

  test('turning, shifting and zooming the picture is no step of the history', async ({ instrument }) => {
    const { page } = instrument;
    const before = await instrument.save();
    const box = await instrument.picture.boundingBox();
    if (!box) throw new Error('no picture');
    const corner = { x: box.x + box.width - 60, y: box.y + box.height - 120 };
    await instrument.drag(corner, -80, -30);
    await page.mouse.move(corner.x, corner.y);
    await page.mouse.wheel(0, -240);
    const after = await instrument.save();
    expect(after.document.view.pose).not.toEqual(before.document.view.pose);
    expect({ ...after.document, view: null }).toEqual({ ...before.document, view: null });
    await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled();
  });

  test('in a plane: v_row is dragged within a column space of two dimensions', async ({ instrument }) => {
    const plane = presets.find(({ document }) => document.W[0]?.length === 2 && document.W.length === 3);
    if (!plane) throw new Error('no preset with a plane');
    await instrument.command(plane.title);
    const { document } = await instrument.save();
    await instrument.drag(await instrument.tipOf(document, 'vRow'), 33, 41);
    const after = await instrument.save();
    expect(after.document.V).not.toEqual(document.V);
    expect(await instrument.readouts()).toEqual(instrument.expectedReadouts(after.document));
  });
});

/** What a drag of this arrow edits. */
function key(id: string): 'V' | 'base' | 'source' | 'W' {
  if (id === 'b') return 'base';
  if (id === 's') return 'source';
  return id.startsWith('w') ? 'W' : 'V';
}
