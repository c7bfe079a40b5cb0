import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mimeOf } from '#core/security/mime.ts';

test.each([
  ['index.html', 'text/html; charset=utf-8'],
  ['assets/index-B1.js', 'text/javascript; charset=utf-8'],
  ['assets/INDEX.CSS', 'text/css; charset=utf-8'],
  ['assets/inter.woff2', 'font/woff2'],
])('%s is served as %s', (path, type) => {
  expect(mimeOf(path)).toBe(type);
});

test.each([
  ['a session', 'mine.nullscope.json'],
  ['a source map', 'index.js.map'],
  ['a program', 'setup.exe'],
  ['a file without an ending', 'js'],
  ['a file that ends in a dot', 'index.html.'],
  ['a folder with an ending', 'assets.js/readme'],
  ['a file without an ending in a folder with one', 'assets.d/js'],
  ['nothing', ''],
  ['a property of every object', 'a.constructor'],
  ['the prototype', 'a.__proto__'],
])('%s is not served: %s', (_what, path) => {
  expect(mimeOf(path)).toBeNull();
});

test('nothing else is', () => {
  const served = new Set(['html', 'js', 'css', 'svg', 'png', 'woff2', 'woff', 'ttf', 'wasm']);
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z0-9]{1,6}$/), (ending) => {
      expect(mimeOf(`a.${ending}`) !== null).toBe(served.has(ending));
    }),
  );
});
