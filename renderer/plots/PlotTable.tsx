import { formatNumber } from '#core/format/number.ts';
import type { Table } from '#core/plots/plot.ts';

/** Rows of a table that are shown; the file has them all. */
const SHOWN = 200;

/** The numbers of a plot. */
export function PlotTable({
  table: { columns, rows },
  name,
}: {
  readonly table: Table;
  readonly name: string;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="plot-table" tabIndex={0} aria-label={name}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, SHOWN).map((row, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is its index
            <tr key={i}>
              {row.map((cell, j) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its column
                <td key={j}>
                  {typeof cell === 'number' ? (Number.isFinite(cell) ? formatNumber(cell, 5) : '–') : cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > SHOWN && (
        <p className="muted">
          The first {SHOWN} of {rows.length} rows; the CSV has them all.
        </p>
      )}
    </section>
  );
}
