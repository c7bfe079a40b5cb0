import type { Spectrum } from '#core/analysis/types.ts';
import type { Document, Rows } from '#core/document/schema.ts';
import type { Engine } from '#core/engine/contract.ts';
import type { AppStore, Frame, State } from './store.ts';

/** The singular values of a large W, which come after its analysis. */
export interface LateSpectrum {
  /** The layer that they are of: its rows, or where its tensor is. */
  readonly layer: string | Rows;
  /** Null until they are known, with the fraction done. */
  readonly values: Spectrum | null;
  readonly fraction: number;
}

/** What tells the layers of two documents apart: slices of one instance have one layer. */
function layerKey({ W, slice }: Document): string | Rows {
  if (!slice) return W;
  return slice.layer.W.kind === 'inline' ? slice.layer.W.rows : JSON.stringify(slice.layer.W.ref);
}

/** The singular values of the layer on screen; null while they are being computed. */
export function spectrumOf({ document, analysis }: Frame, late: LateSpectrum | null): Spectrum | null {
  return analysis.spectrum ?? (late?.layer === layerKey(document) ? late.values : null);
}

/**
 * Asks for the singular values that an analysis came without, once it is certified and nothing is in hand; gives up
 * those of a layer that is not on screen any more. Returns a function that stops it.
 */
export function keepSpectrum(store: AppStore, engine: Engine): () => void {
  let controller: AbortController | null = null;

  function wake({ frame, draft, late }: State): void {
    if (!frame || draft || frame.draft) return;
    const { document, analysis } = frame;
    if (analysis.certificate.stage === 'first' || late?.layer === layerKey(document)) return;
    controller?.abort();
    if (analysis.spectrum) {
      if (late) store.setState({ late: null });
      return;
    }
    void ask(frame, new AbortController());
  }

  async function ask({ document }: Frame, own: AbortController): Promise<void> {
    controller = own;
    const layer = layerKey(document);
    const tell = (values: Spectrum | null, fraction: number): void => {
      if (!own.signal.aborted) store.setState({ late: { layer, values, fraction } });
    };
    tell(null, 0);
    try {
      const { spectrum } = await engine.request(
        'spectrum',
        { document },
        { signal: own.signal, onProgress: ({ fraction }) => tell(null, fraction) },
      );
      tell(spectrum, 1);
    } catch {
      // What is wrong with the layer its analysis says; the picture goes without its singular values.
    }
  }

  const unsubscribe = store.subscribe((state, before) => {
    if (state.frame !== before.frame || state.draft !== before.draft) wake(state);
  });
  wake(store.getState());
  return () => {
    controller?.abort();
    unsubscribe();
  };
}
