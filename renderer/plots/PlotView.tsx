import { Table2 } from 'lucide-react';
import { type KeyboardEvent, memo, type PointerEvent, useState } from 'react';
import { csvOf } from '#core/plots/csv.ts';
import { nearestRow, placeOf } from '#core/plots/nearest.ts';
import type { Plot } from '#core/plots/plot.ts';
import { saveFile } from '#renderer/save/saveFile.ts';
import { useApp } from '#renderer/state/context.ts';
import { savePlot } from '#renderer/state/figure.ts';
import { DotsCanvas } from './DotsCanvas.tsx';
import { dotsPath } from './dotsPath.ts';
import { PlotTable } from './PlotTable.tsx';

interface Props {
  readonly plot: Plot;
  /** The row on screen elsewhere: it is marked. */
  readonly selected: number | null;
  /** A point was pressed, or reached by the arrow keys; absent where points are no pairs. */
  readonly onSelect?: (row: number) => void;
}

/** A plot with its table, and both as files. */
export const PlotView = memo(function PlotView({ plot, selected, onSelect }: Props) {
  const app = useApp();
  const [asTable, setAsTable] = useState(false);
  return (
    <figure className="plot">
      <figcaption>
        <strong>{plot.title}</strong>
        <span className="spacer" />
        <button
          type="button"
          className="button quiet icon"
          aria-pressed={asTable}
          aria-label={`${plot.title}: as a table`}
          title="As a table"
          onClick={() => setAsTable(!asTable)}
        >
          <Table2 size={14} aria-hidden="true" />
        </button>
        <button
          type="button"
          className="button quiet"
          title="Save the picture as SVG"
          onClick={() => void savePlot(app, plot.id)}
        >
          SVG
        </button>
        <button
          type="button"
          className="button quiet"
          title="Save the numbers as CSV"
          onClick={() => saveFile(`${plot.id}.csv`, 'text/csv', csvOf(plot.table))}
        >
          CSV
        </button>
      </figcaption>
      {asTable ? (
        <PlotTable table={plot.table} name={plot.title} />
      ) : (
        <Picture plot={plot} selected={selected} {...(onSelect && { onSelect })} />
      )}
      {plot.legend.length > 0 && (
        <ul className="plot-legend">
          {plot.legend.map(({ name, role, hollow }) => (
            <li key={name}>
              <i data-role={role} data-hollow={hollow || undefined} />
              {name}
            </li>
          ))}
        </ul>
      )}
    </figure>
  );
});

/** More dots than these are drawn as a bitmap. */
const MANY = 3000;

function Picture({ plot, selected, onSelect }: Props) {
  const { frame } = plot;
  const { width, height } = frame;
  const press = (event: PointerEvent<SVGSVGElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    const scale = width / box.width;
    const row = nearestRow(plot, (event.clientX - box.left) * scale, (event.clientY - box.top) * scale);
    if (row !== null) onSelect?.(row);
  };
  const step = (event: KeyboardEvent): void => {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (by === undefined || !onSelect) return;
    event.preventDefault();
    const rows = plot.table.rows.length;
    onSelect(((selected ?? 0) + by + rows) % rows);
  };
  const bitmap = plot.dots.reduce((sum, { rows }) => sum + rows.length, 0) > MANY;
  return (
    <div className="plot-frame">
      {bitmap && <DotsCanvas plot={plot} />}
      <svg
        className="plot-picture"
        viewBox={`0 0 ${width} ${height}`}
        role={onSelect ? 'application' : 'img'}
        aria-label={`${plot.title}. ${plot.description}`}
        {...(onSelect && { tabIndex: 0, onPointerDown: press, onKeyDown: step })}
      >
        <title>{plot.description}</title>
        <Axes plot={plot} />
        <Marks plot={plot} bitmap={bitmap} />
        <Selected plot={plot} row={selected} />
      </svg>
    </div>
  );
}

function Axes({ plot: { frame, x, y } }: { readonly plot: Plot }) {
  const { left, right, top, bottom } = frame;
  return (
    <g className="plot-axes">
      <path d={`M${left} ${top}V${bottom}H${right}`} />
      {x.ticks.map(({ at, text }) => (
        <text key={text} x={at} y={bottom + 14} textAnchor="middle">
          {text}
        </text>
      ))}
      {y.ticks.map(({ at, text }) => (
        <text key={text} x={left - 6} y={at + 4} textAnchor="end">
          {text}
        </text>
      ))}
      <text className="plot-label" x={(left + right) / 2} y={bottom + 30} textAnchor="middle">
        {x.label}
      </text>
      <text
        className="plot-label"
        transform={`translate(12 ${(top + bottom) / 2}) rotate(-90)`}
        textAnchor="middle"
      >
        {y.label}
      </text>
    </g>
  );
}

/** What does not change while pairs are stepped through: a hundred thousand points are laid out once. */
const Marks = memo(function Marks({ plot, bitmap }: { readonly plot: Plot; readonly bitmap: boolean }) {
  return (
    <>
      <g className="plot-lines">
        {plot.lines.map(({ x1, y1, x2, y2, role, dashed }) => (
          <line
            key={`${x1} ${y1} ${x2} ${y2}`}
            x1={x1}
            y1={y1}
            x2={x2}
            y2={y2}
            data-role={role}
            data-dashed={dashed || undefined}
          />
        ))}
      </g>
      <g className="plot-bars">
        {plot.bars.map(({ x, y, width, height, role, hollow }) => (
          <rect
            key={`${role} ${x} ${y}`}
            x={x}
            y={y}
            width={width}
            height={height}
            data-role={role}
            data-hollow={hollow || undefined}
          />
        ))}
      </g>
      {(bitmap ? [] : plot.dots).map((dots) => {
        const path = dotsPath(dots);
        return (
          <g key={dots.name} className="plot-dots" data-role={dots.role}>
            <path d={path} strokeWidth={2 * dots.radius} />
            {dots.hollow && (
              <path className="hole" d={path} strokeWidth={Math.max(0.6, 2 * dots.radius - 2)} />
            )}
          </g>
        );
      })}
    </>
  );
});

function Selected({ plot, row }: { readonly plot: Plot; readonly row: number | null }) {
  const place = row === null ? null : placeOf(plot, row);
  if (!place) return null;
  const at = { cx: place[0], cy: place[1], r: 6 };
  return (
    <g className="plot-mark">
      <circle className="plot-selected halo" {...at} />
      <circle className="plot-selected" {...at} />
    </g>
  );
}
