/** The parts of a frame, in their order: what changes the state, what paints pixels, what places elements. */
type Part = 'update' | 'paint' | 'place';

/** Runs something in the next frame; returns what takes it back. */
export type Schedule = (run: () => void) => () => void;

const due: Readonly<Record<Part, Set<() => void>>> = {
  update: new Set(),
  paint: new Set(),
  place: new Set(),
};
let requested = false;

/**
 * Runs something in a part of the next frame, or of this one where that part is still to come. React renders
 * what the updates changed after the first painting, before anything is placed: the graphics process has its
 * work by then, and draws while the panels are laid out.
 */
export function inFrame(part: Part, run: () => void): () => void {
  due[part].add(run);
  if (!requested) request();
  return () => {
    due[part].delete(run);
  };
}

/** Two callbacks of one frame: between them the browser runs microtasks, in which React renders. */
function request(): void {
  requested = true;
  requestAnimationFrame(() => {
    perform('update');
    perform('paint');
  });
  requestAnimationFrame(() => {
    requested = false;
    if (due.update.size > 0) request();
    perform('paint');
    perform('place');
  });
}

/** Runs what is due until now; what that asks for in the same part waits for the next time. */
function perform(part: Part): void {
  const now = [...due[part]];
  due[part].clear();
  for (const run of now) run();
}

/** Runs what changes the state at the start of the next frame. */
export const inUpdate: Schedule = (run) => inFrame('update', run);
