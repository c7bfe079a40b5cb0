import { createBridgeClient } from '#core/engine/bridgeClient.ts';
import type { Engine } from '#core/engine/contract.ts';
import { withNearAnswers } from '#core/engine/nearEngine.ts';
import { createSocketClient } from '#core/engine/socketClient.ts';

/** The engine of this window: its host's, save that small analyses are answered here. */
export const connectEngine = (): Engine => withNearAnswers(connectHost());

/** The host's engine: over the preload's bridge in the desktop shell, else over a socket. */
function connectHost(): Engine {
  if (window.nullscope) return createBridgeClient(window.nullscope);
  const address = new URL('./socket', window.location.href);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  address.search = '';
  address.hash = '';
  return createSocketClient(() => new WebSocket(address));
}
