import type { RankRule } from '#core/document/schema.ts';
import type { PairRecord } from '#core/pairs/record.ts';
import type { InstanceReport } from '#core/pairs/report.ts';

/** The parts of `V`, k × d each, where they were asked for. */
interface Vectors {
  readonly vRow: readonly (readonly number[])[];
  readonly vNull: readonly (readonly number[])[];
}

/** The beginning of the JSON object of an analysis, up to its pairs. */
export function jsonHead({ shape, rank, certificate, direction }: InstanceReport, vectors?: Vectors): string {
  const { norm, rowNorm, nullNorm } = direction;
  const head = {
    shape,
    rank: { exact: rank.exact, storage: rank.storage, used: rank.used, rule: ruleName(rank.rule) },
    certificate: { bound: certificate.bound, kind: certificate.kind, method: certificate.method },
    norms: { v: norm.value, vRow: rowNorm.value, vNull: nullNorm.value },
    ...vectors,
  };
  return JSON.stringify(head).slice(0, -1);
}

/** Its end. */
export const jsonTail = ({ warnings }: InstanceReport): string => `,"warnings":${JSON.stringify(warnings)}}`;

const ruleName = (rule: RankRule): string | number =>
  rule.kind === 'tolerance' ? rule.relative : rule.kind === 'paper' ? 'paper-qr' : rule.kind;

/** What holds of an instance before its pairs, a line each. */
export function reportTable(
  { shape, rank, certificate, direction, warnings }: InstanceReport,
  { W, v }: { readonly W: string; readonly v: string },
): string {
  const { d, m, k, n } = shape;
  const V = k === 1 ? 'v' : 'V';
  const lines = [
    ['W', `${d} × ${m}`, W],
    [V, `${k} × ${d}`, v],
    ['rank', `${rank.used} by ${ruleName(rank.rule)}`, `exact ${rank.exact}, storage ${rank.storage}`],
    [`‖${V}‖`, short(direction.norm.value)],
    [
      `‖${V}_row‖`,
      short(direction.rowNorm.value),
      `share ${short(direction.rowShare.value)}, random ${short(direction.randomShare)}`,
    ],
    [`‖${V}_null‖`, short(direction.nullNorm.value)],
    [`${V}_row to within`, certificate.bound.toExponential(1), `${certificate.kind}; ${certificate.method}`],
    ['pairs', String(n)],
  ];
  const remarks = warnings.map(({ text }) => `note: ${text}\n`);
  return `${aligned(lines)}${remarks.join('')}`;
}

/** Of more pairs than these the table shows the first, and the means of all. */
const MOST_ROWS = 20;

const COLUMNS: readonly (readonly [string, (record: PairRecord) => number | null])[] = [
  ['base', ({ readout }) => readout.base],
  ['source', ({ readout }) => readout.source],
  ['das', ({ readout }) => readout.das],
  ['row', ({ readout }) => readout.row],
  ['null', ({ readout }) => readout.null],
  ['row unit', ({ readout }) => readout.rowUnit],
  ['null unit', ({ readout }) => readout.nullUnit],
  ['missing', ({ effects }) => effects.missing],
  ['kept raw', ({ effects }) => effects.retainedRaw],
  ['kept unit', ({ effects }) => effects.retainedUnit],
];

/** The first pairs, a row each, and the means over all. */
export function pairsTable(records: Iterable<[number, PairRecord]>, n: number): string {
  const rows: string[][] = [['pair', ...COLUMNS.map(([name]) => name)]];
  const sums = COLUMNS.map(() => ({ sum: 0, count: 0 }));
  for (const [i, record] of records) {
    const values = COLUMNS.map(([, of]) => of(record));
    if (i < MOST_ROWS) rows.push([String(i), ...values.map(cell)]);
    for (const [c, value] of values.entries()) {
      const own = sums[c];
      if (!own || value === null) continue;
      own.sum += value;
      own.count += 1;
    }
  }
  if (n > 1) rows.push(['mean', ...sums.map(({ sum, count }) => cell(count > 0 ? sum / count : null))]);
  const more = n > MOST_ROWS ? `${n - MOST_ROWS} more pairs: --json or --stream prints them all.\n` : '';
  return `\n${aligned(rows, true)}${more}`;
}

const cell = (value: number | null): string => (value === null ? '–' : short(value));

/** Six significant digits. */
const short = (x: number): string => String(Number(x.toPrecision(6)));

/** Rows with their cells in columns; numbers to the right. */
function aligned(rows: readonly (readonly string[])[], right = false): string {
  const count = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, c) => Math.max(...rows.map((row) => row[c]?.length ?? 0)));
  const pad = (text: string, c: number): string =>
    right ? text.padStart(widths[c] ?? 0) : text.padEnd(widths[c] ?? 0);
  return rows.map((row) => `${row.map(pad).join('  ').trimEnd()}\n`).join('');
}
