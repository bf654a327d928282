// Clients for tests, and the patience to wait for what they hear.

import { createRequire } from "node:module";
import { WebSocket } from "ws";
import { authorization } from "./given-app-server.mjs";

/** pusher-js as Node programs load it. */
export const PusherJs = createRequire(import.meta.url)("pusher-js");

const PATIENCE = 10_000;

/** Keeps what is put into it until somebody asks for the next. */
export function inbox(name) {
  const arrived = [];
  const askers = [];
  return {
    put(value) {
      const asker = askers.shift();
      if (asker) {
        asker(value);
      } else {
        arrived.push(value);
      }
    },
    next(patience = PATIENCE) {
      if (arrived.length > 0) {
        return Promise.resolve(arrived.shift());
      }
      return new Promise((resolve, reject) => {
        const asker = (value) => {
          clearTimeout(late);
          resolve(value);
        };
        const late = setTimeout(() => {
          askers.splice(askers.indexOf(asker), 1);
          reject(new Error(`nothing more came to ${name} in ${patience} ms`));
        }, patience);
        askers.push(asker);
      });
    },
    /** The first that fits; what came before it is thrown away. */
    async nextThat(fits, patience) {
      for (;;) {
        const value = await this.next(patience);
        if (fits(value)) {
          return value;
        }
      }
    },
    isEmpty: () => arrived.length === 0,
  };
}

/** An inbox for the data of one event, of anything in pusher-js that has bind. */
export function heard(source, event) {
  const box = inbox(event);
  source.bind(event, (data) => box.put(data));
  return box;
}

/**
 * What a pusher-js connection lives through, in order, as texts. An error that comes both as a
 * message and as the reason of the close is told once.
 */
export function lifeOf(pusher) {
  const box = inbox("the life of a connection");
  let last;
  const tell = (text) => {
    if (text !== last) {
      last = text;
      box.put(text);
    }
  };
  pusher.connection.bind("state_change", ({ current }) => tell(current));
  pusher.connection.bind("error", ({ data, error }) =>
    tell(`error ${data?.code ?? error?.data?.code ?? "?"}`),
  );
  pusher.connection.bind("connecting_in", (seconds) => tell(`waits ${seconds} s`));
  return box;
}

/** A connection without any client library: frames as they come. */
export async function givenSocket(hub, app = hub.apps[0]) {
  const socket = new WebSocket(`ws://${hub.host}:${hub.port}/app/${app.key}?protocol=7`);
  const frames = inbox("a raw connection");
  const closes = inbox("the close of a raw connection");
  socket.on("message", (text) => frames.put(JSON.parse(text)));
  socket.on("close", (code) => closes.put(code));
  socket.on("error", (error) => frames.put({ event: "trouble", data: String(error) }));

  const next = (event) => frames.nextThat((frame) => frame.event === event);
  const say = (event, data, channel) => socket.send(JSON.stringify({ event, data, channel }));
  const { data } = await next("pusher:connection_established");
  const { socket_id: id } = JSON.parse(data);
  return {
    id,
    next,
    say,
    closed: () => closes.next(),
    close: () => socket.close(),
    async joins(channel, signed = authorization(app, id, channel)) {
      say("pusher:subscribe", { channel, ...signed });
      return next("pusher_internal:subscription_succeeded");
    },
  };
}
