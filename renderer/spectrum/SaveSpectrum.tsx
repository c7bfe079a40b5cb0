import { Download } from 'lucide-react';
import type { Rank, Spectrum } from '#core/analysis/types.ts';
import { csvOf } from '#core/plots/csv.ts';
import { spectrumFigure } from '#core/spectrum/figure.ts';
import { saveFile } from '#renderer/save/saveFile.ts';
import { useApp } from '#renderer/state/context.ts';
import { savePlot } from '#renderer/state/figure.ts';

/** The singular values as a picture and as a table, in files. */
export function SaveSpectrum({ rank, spectrum }: { readonly rank: Rank; readonly spectrum: Spectrum }) {
  const app = useApp();
  const figure = () => spectrumFigure({ ...spectrum, tolerance: rank.tolerance, rank: rank.used });
  return (
    <>
      <button
        type="button"
        className="button quiet"
        title="Save the picture as SVG"
        onClick={() => void savePlot(app, 'spectrum')}
      >
        <Download size={13} aria-hidden="true" />
        SVG
      </button>
      <button
        type="button"
        className="button quiet"
        title="Save the numbers as CSV"
        onClick={() => saveFile('singular-values.csv', 'text/csv', csvOf(figure().table))}
      >
        CSV
      </button>
    </>
  );
}
