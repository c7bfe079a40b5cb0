import { useState } from 'react';
import { flagsOfSettings } from '#core/figure/flags.ts';
import { useAnswer } from '#renderer/files/useAnswer.ts';
import { saveFile } from '#renderer/save/saveFile.ts';
import { useApp } from '#renderer/state/context.ts';
import { drawableSettings, fileName } from '#renderer/state/figure.ts';
import { documentToSave } from '#renderer/state/store.ts';

const KINDS = ['caption', 'captionLatex', 'csv', 'latex', 'script', 'command'] as const;
type Kind = (typeof KINDS)[number];

const TITLES: Readonly<Record<Kind, string>> = {
  caption: 'Caption',
  captionLatex: 'Caption, LaTeX',
  csv: 'Numbers, CSV',
  latex: 'Numbers, LaTeX',
  script: 'PyTorch script',
  command: 'Command',
};

/** The ending and type of each as a file. */
const FILES: Readonly<Record<Kind, readonly [ending: string, type: string]>> = {
  caption: [' caption.txt', 'text/plain'],
  captionLatex: [' caption.tex', 'text/x-tex'],
  csv: [' numbers.csv', 'text/csv'],
  latex: [' numbers.tex', 'text/x-tex'],
  script: ['.py', 'text/x-python'],
  command: ['.sh', 'text/x-shellscript'],
};

/** What goes with the figure: caption, numbers, the script that recomputes them, the command that makes it again. */
export function FigureTextsSection() {
  const app = useApp();
  const [kind, setKind] = useState<Kind>('caption');
  const answer = useAnswer('texts', (signal) =>
    app.engine.request('figureTexts', { document: documentToSave(app.store.getState()) }, { signal }),
  );
  const name = fileName(app.store.getState());
  const command = `npx nullscope figure ${quoted(app.store.getState().file?.name ?? `${name}.nullscope.json`)} ${flagsOfSettings(drawableSettings(app)).join(' ')} --format pdf --out ${quoted(`${name}.pdf`)}\n`;
  const text =
    kind === 'command' ? command.replace('  ', ' ') : answer.kind === 'there' ? answer.value[kind] : '';
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text);
    app.store.setState({ announcement: `${TITLES[kind]} copied` });
  };
  const [ending, type] = FILES[kind];
  return (
    <section className="figure-texts" aria-label="What goes with the figure">
      <div className="figure-tabs">
        <fieldset className="segments">
          <legend className="visually-hidden">What goes with the figure</legend>
          {KINDS.map((own) => (
            <label key={own}>
              <input type="radio" name="figure-text" checked={kind === own} onChange={() => setKind(own)} />
              {TITLES[own]}
            </label>
          ))}
        </fieldset>
        <span className="spacer" />
        <button type="button" className="button small" disabled={text === ''} onClick={() => void copy()}>
          Copy
        </button>
        <button
          type="button"
          className="button small"
          disabled={text === ''}
          onClick={() => saveFile(`${name}${ending}`, type, text)}
        >
          Save
        </button>
      </div>
      <textarea
        readOnly
        aria-label={TITLES[kind]}
        data-prose={kind === 'caption' || undefined}
        value={answer.kind === 'failed' ? answer.message : text}
      />
    </section>
  );
}

/** A word of a shell's command line. */
const quoted = (text: string): string =>
  /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
