import type { ReactNode } from 'react';
import type { Analysis, Figure, PairAnalysis } from '#core/analysis/types.ts';
import { formatAngle, formatNumber, formatShare, type Shown } from '#core/format/number.ts';
import { certificateLabel } from '#core/words/certificate.ts';
import { Tex } from '#renderer/maths/Tex.tsx';
import { FigureText } from '#renderer/number/FigureText.tsx';

interface Props {
  readonly analysis: Analysis;
  readonly pair: PairAnalysis;
}

/** The geometry behind the effects: shares, angle, retained fractions, activation differences. */
export function Geometry({ analysis, pair }: Props) {
  const { direction } = analysis;
  const single = direction.v.length === 1;
  const V = single ? '\\mathbf{v}' : 'V';
  return (
    <section>
      <h2 className="section-head">
        Geometry
        <span className="certificate" title={`Found by ${analysis.certificate.method}`}>
          {certificateLabel(analysis)}
        </span>
      </h2>
      <dl className="figures">
        <Line
          name="row share of v"
          figure={direction.rowShare}
          label={
            <>
              <Tex
                tex={`\\lVert ${V}_{\\mathrm{row}}\\rVert^2 / \\lVert ${V}\\rVert^2`}
                plain="squared norm of v row, over that of v"
              />
              <small title="The mean of a random direction: rank / d">
                {' '}
                · random {formatNumber(direction.randomShare, 3)}
              </small>
            </>
          }
        />
        {direction.percentile && (
          <Line
            name="random directions with a smaller row share"
            figure={direction.percentile}
            format={formatShare}
            label="random directions with less"
          />
        )}
        <Line
          name="angle of v to the column space"
          figure={direction.angle}
          format={formatAngle}
          label={
            <>
              angle of <Tex tex={V} plain="v" /> to the column space
            </>
          }
        />
        {pair.alphaRow.map((alpha, j) => (
          <Line
            // biome-ignore lint/suspicious/noArrayIndexKey: a direction is its index
            key={`row${j}`}
            name="delta dot v row"
            figure={alpha}
            label={
              <Tex
                tex={`\\boldsymbol{\\delta}\\cdot\\mathbf{v}_{\\mathrm{row}${single ? '' : `,${j + 1}`}}`}
                plain="delta dot v row"
              />
            }
          />
        ))}
        {pair.alphaNull.map((alpha, j) => (
          <Line
            // biome-ignore lint/suspicious/noArrayIndexKey: a direction is its index
            key={`null${j}`}
            name="delta dot v null"
            figure={alpha}
            label={
              <Tex
                tex={`\\boldsymbol{\\delta}\\cdot\\mathbf{v}_{\\mathrm{null}${single ? '' : `,${j + 1}`}}`}
                plain="delta dot v null"
              />
            }
          />
        ))}
        <Line
          name="share of the effect kept by the raw row patch"
          figure={pair.retainedRaw}
          label="kept by the row patch, raw"
        />
        <Line
          name="share of the effect kept by the unit row patch"
          figure={pair.retainedUnit}
          label="kept by the row patch, unit"
        />
      </dl>
    </section>
  );
}

interface LineProps {
  readonly label: ReactNode;
  readonly name: string;
  readonly figure: Figure | null;
  readonly format?: ((figure: Figure) => Shown) | undefined;
}

function Line({ label, name, figure, format }: LineProps) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {figure ? (
          <FigureText figure={figure} name={name} format={format} />
        ) : (
          <span title="v has no effect here, so there is no share of it.">none</span>
        )}
      </dd>
    </div>
  );
}
