/** Words of the control block, each alone in its cache line where threads contend for it. */
const LEFT = 0;
const DONE = 16;
const EPOCH = 32;
const FAILED = 48;
const TASK = 64;
const COUNT = 65;

/** The arguments lie behind the words, and the text of an error (in UTF-16) behind them. */
const ARGS = 512;
const MOST_ARGS = 32;
const TEXT = ARGS + 8 * MOST_ARGS;
const LONGEST = 500;

/**
 * A waiting thread looks so often, which takes about a millisecond, before it sleeps: longer than what a leader does
 * alone between two passes, since to be woken takes as long as a small pass.
 */
const SPINS = 200_000;

/** What a thread has to do: the number of a task, and its arguments. */
export interface Post {
  readonly task: number;
  readonly args: readonly number[];
}

/** The block of shared memory over which a leader and its followers speak. */
export interface Control {
  /** Leader: posts the items of a task. All of the last one are done. */
  post(task: number, items: number, args: readonly number[]): void;
  /** Leader: waits until so many items are done; false where none was finished for `limit` milliseconds. */
  allDone(items: number, limit: number): boolean;
  /** Whether an item failed since the last post: then the others need not be done. */
  failed(): boolean;
  /** Leader, when all is done: the text of the first error, or null where there is none. */
  failure(): string | null;
  /**
   * An item that nobody else does, or a negative number where none is left. Items are counted down to 0, so that
   * a thread which asks late, at any moment, can neither get a wrong one nor lose one: what was posted stays
   * until its items are done.
   */
  claim(): number;
  /** What the claimed item belongs to. */
  posted(): Post;
  /** Says that the claimed item is done, or (with a text) that it failed. */
  finish(error?: string): void;
  /** A number that changes with every post. */
  epoch(): number;
  /** Follower: waits while the epoch is this one. */
  nextPost(epoch: number): void;
}

/** The memory of a control block, with nothing posted. */
export const controlBlock = (): SharedArrayBuffer => new SharedArrayBuffer(TEXT + 2 * LONGEST);

/** A thread's view of a control block. */
export function openControl(block: SharedArrayBuffer): Control {
  const words = new Int32Array(block, 0, ARGS / 4);
  const numbers = new Float64Array(block, ARGS, MOST_ARGS);
  const letters = new Uint16Array(block, TEXT, LONGEST);

  /** Looks at a word for a while; whether it is no longer `value`. */
  const changes = (word: number, value: number): boolean => {
    for (let i = 0; i < SPINS; i++) if (Atomics.load(words, word) !== value) return true;
    return false;
  };

  return {
    post(task, items, args) {
      if (args.length > MOST_ARGS) throw new RangeError(`a task has at most ${MOST_ARGS} arguments`);
      words[TASK] = task;
      words[COUNT] = args.length;
      numbers.set(args);
      Atomics.store(words, FAILED, 0);
      Atomics.store(words, DONE, 0);
      // From here on items can be claimed, by whoever sees all of the above.
      Atomics.store(words, LEFT, items);
      Atomics.add(words, EPOCH, 1);
      Atomics.notify(words, EPOCH);
    },
    allDone(items, limit) {
      for (;;) {
        const done = Atomics.load(words, DONE);
        if (done === items) return true;
        if (!changes(DONE, done) && Atomics.wait(words, DONE, done, limit) === 'timed-out') return false;
      }
    },
    failed: () => Atomics.load(words, FAILED) !== 0,
    failure() {
      const after = Atomics.load(words, FAILED);
      return after === 0 ? null : String.fromCharCode(...letters.subarray(0, after - 1));
    },
    claim: () => (Atomics.load(words, LEFT) > 0 ? Atomics.sub(words, LEFT, 1) - 1 : -1),
    posted() {
      const args: number[] = [];
      for (let i = 0; i < (words[COUNT] as number); i++) args.push(numbers[i] as number);
      return { task: words[TASK] as number, args };
    },
    finish(error) {
      // Only one text is kept, and it is complete before its item counts as done.
      if (error !== undefined && Atomics.compareExchange(words, FAILED, 0, -1) === 0) {
        const text = error.slice(0, LONGEST);
        for (let i = 0; i < text.length; i++) letters[i] = text.charCodeAt(i);
        Atomics.store(words, FAILED, text.length + 1);
      }
      Atomics.add(words, DONE, 1);
      Atomics.notify(words, DONE);
    },
    epoch: () => Atomics.load(words, EPOCH),
    nextPost(epoch) {
      if (!changes(EPOCH, epoch)) Atomics.wait(words, EPOCH, epoch);
    },
  };
}
