import { Eye, EyeOff, Lock, LockOpen } from 'lucide-react';
import { memo } from 'react';
import type { Arrow } from '#core/arrows/types.ts';
import { useApp } from '#renderer/state/context.ts';
import { commit, toggle } from '#renderer/state/edit.ts';

interface Props {
  readonly arrow: Arrow;
  readonly hidden: boolean;
  readonly locked: boolean;
}

/** The buttons that hide and lock a vector. */
export const ArrowTools = memo(function ArrowTools({ arrow, hidden, locked }: Props) {
  const { store } = useApp();
  const flip = (list: 'hidden' | 'locked'): void =>
    commit(store, toggle(store.getState().document, list, arrow.id));
  return (
    <span className="tools">
      <button
        type="button"
        aria-pressed={hidden}
        aria-label={`Hide ${arrow.plain}`}
        title={hidden ? 'Show' : 'Hide'}
        onClick={() => flip('hidden')}
      >
        {hidden ? <EyeOff size={14} aria-hidden="true" /> : <Eye size={14} aria-hidden="true" />}
      </button>
      {arrow.group !== 'patched' && (
        <button
          type="button"
          aria-pressed={locked}
          aria-label={`Lock ${arrow.plain}`}
          title={locked ? 'Unlock' : 'Lock'}
          onClick={() => flip('locked')}
        >
          {locked ? <Lock size={13} aria-hidden="true" /> : <LockOpen size={13} aria-hidden="true" />}
        </button>
      )}
    </span>
  );
});
