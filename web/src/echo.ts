// As much of Laravel Echo and of pusher-js as is used here. Neither is imported: a page brings its own.

/** A channel of pusher-js. */
export interface PusherChannel {
  readonly name: string;
  readonly subscribed: boolean;
  /** Of a presence channel. */
  readonly members?: PusherMembers;
  subscribe(): void;
  bind(event: string, callback: (data: never) => void): unknown;
  unbind(event: string, callback: (data: never) => void): unknown;
}

/** Who is on a presence channel of pusher-js. */
export interface PusherMembers {
  readonly myID: string | null;
  each(callback: (member: { id: string; info: unknown }) => void): void;
}

/** A channel of Echo. */
export interface EchoChannel {
  readonly subscription: PusherChannel;
  listen(event: string, callback: (data: never) => void): unknown;
  stopListening(event: string, callback?: (data: never) => void): unknown;
}

/** The connection of pusher-js. */
export interface PusherConnection {
  readonly state: string;
  readonly socket_id: string;
  bind(event: string, callback: (data: never) => void): unknown;
  unbind(event: string, callback: (data: never) => void): unknown;
}

/** A client of pusher-js. */
export interface PusherLike {
  readonly connection: PusherConnection;
  connect(): void;
  disconnect(): void;
}

/** Echo 2, with the broadcaster `reverb` or `pusher`. */
export interface EchoLike {
  channel(name: string): unknown;
  private(name: string): unknown;
  join(name: string): unknown;
  leaveChannel(name: string): void;
  readonly connector: unknown;
}

interface Connector {
  readonly pusher: PusherLike;
  readonly channels: Record<string, unknown>;
  readonly options: { auth?: { headers?: Record<string, string> } };
}

/** What Echo keeps below its door. */
export function connectorOf(echo: EchoLike): Connector {
  const connector = echo.connector as Partial<Connector>;
  if (!connector.pusher || !connector.channels || !connector.options) {
    throw new Error("Belfry needs an Echo with the broadcaster reverb or pusher.");
  }
  return connector as Connector;
}
