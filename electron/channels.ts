import type { RequestName } from '#core/engine/contract.ts';

/** The channels between preload and main; there are no others. */
export const CHANNELS = {
  request: (name: RequestName): string => `nullscope:${name}`,
  cancel: 'nullscope-cancel',
  progress: 'nullscope-progress',
  event: 'nullscope-event',
  dropped: 'nullscope-dropped',
} as const;
