import { expect, test } from 'vitest';
import { analyze } from '#core/analysis/analyze.ts';
import { defaultDocument } from '#core/document/presets.ts';
import { describeScene } from '#core/scene/describe.ts';

test('the picture in sentences: spaces, tips, lengths, effects', () => {
  const sentences = describeScene(defaultDocument, analyze(defaultDocument));
  expect(sentences[0]).toBe('The column space of W is a line; the null space is a plane.');
  expect(sentences).toContain('Direction v: 0.7071, −0.7071, 0; length 1.');
  expect(sentences).toContain('Difference δ = s − b: 1, 0, 1; length 1.414.');
  expect(sentences.at(-1)).toBe('Effect of patching along v: 1.000; from the row part 0.400, missing 0.600.');
});

test('hidden vectors are not read out', () => {
  const document = { ...defaultDocument, view: { ...defaultDocument.view, hidden: ['v'] } };
  expect(describeScene(document, analyze(document)).join()).not.toContain('Direction v');
});

test('a wide layer has no picture, and says so', () => {
  const e = (i: number) => [0, 1, 2, 3].map((j) => +(i === j));
  const wide = { ...defaultDocument, W: [[1], [2], [3], [4]], V: [e(0)], base: [e(1)], source: [e(2)] };
  expect(describeScene(wide, analyze(wide))[0]).toContain('4 entries');
});
