import { useState } from 'react';
import { FILES as FIGURES } from '#core/figure/fileTypes.ts';
import { flagsOfSettings } from '#core/figure/flags.ts';
import type { FigureFormat } from '#core/figure/settings.ts';
import { saveFile } from '#renderer/save/saveFile.ts';
import { useApp, useAppState } from '#renderer/state/context.ts';
import { drawableSettings, fileName } from '#renderer/state/figure.ts';
import { documentToSave } from '#renderer/state/store.ts';
import { useLatest } from './useLatest.ts';

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
export function FigureTextsSection({ format }: { readonly format: FigureFormat }) {
  const app = useApp();
  const [kind, setKind] = useState<Kind>('caption');
  // What is said, and the command, follow the settings.
  useAppState((state) => state.figure);
  const settings = drawableSettings(app);
  const { value, error } = useLatest(JSON.stringify(settings), () =>
    app.engine.request('figureTexts', { document: documentToSave(app.store.getState()), settings }),
  );
  const name = fileName(app.store.getState());
  const session = app.store.getState().file?.name ?? `${name}.nullscope.json`;
  const command = [
    'npx nullscope figure',
    quoted(session),
    ...flagsOfSettings(settings),
    `--format ${format} --out ${quoted(`${name}.${FIGURES[format].ending}`)}\n`,
  ].join(' ');
  const text = kind === 'command' ? command : (value?.[kind] ?? '');
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
        value={kind === 'command' ? text : (error ?? text)}
      />
    </section>
  );
}

/** A word of a shell's command line. */
const quoted = (text: string): string =>
  /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
