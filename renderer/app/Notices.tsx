import { X } from 'lucide-react';
import { useEffect } from 'react';
import { timeLeftLabel } from '#core/words/timeLeft.ts';
import { useApp, useAppState } from '#renderer/state/context.ts';

/** How long a remark that needs no answer stays, milliseconds. */
const STAY = 4000;

/** The message of the moment, and the progress of a long analysis. An error stays until it is dismissed. */
export function Notices() {
  const { store } = useApp();
  const notice = useAppState((state) => state.notice);
  const progress = useAppState((state) => state.progress);
  useEffect(() => {
    if (notice?.kind !== 'info') return;
    const timer = setTimeout(() => store.setState({ notice: null }), STAY);
    return () => clearTimeout(timer);
  }, [notice, store]);
  return (
    <div className="notices">
      {progress && (
        <div className="notice">
          <label htmlFor="analysis-progress">{progress.stage}</label>
          <progress id="analysis-progress" value={progress.fraction} />
          <span className="notice-time">{timeLeftLabel(progress.secondsLeft)}</span>
          <button type="button" className="button" onClick={progress.stop}>
            Stop
          </button>
        </div>
      )}
      {notice && (
        <div className="notice" data-kind={notice.kind} role={notice.kind === 'error' ? 'alert' : 'status'}>
          <span>{notice.text}</span>
          <button
            type="button"
            className="button quiet icon"
            aria-label="Dismiss"
            onClick={() => store.setState({ notice: null })}
          >
            <X size={14} aria-hidden="true" />
          </button>
        </div>
      )}
    </div>
  );
}
