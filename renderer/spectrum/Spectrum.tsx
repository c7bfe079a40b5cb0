import { useId, useState } from 'react';
import type { Rank, Spectrum as Values } from '#core/analysis/types.ts';
import { useAppState } from '#renderer/state/context.ts';
import { CopyValues } from './CopyValues.tsx';
import { SaveSpectrum } from './SaveSpectrum.tsx';
import { SpectrumPlot } from './SpectrumPlot.tsx';
import { ValuesTable } from './ValuesTable.tsx';
import './spectrum.css';

interface Props {
  readonly rank: Rank;
  /** Null while it is being computed. */
  readonly spectrum: Values | null;
  /** Takes the tolerance that the line was moved to. */
  readonly onTolerance: (relative: number) => void;
}

/** All singular values of `W`: a picture whose line sets the tolerance, and the same as a table. */
export function Spectrum({ rank, spectrum, onTolerance }: Props) {
  const id = useId();
  const [open, setOpen] = useState(false);
  return (
    <section className="spectrum" aria-labelledby={`${id}-head`}>
      <h2 className="section-head" id={`${id}-head`}>
        Singular values of W, relative to the largest
      </h2>
      {spectrum ? (
        <>
          <SpectrumPlot rank={rank} spectrum={spectrum} onTolerance={onTolerance} />
          <div className="spectrum-actions">
            <button
              type="button"
              className="button quiet"
              aria-expanded={open}
              aria-controls={`${id}-values`}
              onClick={() => setOpen(!open)}
            >
              {open ? 'Hide values' : 'Show values'}
            </button>
            <CopyValues spectrum={spectrum} />
            <SaveSpectrum rank={rank} spectrum={spectrum} />
          </div>
          <div id={`${id}-values`}>{open && <ValuesTable rank={rank} spectrum={spectrum} />}</div>
        </>
      ) : (
        <Computing />
      )}
    </section>
  );
}

/** Stands in the place of the picture until the values are known. */
function Computing() {
  const fraction = useAppState(({ late }) => late?.fraction ?? null);
  return (
    <div className="spectrum-computing" role="status">
      <span>Computing…</span>
      {fraction !== null && <progress aria-label="Singular values" value={fraction} />}
    </div>
  );
}
