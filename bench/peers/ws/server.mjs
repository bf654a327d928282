// A peer for the benchmark: the little of the Pusher protocol that the load tester needs, written
// on ws as its documentation has it: serialised once, then sent to each client. It checks no
// signature, knows no app and has no limits.
//
//   node server.mjs PORT

import { createServer } from "node:http";
import { WebSocketServer } from "ws";

const port = Number(process.argv[2]);

/** Channel name -> the WebSockets subscribed to it. */
const channels = new Map();
const pong = JSON.stringify({ event: "pusher:pong", data: "{}" });
let connections = 0;

// Publishers keep their connections, also while they pause for longer than Node's five seconds.
const http = createServer({ keepAliveTimeout: 120_000 }, publish);
const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });

http.on("upgrade", (request, socket, head) => {
  if (!request.url.startsWith("/app/")) {
    socket.end("HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
    return;
  }
  sockets.handleUpgrade(request, socket, head, welcome);
});

function welcome(client) {
  const joined = new Set();
  client.on("error", () => client.terminate());
  client.on("close", () => joined.forEach((channel) => channels.get(channel).delete(client)));
  client.on("message", (text) => {
    const { event, data } = JSON.parse(text);
    if (event === "pusher:subscribe") {
      joined.add(data.channel);
      subscribersOf(data.channel).add(client);
      client.send(
        JSON.stringify({
          event: "pusher_internal:subscription_succeeded",
          channel: data.channel,
          data: "{}",
        }),
      );
    } else if (event === "pusher:ping") {
      client.send(pong);
    }
  });
  const established = { socket_id: `1.${++connections}`, activity_timeout: 120 };
  client.send(
    JSON.stringify({
      event: "pusher:connection_established",
      data: JSON.stringify(established),
    }),
  );
}

function subscribersOf(channel) {
  let subscribers = channels.get(channel);
  if (subscribers === undefined) {
    subscribers = new Set();
    channels.set(channel, subscribers);
  }
  return subscribers;
}

function publish(request, response) {
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => {
    if (request.method !== "POST") {
      response.writeHead(404, { "Content-Length": 0 }).end();
      return;
    }
    const { name, channel, data } = JSON.parse(Buffer.concat(chunks));
    broadcast(channel, Buffer.from(JSON.stringify({ event: name, channel, data })));
    response.writeHead(200, { "Content-Type": "application/json", "Content-Length": 2 }).end("{}");
  });
}

function broadcast(channel, message) {
  const subscribers = channels.get(channel);
  if (subscribers === undefined) {
    return;
  }
  for (const client of subscribers) {
    // A client that is on its way out is passed over by send() itself.
    client.send(message, { binary: false });
  }
}

process.on("SIGTERM", () => process.exit(0));
http.listen({ port, host: "127.0.0.1", backlog: 4096 }, () => console.log(`listening on ${port}`));
