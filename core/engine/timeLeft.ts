/** A stage has to run for so long, in milliseconds, before its pace says anything. */
const WATCHED = 400;

/**
 * Guesses from the fractions done of a stage, and when they were told, how many seconds are left of it: null until
 * there is something to go by. `now` is a clock in milliseconds.
 */
export function createTimeLeft(now: () => number): (stage: string, fraction: number) => number | null {
  let current = '';
  let began = 0;
  let from = 0;
  return (stage, fraction) => {
    if (stage !== current || fraction < from) {
      current = stage;
      began = now();
      from = fraction;
      return null;
    }
    const elapsed = now() - began;
    return elapsed < WATCHED || fraction === from
      ? null
      : ((elapsed / (fraction - from)) * (1 - fraction)) / 1000;
  };
}
