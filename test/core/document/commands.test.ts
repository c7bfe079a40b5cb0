import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyze } from '#core/analysis/analyze.ts';
import { documentCommands } from '#core/document/commands.ts';
import { defaultDocument } from '#core/document/presets.ts';
import { type Document, documentSchema, type Rows } from '#core/document/schema.ts';
import { instances } from '#test/support/arbitrary.ts';
import { randomSource } from '#test/support/random.ts';

const commandOf = (id: string) => {
  const command = documentCommands.find((one) => one.id === id);
  if (!command) throw new Error(`no command ${id}`);
  return command;
};

const why = (id: string, document: Document): string | null =>
  commandOf(id).unavailable(document, analyze(document));

/** The document after a command, or null where it is unavailable. */
const ran = (id: string, document: Document): Document | null =>
  why(id, document) === null ? commandOf(id).run(document, analyze(document), randomSource(7)) : null;

const pairOf = (document: Document) => {
  const pair = analyze(document).pairs[document.pair];
  if (!pair) throw new Error('no pair');
  return pair;
};

const inner = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);
const skewness = (V: Rows): number =>
  Math.max(...V.flatMap((a, i) => V.map((b, j) => Math.abs(inner(a, b) - (i === j ? 1 : 0)))));

const subjects = fc.oneof(fc.constant(defaultDocument), instances(6));

/** Checks a command on the toy and on random instances wherever it is available. */
function always(id: string, check: (after: Document, before: Document) => void): void {
  fc.assert(
    fc.property(subjects, (document) => {
      const after = ran(id, document);
      if (!after) return;
      expect(documentSchema.safeParse(after).error).toBeUndefined();
      check(after, document);
    }),
  );
}

describe('every command', () => {
  it('has an id and a title of its own, and says in a sentence why it cannot be done', () => {
    expect(new Set(documentCommands.map(({ id }) => id)).size).toBe(documentCommands.length);
    expect(new Set(documentCommands.map(({ title }) => title)).size).toBe(documentCommands.length);
    fc.assert(
      fc.property(subjects, (document) => {
        for (const { id } of documentCommands) expect(why(id, document) ?? 'Fine.').toMatch(/^\S.*\.$/);
      }),
    );
  });

  it('can be done on the toy, but for the one that holds there already', () => {
    const unavailable = documentCommands.filter(({ id }) => why(id, defaultDocument) !== null);
    expect(unavailable.map(({ id }) => id)).toEqual(['normalise']);
  });
});

describe('make v honest', () => {
  it('leaves no missing effect: V lies in the column space, orthonormal', () => {
    always('makeHonest', (after) => {
      const { effects, zeroCase } = pairOf(after);
      const { value, bound } = effects.nullRow.readout;
      expect(Math.abs(value)).toBeLessThanOrEqual(bound);
      expect(['noNullPart', 'sourceIsBase']).toContain(zeroCase);
      expect(skewness(after.V)).toBeLessThan(1e-14);
    });
  });

  it('is not to be done twice, nor on a null direction', () => {
    expect(why('makeHonest', ran('makeHonest', defaultDocument) ?? defaultDocument)).toMatch(/already/);
    expect(why('makeHonest', { ...defaultDocument, V: [[1, 0, 0]] })).toBe('v has no row part.');
  });
});

describe('make v purely null', () => {
  it('leaves no effect at all', () => {
    always('makeNull', (after) => {
      expect(['noRowPart', 'sourceIsBase']).toContain(pairOf(after).zeroCase);
      expect(skewness(after.V)).toBeLessThan(1e-14);
    });
  });

  it('leaves none where the null parts are nearly dependent', () => {
    const before: Document = {
      ...defaultDocument,
      W: [
        [-2, -4, 6],
        [-10, -6, -6],
        [2, 3, 0],
        [15, 21, 9],
        [6, 5, 0],
        [4, 4, 12],
      ],
      V: [
        [
          0.4473155736539742, -0.2691162649983583, 0.5415221655722066, 0.5187481834409173,
          -0.029348591749295303, -0.405312151326627,
        ],
        [
          -0.04433289642206549, 0.3729548845781834, 0.763638882750747, -0.3330491494223295,
          -0.25508416615874646, 0.31591966915571285,
        ],
        [
          0.80087835450138, -0.16732802649278994, -0.22946026773100373, -0.2654492293235129,
          -0.268308647581029, 0.36809014474554796,
        ],
      ],
      base: [[1, 0, 0, 0, 0, 0]],
      source: [[0, 1, 2, 0, 0, 1]],
    };
    expect(pairOf(ran('makeNull', before) ?? before).zeroCase).toBe('noRowPart');
  });

  it('is not to be done twice, nor on an honest direction', () => {
    expect(why('makeNull', ran('makeNull', defaultDocument) ?? defaultDocument)).toMatch(/already/);
    const honest = ran('makeHonest', defaultDocument) ?? defaultDocument;
    expect(why('makeNull', honest)).toBe('v has no null part.');
  });
});

