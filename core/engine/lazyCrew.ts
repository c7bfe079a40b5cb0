import type { FigureKit } from '#core/figure/kit.ts';
import { alone } from '#core/kernels/alone.ts';
import { createArena } from '#core/kernels/arena.ts';
import type { Crew } from '#core/kernels/crew.ts';
import type { Invitation } from '#core/kernels/follower.ts';
import { lead } from '#core/kernels/leader.ts';
import { type Binaries, binaryFor, loadKernels } from '#core/kernels/load.ts';
import { createTwin } from '#core/kernels/twin/twin.ts';
import type { Kernels } from '#core/kernels/types.ts';
import type { FactorStore } from '#core/projector/gram/held.ts';
import type { OpenFile } from './fileScope.ts';

/** What a shell lends a worker for large computations. */
export interface Equipment {
  /** How many threads can run at once here. */
  readonly threads: number;
  /** Reads the builds of the kernels; throws where they are not to be had. */
  readonly binaries: () => Binaries;
  /** Where decompositions of large matrices are kept from one start to the next; null for nowhere. */
  readonly factors: FactorStore | null;
  /** Opens a file to be read by range. Throws a sentence for people where it cannot. */
  readonly openFile: (path: string) => OpenFile;
  /** What figures are written with. */
  readonly figures: FigureKit;
  /** SHA-256 in hexadecimal. */
  readonly hash: (bytes: Uint8Array) => string;
  /** Notes a fault of ours. */
  readonly log: (fault: unknown) => void;
}

/** What a worker is told that is to follow another one for as long as it lives. */
export interface Following {
  readonly invitation: Invitation;
  readonly binary: Uint8Array;
}

/** More threads than these add little to what memory has to carry. */
const MOST_THREADS = 8;

/**
 * A crew that is made when it is first asked for, and kept: its followers are handed to `invite` then, and it
 * can be used whether they follow or not. Where the kernels cannot be had, which is logged, one thread alone
 * with their twin.
 */
export function lazyCrew(
  { threads, binaries, log }: Pick<Equipment, 'threads' | 'binaries' | 'log'>,
  invite: (followers: readonly Following[]) => void,
): () => Crew {
  let made: Crew | null = null;

  function make(): Crew {
    const arena = createArena();
    let binary: Uint8Array;
    let kernels: Kernels;
    try {
      binary = binaryFor(binaries());
      kernels = loadKernels(binary, arena.memory);
    } catch (fault) {
      log(fault);
      return alone(createTwin(arena.memory), arena);
    }
    if (threads < 2) return alone(kernels, arena);
    const { crew, invitations } = lead(kernels, arena, Math.min(threads, MOST_THREADS));
    invite(invitations.map((invitation) => ({ invitation, binary })));
    return crew;
  }

  return () => {
    made ??= make();
    return made;
  };
}
