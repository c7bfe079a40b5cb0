import { createBridgeClient } from '#core/engine/bridgeClient.ts';
import type { Engine } from '#core/engine/contract.ts';
import { createSocketClient } from '#core/engine/socketClient.ts';

/** The engine of this window's host: over the preload's bridge in the desktop shell, else over a socket. */
export function connectEngine(): Engine {
  if (window.nullscope) return createBridgeClient(window.nullscope);
  const address = new URL('./socket', window.location.href);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  address.search = '';
  address.hash = '';
  return createSocketClient(() => new WebSocket(address));
}
