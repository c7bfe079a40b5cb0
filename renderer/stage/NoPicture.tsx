import { useApp } from '#renderer/state/context.ts';
import { retakeSlice } from '#renderer/state/slice.ts';

/** What stands in place of the picture where the hidden width is more than three and no slice was taken yet. */
export function NoPicture({ d }: { readonly d: number }) {
  const app = useApp();
  return (
    <div className="no-picture">
      <p>
        This instance has the hidden width d = {d}: to cut its vectors to three entries would be a picture of
        something else. An exact slice of it can be drawn and dragged.
      </p>
      <button type="button" className="button primary" onClick={() => void retakeSlice(app, {})}>
        Show the exact slice
      </button>
      <button
        type="button"
        className="button"
        onClick={() => app.store.setState({ dialog: { kind: 'files' } })}
      >
        Open a layer…
      </button>
      <p className="muted">Every number beside and below is that of all {d} dimensions.</p>
    </div>
  );
}
