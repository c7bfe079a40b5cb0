import type { ZeroCase } from '#core/analysis/types.ts';

interface Words {
  readonly name: string;
  readonly sentence: string;
}

/** The words where the patch is along `V`: the direction `v`, or the subspace of several. */
const wordsOf = (V: 'v' | 'V'): Readonly<Record<ZeroCase, Words>> => ({
  sourceIsBase: { name: 's = b', sentence: 'Source and base are the same, so no patch changes anything.' },
  noRowPart: {
    name: 'V_row = 0',
    sentence: `${V} lies in the null space: the layer sees nothing of it, so every effect is zero.`,
  },
  noNullPart: {
    name: 'V_null = 0',
    sentence: `${V} lies in the column space: it has no part that the layer cannot see.`,
  },
  deltaOrthogonalToNullPart: {
    name: 'δ ⟂ V_null',
    sentence: `The pair does not differ along the null part of ${V}, so that part carries nothing over.`,
  },
});

const ONE = wordsOf('v');
const SEVERAL = wordsOf('V');

/** The name of a case that makes the missing effect of `k` directions zero (docs/mathematics.md), and one sentence on why. */
export const zeroCaseWords = (zeroCase: ZeroCase, k: number): Words => (k === 1 ? ONE : SEVERAL)[zeroCase];
