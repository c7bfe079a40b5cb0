import type { Analysis } from '#core/analysis/types.ts';
import type { Document } from '#core/document/schema.ts';
import { formatFixed } from '#core/format/number.ts';
import { headline, type Part } from '#core/words/headline.ts';
import { Tex } from '#renderer/maths/Tex.tsx';
import { FigureText } from '#renderer/number/FigureText.tsx';

interface Props {
  readonly document: Document;
  readonly analysis: Analysis;
}

/** The missing effect as one large number, and the sentence that says what it is. */
export function Headline({ document, analysis }: Props) {
  const { figure, total, sentence } = headline(document, analysis);
  return (
    <>
      <p className="headline">
        <strong>
          <FigureText figure={figure} format={formatFixed} name="missing effect" />
        </strong>
        <span>
          missing effect, of <FigureText figure={total} format={formatFixed} name="effect of v" />
        </span>
      </p>
      <p className="sentence">
        {sentence.map((part, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence, in their order
          <SentencePart key={i} part={part} />
        ))}
      </p>
    </>
  );
}

function SentencePart({ part }: { readonly part: Part }) {
  return 'tex' in part ? <Tex tex={part.tex} plain={part.plain} colour={part.role} /> : part.text;
}
