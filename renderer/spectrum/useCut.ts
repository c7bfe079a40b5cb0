import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import type { Rank } from '#core/analysis/types.ts';
import { type Cut, cutBeyond, cutNear } from '#core/spectrum/cuts.ts';
import { type SpectrumPlot, toleranceAt } from '#core/spectrum/plot.ts';

interface Subject {
  readonly rank: Rank;
  readonly values: readonly number[];
  readonly plot: SpectrumPlot;
  readonly onTolerance: (relative: number) => void;
}

/** How many values a key passes over, fewer counting; Home and End pass over all. */
const STEPS: Readonly<Record<string, number>> = {
  ArrowUp: -1,
  ArrowRight: -1,
  ArrowDown: 1,
  ArrowLeft: 1,
  PageUp: -10,
  PageDown: 10,
  Home: Number.MAX_SAFE_INTEGER,
  End: -Number.MAX_SAFE_INTEGER,
};

/**
 * The line of the tolerance under pointer and keys. A drag goes from gap to gap between the values and sets the
 * tolerance when it ends; Escape drops it. A key goes to the next gap and sets it at once. `cut` is null under a rule
 * that has no tolerance.
 */
export function useCut({ rank, values, plot, onTolerance }: Subject) {
  const [held, setHeld] = useState<Cut | null>(null);
  const pressed = useRef(false);
  const own = rank.tolerance === null ? null : { rank: rank.used, tolerance: rank.tolerance };

  const drop = (): void => {
    pressed.current = false;
    setHeld(null);
  };
  const handlers = {
    onPointerDown: (event: PointerEvent<SVGGElement>): void => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      pressed.current = true;
    },
    onPointerMove: (event: PointerEvent<SVGGElement>): void => {
      if (!pressed.current) return;
      const top = event.currentTarget.ownerSVGElement?.getBoundingClientRect().top ?? 0;
      setHeld(cutNear(values, toleranceAt(plot, event.clientY - top)));
    },
    onPointerUp: (): void => {
      if (held && held.rank !== rank.used) onTolerance(held.tolerance);
      drop();
    },
    onLostPointerCapture: drop,
    onKeyDown: (event: KeyboardEvent<SVGGElement>): void => {
      if (event.key === 'Escape' && pressed.current) {
        event.stopPropagation();
        drop();
      }
      const steps = STEPS[event.key];
      if (steps === undefined) return;
      event.preventDefault();
      const cut = cutBeyond(values, rank.used, steps);
      if (cut) onTolerance(cut.tolerance);
    },
  };
  return { cut: held ?? own, held: held !== null, handlers };
}
