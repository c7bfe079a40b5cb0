import { useMemo } from 'react';
import type { Rank, Spectrum } from '#core/analysis/types.ts';
import { powerOfTen } from '#core/format/number.ts';
import {
  heightOfTolerance,
  type SpectrumPlot as Plot,
  type PlotPoint,
  spectrumPlot,
} from '#core/spectrum/plot.ts';
import { cutLabel, describeSpectrum } from '#core/words/spectrum.ts';
import { useCut } from './useCut.ts';

interface Props {
  readonly rank: Rank;
  readonly spectrum: Spectrum;
  readonly onTolerance: (relative: number) => void;
}

const SIZE = { width: 372, height: 176 } as const;

/** The singular values on a log scale over their index: filled where they count, with the line of the tolerance. */
export function SpectrumPlot({ rank, spectrum, onTolerance }: Props) {
  const plot = useMemo(
    () => spectrumPlot({ ...spectrum, tolerance: rank.tolerance, ...SIZE }),
    [spectrum, rank.tolerance],
  );
  const line = useCut({ rank, values: spectrum.values, plot, onTolerance });
  const kept = line.cut?.rank ?? rank.used;
  return (
    <div className="spectrum-plot">
      <svg {...SIZE} role="img" aria-label={describeSpectrum(spectrum, rank)}>
        <Axes plot={plot} />
        <Points points={plot.points.slice(kept)} radius={plot.radius} kind="dropped" />
        <Points points={plot.points.slice(0, kept)} radius={plot.radius} kind="kept" />
      </svg>
      {line.cut && (
        <svg {...SIZE}>
          <title>The tolerance: drag it, or move it with the arrow keys</title>
          <g
            className="spectrum-line"
            data-held={line.held || undefined}
            role="slider"
            tabIndex={0}
            aria-label="Tolerance"
            aria-orientation="vertical"
            aria-valuemin={0}
            aria-valuemax={spectrum.values.length}
            aria-valuenow={spectrum.values.length - line.cut.rank}
            aria-valuetext={cutLabel(line.cut, spectrum.values.length)}
            {...line.handlers}
          >
            <Line plot={plot} y={heightOfTolerance(plot, line.cut.tolerance)}>
              {cutLabel(line.cut, spectrum.values.length)}
            </Line>
          </g>
        </svg>
      )}
    </div>
  );
}

/** The labelled powers of ten, the row of zeros, and the first and the last index. */
function Axes({ plot }: { readonly plot: Plot }) {
  const { frame, decades, indices, zero } = plot;
  return (
    <g className="spectrum-axes">
      {decades.map(({ y, exponent }) => (
        <g key={exponent}>
          <line x1={frame.left} x2={frame.right} y1={y} y2={y} />
          <text x={frame.left - 6} y={y} textAnchor="end" dominantBaseline="central">
            {powerOfTen(exponent)}
          </text>
        </g>
      ))}
      {zero !== null && (
        <text x={frame.left - 6} y={zero} textAnchor="end" dominantBaseline="central">
          ≈ 0
        </text>
      )}
      {indices.map(({ x, index }) => (
        <text key={index} x={x} y={frame.bottom + 15} textAnchor="middle">
          {index}
        </text>
      ))}
    </g>
  );
}

interface PointsProps {
  readonly points: readonly PlotPoint[];
  readonly radius: number;
  readonly kind: 'kept' | 'dropped';
}

/** Dots as strokes of no length: one element however many there are. Those that do not count are hollow. */
function Points({ points, radius, kind }: PointsProps) {
  const path = points.map(({ x, y }) => `M${x.toFixed(2)} ${y.toFixed(2)}h0`).join('');
  return (
    <g className={`spectrum-points ${kind}`}>
      <path d={path} strokeWidth={2 * radius} />
      {kind === 'dropped' && <path className="hole" d={path} strokeWidth={Math.max(0.5, 2 * radius - 2.4)} />}
    </g>
  );
}

interface LineProps {
  readonly plot: Plot;
  readonly y: number;
  readonly children: string;
}

/** The line, what it can be taken by, and what it says: above it where there is room. */
function Line({ plot: { frame }, y, children }: LineProps) {
  const above = y - frame.top > 20;
  return (
    <>
      <rect className="grip" x={frame.left} y={y - 8} width={frame.right + 12 - frame.left} height={16} />
      <line x1={frame.left} x2={frame.right + 3} y1={y} y2={y} />
      <rect className="handle" x={frame.right + 3} y={y - 6} width={8} height={12} rx={3} />
      <text x={frame.left + 8} y={above ? y - 6 : y + 14}>
        {children}
      </text>
    </>
  );
}
