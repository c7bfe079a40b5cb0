import { type FileScope, fileScope } from '#core/engine/fileScope.ts';
import { type Equipment, lazyCrew } from '#core/engine/lazyCrew.ts';
import type { Crew } from '#core/kernels/crew.ts';
import { type HeldColumnSpaces, heldColumnSpaces } from '#core/projector/gram/held.ts';
import { equipment } from './nodeEquipment.ts';
import { startWorker } from './serve/startWorker.ts';

/** What a command computes with: files by their paths, and threads, of which this one is the first. */
export interface Bench {
  readonly files: FileScope;
  readonly hash: Equipment['hash'];
  readonly crew: () => Crew;
  readonly columnSpaces: HeldColumnSpaces;
}

/** Runs a command over such a bench, and closes what it opened. */
export function withBench<T>(use: (bench: Bench) => T): T {
  const crew = lazyCrew(equipment, (followers) => {
    for (const follower of followers) startWorker().post(follower);
  });
  const files = fileScope(equipment.openFile);
  try {
    return use({
      files,
      hash: equipment.hash,
      crew,
      columnSpaces: heldColumnSpaces(crew, equipment.factors),
    });
  } finally {
    files.close();
  }
}
