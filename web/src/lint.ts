// Says in the console, while an application is made, why nothing happens.

import type { Belfry } from "./belfry.js";
import { connectorOf, type EchoLike } from "./echo.js";

interface Registry {
  callbacks?: { _callbacks?: Record<string, unknown[]> };
  global_callbacks?: unknown[];
}

interface Frame {
  event: string;
  channel?: string;
}

/**
 * Warns of each event that arrives on a channel where somebody listens, and nobody to it, with what to write instead.
 * For development: it costs a look at each event. Returns what ends it.
 */
export function warnOfUnheardEvents(echo: EchoLike, warn: (text: string) => void = console.warn): () => void {
  const { connection } = connectorOf(echo).pusher;
  const told = new Set<string>();
  const look = ({ event, channel }: Frame): void => {
    if (!channel || event.startsWith("pusher") || told.has(`${channel} ${event}`)) {
      return;
    }
    const heard = listenersOf(echo, channel);
    if (heard && !heard.includes(event)) {
      told.add(`${channel} ${event}`);
      warn(advice(event, channel, heard));
    }
  };
  connection.bind("message", look);
  return () => connection.unbind("message", look);
}

/**
 * Tells of each change of the connection in a line: `[LiveSession] WebSocket connected`. For development. Returns what
 * ends it.
 *
 * @param name in front of each line
 */
export function logConnection(
  belfry: Belfry,
  name: string = "belfry",
  log: (text: string) => void = console.info,
): () => void {
  let last = "";
  const tell = (): void => {
    const connection = belfry.connection.get();
    const why = connection.state === "refused" ? `: ${connection.code} ${connection.reason}` : "";
    const line = `[${name}] WebSocket ${connection.state}${why}`;
    if (line !== last) {
      last = line;
      log(line);
    }
  };
  tell();
  return belfry.connection.subscribe(tell);
}

/** What somebody listens to on a channel, by names on the wire; null where all is heard. */
function listenersOf(echo: EchoLike, channel: string): string[] | null {
  const { pusher } = connectorOf(echo) as unknown as { pusher: { channel(name: string): Registry | undefined } };
  const registry = pusher.channel(channel);
  if (!registry || (registry.global_callbacks?.length ?? 0) > 0) {
    return null;
  }
  return Object.entries(registry.callbacks?._callbacks ?? {})
    .filter(([name, callbacks]) => callbacks.length > 0 && !name.startsWith("_pusher"))
    .map(([name]) => name.slice(1));
}

function advice(event: string, channel: string, heard: readonly string[]): string {
  const meant = heard.find((name) => bare(name) === bare(event));
  const found = meant ? ` You listen for ${JSON.stringify(meant)}.` : "";
  return `belfry: ${JSON.stringify(event)} came on ${channel}, and nobody listens to it.${found} ${form(event)}`;
}

/** How Echo wants to be told of it. */
function form(event: string): string {
  if (event === "Illuminate\\Notifications\\Events\\BroadcastNotificationCreated") {
    return "Write .notification(callback).";
  }
  if (event.startsWith("client-")) {
    return `Write .listenForWhisper(${JSON.stringify(event.slice("client-".length))}, callback).`;
  }
  if (event.startsWith("App\\Events\\")) {
    return `Write .listen(${JSON.stringify(event.slice("App\\Events\\".length))}, callback).`;
  }
  return `Write .listen(${JSON.stringify(`.${event}`)}, callback), with a dot in front.`;
}

/** What two names have in common that stand for the same: the last parts of them, without dots and capitals. */
function bare(name: string): string {
  return name
    .replace(/^App\\Events\\/, "")
    .replace(/[^A-Za-z0-9]/g, "")
    .toLowerCase();
}
