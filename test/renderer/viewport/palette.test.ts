// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { wheelFactor } from '#renderer/viewport/gestures/wheel.ts';
import { mixed, parseColour, readPalette } from '#renderer/viewport/palette.ts';

test('colours are read as they are written', () => {
  expect(parseColour('#0072B2')).toEqual([0, 0x72 / 255, 0xb2 / 255]);
  expect(parseColour('#fff')).toEqual([1, 1, 1]);
  for (const text of ['', 'red', '#12345', '#gggggg', 'rgb(1 2 3)']) expect(parseColour(text)).toBeNull();
});

test('a palette comes from the custom properties of the picture; strength mixes into the canvas', () => {
  const node = document.createElement('div');
  document.body.append(node);
  node.style.setProperty('--canvas', '#000000');
  node.style.setProperty('--column', '#ffffff');
  const palette = readPalette(node);
  expect(palette.dark).toBe(true);
  expect(mixed(palette, 'column', 1)).toEqual([1, 1, 1]);
  expect(mixed(palette, 'column', 0.25)).toEqual([0.25, 0.25, 0.25]);
  expect(palette.source, 'a colour that is missing').toEqual([0.5, 0.5, 0.5]);
});

test('wheels that count in lines, and trackpads that pinch, come as near', () => {
  const still = { deltaMode: 0, ctrlKey: false };
  expect(wheelFactor({ ...still, deltaY: 0 })).toBe(1);
  expect(wheelFactor({ ...still, deltaY: -100 })).toBeLessThan(1);
  expect(wheelFactor({ deltaY: 3, deltaMode: 1, ctrlKey: false })).toBeCloseTo(
    wheelFactor({ ...still, deltaY: 48 }),
  );
  expect(wheelFactor({ ...still, deltaY: 1e9 }), 'one turn is never a leap').toBeLessThan(2);
});
