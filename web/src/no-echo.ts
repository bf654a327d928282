// Pages where nothing is live.

import type { EchoChannel, EchoLike } from "./echo.js";

const nothing = (): void => {};

/**
 * In place of an Echo, where an application has nothing live: never connected, so that everything is as it was when it
 * was last asked for. It needs neither Laravel Echo nor pusher-js.
 */
export function noEcho(): EchoLike {
  const channel = (name: string): EchoChannel => ({
    subscription: { name, subscribed: false, subscribe: nothing, bind: nothing, unbind: nothing },
    listen: nothing,
    stopListening: nothing,
  });
  const connection = { state: "disconnected", socket_id: "", bind: nothing, unbind: nothing };
  return {
    channel,
    private: (name) => channel(`private-${name}`),
    join: (name) => channel(`presence-${name}`),
    leaveChannel: nothing,
    connector: { pusher: { config: {}, connection, connect: nothing, disconnect: nothing }, channels: {}, options: {} },
  };
}
