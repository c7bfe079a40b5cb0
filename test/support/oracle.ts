import { readFileSync } from 'node:fs';
import { readNpyRows } from './npy.ts';

const folder = new URL('../fixtures/oracle/', import.meta.url);

/** An instance recorded from the notebook's own recipe, with the answers to compare with. */
export interface OracleInstance {
  readonly W: number[][];
  readonly V: number[][];
  readonly base: number[][];
  readonly source: number[][];
  readonly expected: OracleAnswers;
}

type PerOutput<T> = Record<'base' | 'source' | 'das' | 'row' | 'null' | 'rowUnit', T> & {
  readonly nullUnit: T | null;
};

/** `expected.json` of an oracle folder. */
export interface OracleAnswers {
  readonly shape: { readonly d: number; readonly m: number; readonly k: number; readonly n: number };
  readonly rank: number;
  readonly normV: number;
  readonly normRow: number;
  readonly normNull: number;
  readonly alpha: number[][];
  readonly alphaRow: number[][];
  readonly alphaNull: number[][];
  readonly outSum: PerOutput<number[]>;
  readonly outFirst5: PerOutput<number[][]>;
  readonly illusionSum: number[];
  readonly missingSum: number[];
  readonly nullEffectMaxAbs: number;
}

/** The oracle folder of this name. */
export function readOracle(name: string): OracleInstance {
  const file = (entry: string): URL => new URL(`${name}/${entry}`, folder);
  return {
    W: readNpyRows(file('W.npy')),
    V: readNpyRows(file('v.npy')),
    base: readNpyRows(file('base.npy')),
    source: readNpyRows(file('source.npy')),
    expected: JSON.parse(readFileSync(file('expected.json'), 'utf8')) as OracleAnswers,
  };
}

/** A matrix and a direction whose row part was computed in 113-bit arithmetic and rounded. */
export interface ExtendedCase {
  readonly name: string;
  readonly rank: number;
  readonly W: number[][];
  readonly v: number[];
  readonly vRow: number[];
}

/** Every case of `extended/`. */
export function readExtended(): ExtendedCase[] {
  const index = JSON.parse(readFileSync(new URL('extended/index.json', folder), 'utf8')) as Record<
    string,
    { readonly rank: number }
  >;
  return Object.entries(index).map(([name, { rank }]) => {
    const rows = (entry: string): number[][] => readNpyRows(new URL(`extended/${name}/${entry}.npy`, folder));
    return { name, rank, W: rows('W'), v: rows('v')[0] ?? [], vRow: rows('v_row')[0] ?? [] };
  });
}
