import type { Document } from '#core/document/schema.ts';
import { isZero } from '#core/linalg/figure.ts';
import { STORED_TYPES } from '#core/words/storedType.ts';
import { cutsOnlyNoise, type Layer } from './layer.ts';
import { weightsOf } from './readout.ts';
import type { Analysis, Certificate, PairAnalysis, Warning } from './types.ts';

interface Subject {
  readonly document: Pick<Document, 'stored' | 'readout' | 'pair' | 'slice'>;
  readonly layer: Layer;
  readonly direction: Analysis['direction'];
  readonly certificate: Certificate;
  readonly pairs: readonly PairAnalysis[];
}

type Check = (subject: Subject) => Warning | null;

/** Directions from files are orthonormal to float32 at best. */
const FLOAT32_NOISE = 1e-6;
/** How far beyond rounding a dropped singular value must stand to be more than noise, relative to the largest. */
const NOISE = 2 ** -47;
/** Singular values within this factor of the tolerance make the rank a close call. */
const CLOSE = 10;

/** The remarks that a reader of the numbers needs, in the order layer, direction, readout, pair. */
export function warningsOf(subject: Subject): Warning[] {
  const found: Warning[] = [];
  for (const check of CHECKS) {
    const warning = check(subject);
    if (warning) found.push(warning);
  }
  return found;
}

const rankZero: Check = ({ layer: { rank } }) =>
  rank.exact > 0
    ? null
    : { code: 'rankZero', text: 'W is zero, so it has no column space and no direction has an effect.' };

const ranksDiffer: Check = ({ document: { stored }, layer: { rank } }) => {
  const { exact, storage, used, rule } = rank;
  if (exact === storage || rule.kind === 'paper') return null;
  const cutsNoise = used <= storage;
  if (rule.kind === 'tolerance' && cutsNoise) return null;
  const choice = cutsNoise
    ? 'The storage rank is used, and v_null W is 0 up to that noise.'
    : `${rule.kind === 'exact' ? 'The exact rank' : `The rank ${used} by the tolerance`} is used.`;
  return {
    code: 'ranksDiffer',
    text: `The exact rank of W is ${exact}, its storage rank ${storage}: by the exact rank, v_row hangs on rounding noise of ${STORED_TYPES[stored]}. ${choice}`,
  };
};

const paperRule: Check = ({ layer: { rank, W } }) => {
  if (rank.rule.kind !== 'paper') return null;
  const label =
    'v_row is the reference notebook’s: all columns of an unpivoted QR count, also where they are rounding noise.';
  const columns = Math.min(W.rows, W.cols);
  return {
    code: 'paperRule',
    text:
      rank.storage === columns
        ? label
        : `${label} The rank of W is ${rank.storage}, not ${columns}, so v_row depends on noise.`,
  };
};

const rankNearTolerance: Check = ({ layer: { rank } }) => {
  const { used, rule, tolerance, leastKept, largestDropped } = rank;
  if (tolerance === null) return null;
  const kept = used > 0 && leastKept < CLOSE * tolerance;
  // What the storage rank drops is rounding noise, which stands just below the tolerance by its nature.
  const dropped = rule.kind !== 'storage' && largestDropped > Math.max(tolerance / CLOSE, NOISE);
  if (!kept && !dropped) return null;
  return {
    code: 'rankNearTolerance',
    text: `The rank ${used} is a close call: a singular value of ${short(kept ? leastKept : largestDropped)} of the largest stands next to the tolerance ${short(tolerance)}, and v_row depends on it.`,
  };
};

const columnsCut: Check = ({ layer: { rank } }) =>
  rank.rule.kind === 'tolerance' && rank.largestDropped > NOISE && !cutsOnlyNoise(rank)
    ? {
        code: 'columnsCut',
        text: `The tolerance leaves out a part of W (singular values up to ${short(rank.largestDropped)} of the largest), so v_null W is not exactly 0.`,
      }
    : null;

const imprecise: Check = ({ direction, certificate }) =>
  certificate.bound > 1e-8 * direction.norm.value
    ? {
        code: 'imprecise',
        text: `Columns of W are nearly dependent: v_row is only known to within ${short(certificate.bound)}.`,
      }
    : null;

const notOrthonormal: Check = ({ direction }) => {
  if (direction.orthonormality.value <= FLOAT32_NOISE + direction.orthonormality.bound) return null;
  return direction.v.length === 1
    ? {
        code: 'notUnit',
        text: `v has length ${unlikeOne(direction.norm.value)}, not 1, and its effect grows with the square of that.`,
      }
    : {
        code: 'notOrthonormal',
        text: `The rows of V are not orthonormal (‖VVᵀ − I‖ = ${short(direction.orthonormality.value)}), so the patch is not a projection.`,
      };
};

