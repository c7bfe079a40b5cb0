import type { JobWorker } from './host.ts';
import type { Following } from './lazyCrew.ts';
import type { WorkerMessage } from './worker.ts';

/**
 * Starts workers that may ask for followers to share their work: these are then started too. All of a group live
 * and die together, so that none waits for one that is gone; where one dies, the worker is said to have died. A
 * follower that cannot be started is done without.
 */
export const withFollowers = (start: () => JobWorker) => (): JobWorker => {
  const leader = start();
  const group = [leader];
  let ended = false;
  let tell: (reason: string) => void = () => undefined;

  function end(): void {
    if (ended) return;
    ended = true;
    for (const worker of group) worker.terminate();
  }

  function fail(reason: string): void {
    if (ended) return;
    end();
    tell(reason);
  }

  function add(following: Following): void {
    try {
      const follower = start();
      group.push(follower);
      follower.onFailure(fail);
      follower.post(following);
    } catch {
      // The leader does what nobody shares.
    }
  }

  return {
    post: (message) => leader.post(message),
    onMessage(listener) {
      leader.onMessage((message) => {
        const said = message as WorkerMessage;
        if (said.kind !== 'crew') listener(said);
        else if (!ended) said.followers.forEach(add);
      });
    },
    onFailure(listener) {
      tell = listener;
      leader.onFailure(fail);
    },
    terminate: end,
  };
};
