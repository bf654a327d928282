// The hub's webhooks, judged by the Node SDK as a customer's server would.

import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { after, before, it } from "node:test";
import Pusher from "pusher";
import { givenSocket, inbox } from "./given-clients.mjs";
import { APPS, givenHub } from "./given-hub.mjs";

const [plain] = APPS;
const calls = inbox("the webhook endpoint");

let endpoint;
let hub;
let sdk;

before(async () => {
  endpoint = createServer(async (request, response) => {
    calls.put({ headers: request.headers, rawBody: await text(request) });
    response.end();
  }).listen(0, "127.0.0.1");
  await once(endpoint, "listening");
  const url = `http://127.0.0.1:${endpoint.address().port}/webhooks`;
  const app = { ...plain, webhooks: [{ url, debounce: 0 }] };
  hub = await givenHub({ settings: { apps: [app] } });
  const { id, key, secret } = app;
  sdk = new Pusher({ appId: id, key, secret, host: hub.host, port: hub.port });
});

after(async () => {
  await hub?.stop();
  endpoint?.closeAllConnections();
  endpoint?.close();
});

it("signs webhooks so that the SDK finds them valid, and a changed one not", async () => {
  const socket = await givenSocket(hub);
  await socket.joins("private-Zoe");
  const call = await calls.next();
  const webhook = sdk.webhook(call);

  assert.equal(webhook.isValid(), true);
  assert.deepEqual(webhook.getEvents(), [{ name: "channel_occupied", channel: "private-Zoe" }]);
  assert.ok(Math.abs(Date.now() - webhook.getTime()) < 60_000);
  const changed = { ...call, rawBody: call.rawBody.replace("occupied", "vacated") };
  assert.equal(sdk.webhook(changed).isValid(), false);

  socket.say("client-typing", { name: "Zoë ✓" }, "private-Zoe");
  const typing = sdk.webhook(await calls.next());
  assert.equal(typing.isValid(), true);
  const [{ name, event, data, socket_id }] = typing.getEvents();
  assert.deepEqual({ name, event, socket_id }, {
    name: "client_event",
    event: "client-typing",
    socket_id: socket.id,
  });
  assert.deepEqual(JSON.parse(data), { name: "Zoë ✓" });

  socket.close();
  const gone = sdk.webhook(await calls.next());
  assert.equal(gone.isValid(), true);
  assert.deepEqual(gone.getEvents(), [{ name: "channel_vacated", channel: "private-Zoe" }]);
});
