import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sessionFileName } from '#core/engine/sessionName.ts';

const ENDING = '.nullscope.json';

describe('the file name of a title', () => {
  test.each([
    ['The notebook toy', 'The notebook toy'],
    ['Layer 3: before/after', 'Layer 3- before-after'],
    ['mine.nullscope.json', 'mine'],
    ['mine.NULLSCOPE.json', 'mine'],
    ['v1.2', 'v1.2'],
    ['Ünïcode – 空間', 'Ünïcode – 空間'],
    ['../../etc/passwd', '-..-etc-passwd'],
    ['..', 'session'],
    ['', 'session'],
    [' . ', 'session'],
    ['.hidden', 'hidden'],
    ['ends in dots...', 'ends in dots'],
    ['CON', 'session CON'],
    ['com1.backup', 'session com1.backup'],
    ['console', 'console'],
    ['a\u0000b\nc', 'a-b-c'],
    ['what? "this" <that> | *', 'what- -this- -that- - -'],
  ])('of “%s” is %s', (title, name) => {
    expect(sessionFileName(title)).toBe(`${name}${ENDING}`);
  });

  test('is a name that every file system takes, whatever the title', () => {
    const piece = fc.oneof(
      fc.constantFrom('.', '..', '/', '\\', ' ', 'con', 'nul', ENDING, ':', '\u0000', '\u{1F600}', 'é'),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('')),
        (title) => {
          const name = sessionFileName(title);
          expect(name.endsWith(ENDING)).toBe(true);
          expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(255);
          expect(name).not.toMatch(/[\\/:*?"<>|\p{Cc}]/u);
          expect(name).not.toMatch(/^[.\s]/);
          expect(name.slice(0, -ENDING.length)).not.toMatch(/[.\s]$/);
          expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)\./i);
        },
      ),
    );
  });

  test('keeps whole characters where it is cut', () => {
    const name = sessionFileName('\u{1F600}'.repeat(200));
    expect(name).toBe(`${'\u{1F600}'.repeat(50)}${ENDING}`);
  });
});
