// Where a page finds the hub, as its application says.

/** What an application of the Spring Boot starter answers with its bean `LiveAddress`. */
export interface LiveAddress {
  /** Of the app. */
  readonly key: string;
  /** Null for the one that the page came from. */
  readonly host: string | null;
  readonly port: number;
  /** Whether with TLS. */
  readonly secure: boolean;
  /** Before all routes of the hub, such as `/realtime`; empty for none. */
  readonly path: string;
}

/** What Echo, and pusher-js below it, want to know of a hub. */
export interface HubOptions {
  key: string;
  cluster: string;
  wsHost: string;
  wsPort: number;
  wssPort: number;
  wsPath: string;
  forceTLS: boolean;
  enabledTransports: ("ws" | "wss")[];
}

/** A hub in the words of Echo: `new Echo({ broadcaster: "reverb", Pusher, ...hubOptions(live) })`. */
export function hubOptions({ key, host, port, secure, path }: LiveAddress): HubOptions {
  return {
    key,
    // pusher-js wants one, and has no use for it where there is a host.
    cluster: "",
    wsHost: host ?? globalThis.location.hostname,
    wsPort: port,
    wssPort: port,
    wsPath: path,
    forceTLS: secure,
    enabledTransports: ["ws", "wss"],
  };
}
