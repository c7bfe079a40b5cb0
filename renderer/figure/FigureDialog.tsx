import { useState } from 'react';
import { FILES } from '#core/figure/fileTypes.ts';
import { type FigureFormat, FORMATS } from '#core/figure/settings.ts';
import { DialogFrame } from '#renderer/dialogs/DialogFrame.tsx';
import { useApp } from '#renderer/state/context.ts';
import { copyFigure, saveFigure } from '#renderer/state/figure.ts';
import { AnimationSection } from './AnimationSection.tsx';
import { FigureControls } from './FigureControls.tsx';
import { FigurePreview } from './FigurePreview.tsx';
import { FigureTextsSection } from './FigureTextsSection.tsx';
import './faces.css';
import './figure.css';

const DETAILS: Readonly<Record<FigureFormat, string>> = {
  svg: 'text that can be edited, in groups with names',
  pdf: 'fonts inside; the same bytes every time',
  tikz: 'labels as LaTeX, in the fonts of your paper',
  png: 'pixels, with their dpi',
};

/** Exports what is on screen as a figure: how it looks, live, and what goes with it. */
export function FigureDialog() {
  const app = useApp();
  const [format, setFormat] = useState<FigureFormat>('pdf');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const run = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await work();
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure));
    }
    setBusy(false);
  };
  return (
    <DialogFrame title="Export figure" className="figure-dialog">
      <div className="figure-columns">
        <div className="figure-main">
          <FigurePreview />
          <FigureTextsSection format={format} />
          <AnimationSection />
        </div>
        <FigureControls />
      </div>
      <div className="figure-foot">
        <fieldset className="segments">
          <legend className="visually-hidden">Format</legend>
          {FORMATS.map((own) => (
            <label key={own} title={DETAILS[own]}>
              <input
                type="radio"
                name="figure-format"
                checked={format === own}
                onChange={() => setFormat(own)}
              />
              {FILES[own].name}
            </label>
          ))}
        </fieldset>
        <span className="muted figure-detail">{error === null ? DETAILS[format] : ''}</span>
        {error !== null && (
          <span className="field-error" role="alert">
            {error}
          </span>
        )}
        <span className="spacer" />
        <button type="button" className="button" onClick={() => void copyFigure(app, 'png')}>
          Copy as PNG
        </button>
        <button type="button" className="button" onClick={() => void copyFigure(app, 'svg')}>
          Copy as SVG
        </button>
        <button
          type="button"
          className="button primary"
          disabled={busy}
          onClick={() => void run(() => saveFigure(app, format))}
        >
          {busy ? 'Exporting…' : `Export ${FILES[format].name}`}
        </button>
      </div>
    </DialogFrame>
  );
}
