import { moments } from './moments.ts';
import type { Survey } from './survey.ts';

/** A number about many pairs, with its definition. */
export interface Metric {
  readonly name: string;
  /** NaN where it is not defined for these pairs. */
  readonly value: number;
  readonly definition: string;
}

/**
 * What papers report of an intervention over many pairs, each with its definition: `clean` is the base run, `corrupted` the
 * source run, `patched` the base run patched along `v` or its unit row part. The readout should be a logit difference.
 */
export function metricsOf({ base, source, das, rowUnit }: Survey['columns']): readonly Metric[] {
  const patches = [
    { name: 'v', patched: das },
    { name: 'v̂_row', patched: rowUnit },
  ];
  return [
    ...patches.map(({ name, patched }) => ({
      name: `interchange accuracy, ${name}`,
      value: share(patched.length, (i) => Math.sign(patched[i] as number) === Math.sign(source[i] as number)),
      definition: 'the share of pairs whose patched logit difference has the sign of the source’s',
    })),
    ...patches.map(({ name, patched }) => ({
      name: `FLDD, ${name} (Makelov et al.)`,
      value: 1 - moments(patched).mean / moments(base).mean,
      definition:
        '1 − LD_patched / LD_clean, of the means over the pairs; clean is the base run. It can exceed 1 or be negative',
    })),
    ...patches.map(({ name, patched }) => ({
      name: `FLDD, ${name} (recovered)`,
      value: (moments(patched).mean - moments(source).mean) / (moments(base).mean - moments(source).mean),
      definition:
        '(patched − corrupted) / (clean − corrupted), of the means; clean is the base run, corrupted the source run',
    })),
    {
      name: 'mean logit difference, base',
      value: moments(base).mean,
      definition: 'the mean of the readout over the base runs',
    },
    {
      name: 'mean logit difference, source',
      value: moments(source).mean,
      definition: 'the mean of the readout over the source runs',
    },
    {
      name: 'mean logit difference, patched along v',
      value: moments(das).mean,
      definition: 'the mean of the readout over the patched runs',
    },
  ];
}

function share(n: number, holds: (i: number) => boolean): number {
  let count = 0;
  for (let i = 0; i < n; i++) if (holds(i)) count += 1;
  return count / n;
}