describe('make δ ⟂ v_null', () => {
  it('holds where two of three null parts are nearly parallel', () => {
    const before: Document = {
      ...defaultDocument,
      W: [[6], [-9], [-9]],
      V: [
        [0.9471338711424999, 0.07400488255019047, -0.31218697521414096],
        [0.11756067622354634, 0.8253106414907188, 0.5523059228797396],
        [0.29852456773351954, -0.5598085587063768, 0.77297959873376],
      ],
      base: [[1.0135540245100856, 1.2696515955030918, 0.2919952003285289]],
      source: [[0.013701342046260834, -1.753228914923966, 0.8362055392935872]],
    };
    const after = ran('makeDeltaOrthogonal', before);
    expect(after && pairOf(after).zeroCase).toBe('deltaOrthogonalToNullPart');
  });

  it('moves s by the least, along the null parts alone, and leaves no missing effect', () => {
    always('makeDeltaOrthogonal', (after, before) => {
      expect(['deltaOrthogonalToNullPart', 'sourceIsBase', 'noRowPart']).toContain(pairOf(after).zeroCase);
      expect({ ...after, source: null }).toEqual({ ...before, source: null });
      const [from, to] = [before.source[before.pair] ?? [], after.source[after.pair] ?? []];
      const way = to.map((x, i) => x - (from[i] ?? 0));
      const { vNull } = analyze(before).direction;
      // What is orthogonal to the span of the null parts has not moved.
      let rest: number[] = way;
      const basis: number[][] = [];
      for (const row of vNull) {
        let q = [...row];
        for (let pass = 0; pass < 2; pass++)
          for (const p of basis) q = q.map((x, i) => x - inner(q, p) * (p[i] ?? 0));
        const size = Math.hypot(...q);
        if (size > 1e-9) basis.push(q.map((x) => x / size));
      }
      for (const q of basis) {
        const along = inner(rest, q);
        rest = rest.map((x, i) => x - along * (q[i] ?? 0));
      }
      expect(Math.hypot(...rest)).toBeLessThan(1e-12 * (1 + Math.hypot(...way)));
    });
  });

  it('is not to be done twice', () => {
    always('makeDeltaOrthogonal', (after) => {
      expect(why('makeDeltaOrthogonal', after)).not.toBeNull();
    });
  });
});

describe('set s = b', () => {
  it('makes every effect zero', () => {
    always('setSourceToBase', (after) => {
      expect(after.source[after.pair]).toEqual(after.base[after.pair]);
      expect(pairOf(after).zeroCase).toBe('sourceIsBase');
      expect(why('setSourceToBase', after)).toBe('s is b already.');
    });
  });
});

describe('normalise v', () => {
  it('makes the rows orthonormal to 1e-14 and keeps their span', () => {
    fc.assert(
      fc.property(instances(6), fc.integer({ min: 1, max: 9 }), (random, factor) => {
        const V = random.V.map((row, i) =>
          row.map((x, j) => factor * x + (i > 0 ? (random.V[0]?.[j] ?? 0) : 0)),
        );
        const after = ran('normalise', { ...random, V });
        if (!after) return;
        expect(skewness(after.V)).toBeLessThan(1e-14);
        for (const row of V) {
          const size = Math.hypot(...row);
          const kept = Math.hypot(...after.V.map((q) => inner(row, q)));
          expect(kept / size).toBeCloseTo(1, 12);
        }
      }),
    );
  });

  it('says why where there is nothing to normalise', () => {
    expect(why('normalise', { ...defaultDocument, V: [[0, 1, 0]] })).toMatch(/already/);
    const dependent = {
      ...defaultDocument,
      V: [
        [1, 0, 0],
        [2, 0, 0],
      ],
    };
    expect(why('normalise', dependent)).toBe('The directions are linearly dependent.');
  });

  it('is not to be done twice', () => {
    always('normalise', (after) => {
      expect(why('normalise', after)).not.toBeNull();
    });
  });
});

describe('keep v at length 1, or free its length', () => {
  it('changes the lock alone, and twice changes nothing', () => {
    always('toggleUnitLength', (after, before) => {
      expect(after).toEqual({ ...before, unitLength: !before.unitLength });
      expect(ran('toggleUnitLength', after)).toEqual(before);
    });
  });
});

describe('swap b and s', () => {
  it('twice changes nothing', () => {
    always('swapPair', (after, before) => {
      expect(after.base[after.pair]).toEqual(before.source[before.pair]);
      expect(ran('swapPair', after)).toEqual(before);
    });
  });
});

describe('randomise', () => {
  it('gives orthonormal V and a new pair, and keeps W and the other pairs', () => {
    always('randomise', (after, before) => {
      expect(after.W).toEqual(before.W);
      expect(skewness(after.V)).toBeLessThan(1e-14);
      expect(after.base[after.pair]).not.toEqual(before.base[before.pair]);
      expect(after.base.slice(0, -1)).toEqual(before.base.slice(0, -1));
    });
  });

  it('W keeps everything else', () => {
    always('randomiseLayer', (after, before) => {
      expect({ ...after, W: null }).toEqual({ ...before, W: null });
      expect(after.W).not.toEqual(before.W);
    });
  });
});