const rowPartTiny: Check = ({ direction: { rowNorm, norm } }) => {
  const share = rowNorm.value / norm.value;
  if (isZero(rowNorm) || share >= 0.01) return null;
  return {
    code: 'rowPartTiny',
    text: `v_row is only ${short(share)} of v: the unit row patch magnifies it ${short(1 / share)} times.`,
  };
};

const readoutBlind: Check = ({ document: { readout, slice }, layer }) => {
  const weights = weightsOf(readout, layer.W.cols);
  if (!weights || layer.rank.used === 0) return null;
  // A slice shows three of the layer's directions: whether a readout is blind to all is known of the sum alone.
  const blind = slice ? readout.kind === 'sum' && slice.sumBlind : isBlind(layer, weights);
  if (!blind) return null;
  return readout.kind === 'sum'
    ? {
        code: 'sumBlind',
        text: 'Every row of W sums to about 0, so the sum of the outputs shows nothing: choose a component, a difference or the norm.',
      }
    : {
        code: 'readoutBlind',
        text: 'This readout of W is about 0 for every activation, so it shows nothing: choose another.',
      };
};

/** True where `W · weights` is zero to float32 precision, row by row. */
function isBlind({ W }: Layer, weights: readonly number[]): boolean {
  let largest = 0;
  let largestSize = 0;
  for (let i = 0; i < W.rows; i++) {
    let sum = 0;
    let size = 0;
    for (let j = 0; j < W.cols; j++) {
      const product = (weights[j] as number) * (W.data[i * W.cols + j] as number);
      sum += product;
      size += Math.abs(product);
    }
    largest = Math.max(largest, Math.abs(sum));
    largestSize = Math.max(largestSize, size);
  }
  return largest <= FLOAT32_NOISE * largestSize;
}

const noPair: Check = ({ document: { slice } }) =>
  slice && !slice.layer.base
    ? {
        code: 'noPair',
        text: 'No activations were given: b = 0 and s = v stand in for them, so δ is v.',
      }
    : null;

const notOrthonormalSpan: Check = ({ document: { slice } }) =>
  slice && slice.V.length > 1 && slice.directions.orthonormality > FLOAT32_NOISE
    ? {
        code: 'notOrthonormalSpan',
        text: `The rows of V are not orthonormal (‖VVᵀ − I‖ = ${short(slice.directions.orthonormality)}), so the patch is not a projection.`,
      }
    : null;

const normNotAdditive: Check = ({ document }) =>
  document.readout.kind === 'norm'
    ? {
        code: 'normNotAdditive',
        text: 'The norm is not additive: changes of the norm from the four terms need not add up to the total change.',
      }
    : null;

const noEffect: Check = ({ document, pairs, direction }) => {
  const pair = pairs[document.pair];
  if (!pair || pair.zeroCase === 'sourceIsBase' || isZero(direction.rowNorm)) return null;
  return pair.alpha.every(isZero)
    ? { code: 'noEffect', text: 'δ is orthogonal to v, so patching along v changes nothing for this pair.' }
    : null;
};

const residualTooLarge: Check = ({ pairs }) => {
  const at = pairs.findIndex((pair) => !isZero(pair.compositeResidual));
  if (at < 0) return null;
  return {
    code: 'residualTooLarge',
    text: `The composite residual of pair ${at + 1} exceeds its tolerance: the expansion does not hold for these numbers.`,
  };
};

const CHECKS: readonly Check[] = [
  rankZero,
  ranksDiffer,
  paperRule,
  rankNearTolerance,
  columnsCut,
  imprecise,
  notOrthonormal,
  notOrthonormalSpan,
  rowPartTiny,
  readoutBlind,
  normNotAdditive,
  noPair,
  noEffect,
  residualTooLarge,
];

/** Three significant digits, for a sentence. */
function short(x: number, digits = 3): string {
  const text = String(Number(x.toPrecision(digits)));
  return text.replace('e-', 'e−').replace(/^-/, '−').replace('e+', 'e');
}

/** A length that is not 1, in three significant digits or as many as tell it from 1. */
function unlikeOne(x: number): string {
  let digits = 3;
  while (digits < 17 && Number(x.toPrecision(digits)) === 1) digits += 1;
  return short(x, digits);
}
