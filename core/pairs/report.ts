import { cutDirection, describeDirection } from '#core/analysis/direction.ts';
import type { Layer } from '#core/analysis/layer.ts';
import type { Analysis } from '#core/analysis/types.ts';
import { warningsOf } from '#core/analysis/warnings.ts';
import type { Readout } from '#core/document/schema.ts';
import type { Instance } from '#core/instance/instance.ts';
import { norm2 } from '#core/linalg/norm.ts';

/** What an analysis tells of an instance before any of its pairs. */
export type InstanceReport = Pick<Analysis, 'shape' | 'rank' | 'certificate' | 'direction' | 'warnings'>;

/** Shapes, ranks, norms and warnings of an instance; `n` is 0 where it has no pairs. */
export function instanceReport(
  { V, stored, pairs }: Instance,
  layer: Layer,
  readout: Readout,
): InstanceReport {
  const { projector, rank, W } = layer;
  const cut = cutDirection(V, projector);
  const direction = describeDirection(cut, projector);
  const certificate = {
    bound: norm2(cut.vRow.map((row) => row.normBound)),
    kind: projector.kind,
    method: projector.method,
    stage: 'certified',
  } as const;
  const subject = {
    document: { stored, readout, pair: 0, slice: null },
    layer,
    direction,
    certificate,
    pairs: [],
  };
  return {
    shape: { d: W.rows, m: W.cols, k: V.length, n: pairs?.n ?? 0 },
    rank,
    certificate,
    direction,
    warnings: warningsOf(subject),
  };
}
