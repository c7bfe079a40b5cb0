import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assetPath } from '#core/security/assetPath.ts';

describe('the path of a file of the window', () => {
  test.each([
    ['/', 'index.html'],
    ['/index.html', 'index.html'],
    ['/assets/index-B1x_9.js', 'assets/index-B1x_9.js'],
    ['/assets/na%C3%AFve%20name.svg', 'assets/naïve name.svg'],
    ['/a..b/c.js', 'a..b/c.js'],
  ])('%s is %s', (url, path) => {
    expect(assetPath(url)).toBe(path);
  });

  test.each([
    ['nothing', ''],
    ['no root', 'index.html'],
    ['a parent', '/../secret.js'],
    ['a parent in the middle', '/assets/../../secret.js'],
    ['an escaped parent', '/%2e%2e/secret.js'],
    ['an escaped separator', '/..%2fsecret.js'],
    ['a parent that is escaped twice', '/%252e%252e/secret.js'],
    ['a backslash', '/..\\secret.js'],
    ['an escaped backslash', '/..%5csecret.js'],
    ['a NUL', '/index.html%00.js'],
    ['a drive', '/C:/secret.js'],
    ['a stream of NTFS', '/index.html::$DATA'],
    ['a hidden file', '/.git/config'],
    ['the folder itself', '/./index.html'],
    ['an empty name', '/assets//index.js'],
    ['another host', '//evil.example/index.js'],
    ['a folder', '/assets/'],
    ['a broken escape', '/%zz'],
    ['a broken character', '/%ff'],
  ])('%s is refused', (_what, url) => {
    expect(assetPath(url)).toBeNull();
  });

  test('never leaves the root, whatever is asked', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '..',
        '.',
        '/',
        '//',
        '\\',
        ':',
        '%',
        '%2e',
        '%2E%2e',
        '%2f',
        '%5C',
        '%00',
        '%252e',
        'a',
        'C:',
      ),
      fc.string({ unit: 'binary', maxLength: 3 }),
    );
    const url = fc.array(piece, { maxLength: 12 }).map((pieces) => `/${pieces.join('')}`);
    fc.assert(
      fc.property(url, (asked) => {
        const path = assetPath(asked);
        if (path === null) return;
        expect(path).not.toMatch(/[\\\0:]/);
        for (const name of path.split('/')) {
          expect(name).not.toBe('');
          expect(name.startsWith('.')).toBe(false);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('takes every plain path as it is, escaped or not', () => {
    const name = fc.stringMatching(/^[A-Za-z0-9_-][A-Za-z0-9._-]{0,12}$/);
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), (names) => {
        const path = names.join('/');
        const escaped = [...path].map((c) => (c === '/' ? c : `%${c.charCodeAt(0).toString(16)}`)).join('');
        expect([assetPath(`/${path}`), assetPath(`/${escaped}`)]).toEqual([path, path]);
      }),
    );
  });
});
