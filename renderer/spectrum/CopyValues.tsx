import { Copy } from 'lucide-react';
import type { Spectrum } from '#core/analysis/types.ts';
import { spectrumText } from '#core/words/spectrum.ts';
import { useApp } from '#renderer/state/context.ts';

/** Copies the singular values at full precision, one to a line. */
export function CopyValues({ spectrum }: { readonly spectrum: Spectrum }) {
  const { store } = useApp();
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(spectrumText(spectrum));
      store.setState({ notice: { kind: 'info', text: `Copied ${spectrum.values.length} singular values.` } });
    } catch {
      store.setState({
        notice: { kind: 'error', text: 'The clipboard is closed to this window: select the values instead.' },
      });
    }
  };
  return (
    <button type="button" className="button quiet" onClick={copy}>
      <Copy size={13} aria-hidden="true" />
      Copy values
    </button>
  );
}
