// A peer for the benchmark: Socket.IO with rooms, over WebSocket only. It checks no signature and
// has no limits.
//
//   node server.mjs PORT
//
// What a client without the library reads (S) and writes (C), as captured from this server with a
// bare WebSocket on /socket.io/?EIO=4&transport=websocket. Every line is one text message; Engine.IO
// gives the first digit (0 open, 2 ping, 3 pong, 4 message), Socket.IO the second (0 connect,
// 2 event):
//
//   S  0{"sid":"R4cF0LtkSnCttHYqAAAA","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}
//   C  40
//   S  40{"sid":"2SsEvS-kZa0S1TqAAAAB"}
//   C  42["subscribe","bench-0"]
//   S  42["subscribed","bench-0"]
//   S  42["bench","aaaa..."]              once per publish
//   S  2                                  every 25 s
//   C  3                                  at most 20 s later, or the server closes

import { createServer } from "node:http";
import { Server } from "socket.io";

const port = Number(process.argv[2]);

// Publishers keep their connections, also while they pause for longer than Node's five seconds.
const http = createServer({ keepAliveTimeout: 120_000 }, publish);
const io = new Server(http, {
  transports: ["websocket"],
  perMessageDeflate: false,
  serveClient: false,
});

io.on("connection", (socket) => {
  socket.on("subscribe", (channel) => {
    socket.join(channel);
    socket.emit("subscribed", channel);
  });
});

function publish(request, response) {
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => {
    if (request.method !== "POST") {
      response.writeHead(404, { "Content-Length": 0 }).end();
      return;
    }
    const { name, channel, data } = JSON.parse(Buffer.concat(chunks));
    io.to(channel).emit(name, data);
    response.writeHead(200, { "Content-Type": "application/json", "Content-Length": 2 }).end("{}");
  });
}

process.on("SIGTERM", () => process.exit(0));
http.listen({ port, host: "127.0.0.1", backlog: 4096 }, () => console.log(`listening on ${port}`));
