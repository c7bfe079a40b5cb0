import type { PairAnalysis } from '#core/analysis/types.ts';
import { zeroCaseWords } from '#core/words/zeroCase.ts';
import { Tex } from '#renderer/maths/Tex.tsx';
import { FigureText } from '#renderer/number/FigureText.tsx';

/** The self-check that is always on screen, and the case, if any, that makes the missing effect zero. */
export function Checks({ pair }: { readonly pair: PairAnalysis }) {
  const residual = pair.compositeResidual;
  const holds = Math.abs(residual.value) <= residual.bound;
  const k = pair.alpha.length;
  const V = k === 1 ? 'v' : 'V';
  const zero = pair.zeroCase && zeroCaseWords(pair.zeroCase, k);
  return (
    <section>
      <h2 className="section-head">Checks</h2>
      <dl className="figures">
        <div data-check={holds ? 'holds' : 'fails'}>
          <dt>
            <Tex tex={`\\mathbf{${V}}_{\\mathrm{row}}`} plain={`${V} row`} colour="column" /> + missing ={' '}
            <Tex tex={`\\mathbf{${V}}`} plain={V} />, on the output
          </dt>
          <dd>
            <FigureText figure={residual} name="composite residual" /> {holds ? '✓' : '✗'}
          </dd>
        </div>
        <div>
          <dt>Zero case</dt>
          <dd className={zero ? '' : 'muted'}>{zero ? zero.name : 'none holds'}</dd>
        </div>
      </dl>
      {zero && <p className="zero-case">{zero.sentence}</p>}
    </section>
  );
}
