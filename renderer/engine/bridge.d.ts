import type { Bridge } from '#core/engine/bridgeClient.ts';

declare global {
  interface Window {
    /** There in the desktop shell only. */
    readonly nullscope?: Bridge;
  }
}
