import { expect, test } from './support/test.ts';

test.use({ hasTouch: true });

test('a finger drags an arrow, and two fingers zoom', async ({ instrument, page }) => {
  const { document } = await instrument.save();
  const tip = await instrument.tipOf(document, 'v');
  const client = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: { x: number; y: number }[]) =>
    client.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: points.map((point, id) => ({ ...point, id })),
    });
  await touch('touchStart', [{ x: tip.x + 6, y: tip.y + 5 }]);
  for (let step = 1; step <= 6; step++)
    await touch('touchMove', [{ x: tip.x + 6 + step * 8, y: tip.y + 5 - step * 6 }]);
  await touch('touchEnd', []);
  const dragged = await instrument.save();
  expect(dragged.document.V).not.toEqual(document.V);
  expect(await instrument.readouts()).toEqual(instrument.expectedReadouts(dragged.document));

  const box = await instrument.picture.boundingBox();
  if (!box) throw new Error('no picture');
  const centre = { x: box.x + box.width * 0.8, y: box.y + box.height * 0.8 };
  const apart = (d: number) => [
    { x: centre.x - d, y: centre.y },
    { x: centre.x + d, y: centre.y },
  ];
  await touch('touchStart', apart(20));
  for (let d = 24; d <= 44; d += 4) await touch('touchMove', apart(d));
  await touch('touchEnd', []);
  const zoomed = await instrument.save();
  expect(zoomed.document.view.pose).not.toEqual(dragged.document.view.pose);
  expect(zoomed.document.V).toEqual(dragged.document.V);
});
