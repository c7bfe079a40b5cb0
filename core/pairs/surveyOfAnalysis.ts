import type { Analysis } from '#core/analysis/types.ts';
import type { Document } from '#core/document/schema.ts';
import type { Survey } from './survey.ts';
import { SURVEY_COLUMNS, type SurveyColumn } from './surveyColumns.ts';

/** The survey of a document whose pairs are all in its analysis; x, y, z are the first entries of δ. */
export function surveyOfAnalysis(doc: Document, { pairs, direction }: Analysis): Survey {
  const j = doc.direction;
  const unit = (part: readonly (readonly number[])[]): readonly number[] => {
    const row = part[j] ?? [];
    const norm = Math.hypot(...row);
    return row.map((x) => x / norm);
  };
  const [row, nul] = [unit(direction.vRow), unit(direction.vNull)];
  const values: Record<SurveyColumn, (i: number) => number | undefined> = {
    alpha: (i) => pairs[i]?.alpha[j]?.value,
    alphaRow: (i) => pairs[i]?.alphaRow[j]?.value,
    alphaNull: (i) => pairs[i]?.alphaNull[j]?.value,
    deltaNorm: (i) => pairs[i]?.deltaNorm.value,
    base: (i) => pairs[i]?.outputs.base.readout.value,
    source: (i) => pairs[i]?.outputs.source.readout.value,
    das: (i) => pairs[i]?.outputs.das.readout.value,
    row: (i) => pairs[i]?.outputs.row.readout.value,
    rowUnit: (i) => pairs[i]?.outputs.rowUnit?.readout.value,
    retained: (i) => pairs[i]?.retainedRaw?.value,
    retainedUnit: (i) => pairs[i]?.retainedUnit?.value,
    baseAlongRow: (i) => dot(pairs[i]?.base, row),
    sourceAlongRow: (i) => dot(pairs[i]?.source, row),
    baseAlongNull: (i) => dot(pairs[i]?.base, nul),
    sourceAlongNull: (i) => dot(pairs[i]?.source, nul),
    x: (i) => pairs[i]?.delta[0],
    y: (i) => pairs[i]?.delta[1] ?? 0,
    z: (i) => pairs[i]?.delta[2] ?? 0,
  };
  const columns = Object.fromEntries(
    SURVEY_COLUMNS.map((name) => [name, Float64Array.from(pairs, (_, i) => values[name](i) ?? Number.NaN)]),
  ) as Record<SurveyColumn, Float64Array>;
  return { n: pairs.length, columns, labels: null };
}

const dot = (a: readonly number[] | undefined, b: readonly number[]): number =>
  (a ?? []).reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);
