import type { PairAnalysis } from '#core/analysis/types.ts';
import { formatFixed, formatSigned } from '#core/format/number.ts';
import { type OutputRow, outputsOf } from '#core/words/outputs.ts';
import { Tex } from '#renderer/maths/Tex.tsx';
import { FigureText } from '#renderer/number/FigureText.tsx';

/** Every output of the layer under the readout, and its change from the base. */
export function Outputs({ pair }: { readonly pair: PairAnalysis }) {
  return (
    <section>
      <table className="outputs">
        <caption className="visually-hidden">Outputs under the readout</caption>
        <thead>
          <tr className="section-head-row">
            <th scope="col">Outputs</th>
            <th scope="col">
              <span className="visually-hidden">value</span>
            </th>
            <th scope="col">change from base</th>
          </tr>
        </thead>
        <tbody>
          {outputsOf(pair.alpha.length).map((row) => (
            <Row key={row.id} row={row} pair={pair} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ row, pair }: { readonly row: OutputRow; readonly pair: PairAnalysis }) {
  const output = row.output(pair);
  return (
    <tr data-output={row.id}>
      <th scope="row">
        <i className="swatch" style={{ background: `var(--${row.role})` }} />
        {row.verb} {row.tex && <Tex tex={row.tex} plain={row.plain} colour={row.role} />}
        {row.unit && <small>unit</small>}
      </th>
      <td>
        {output ? <FigureText figure={output.readout} format={formatFixed} name={row.name} /> : <None />}
      </td>
      <td className="change">
        {output && row.id !== 'base' && (
          <FigureText figure={output.change} format={formatSigned} name={`${row.name}, change from base`} />
        )}
      </td>
    </tr>
  );
}

const None = () => (
  <span title="This part of v is zero, so it has no unit vector." className="muted">
    none
  </span>
);
