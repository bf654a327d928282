// Publishers: the Node SDK of Pusher, and curl as our page shows it.

import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import Pusher from "pusher";
import { authentication, MASTER_KEY } from "./given-app-server.mjs";
import { givenSocket } from "./given-clients.mjs";
import { curlPublishes } from "./given-curl.mjs";
import { givenHub } from "./given-hub.mjs";

let hub;
let app;
const sockets = [];

before(async () => {
  hub = await givenHub();
  [app] = hub.apps;
});

afterEach(() => {
  sockets.splice(0).forEach((socket) => socket.close());
});

after(async () => {
  await hub?.stop();
});

const sdkFor = ({ id, key, secret }, more) =>
  new Pusher({ appId: id, key, secret, host: hub.host, port: hub.port, ...more });

async function socketOn(...channels) {
  const socket = await givenSocket(hub);
  sockets.push(socket);
  for (const channel of channels) {
    await socket.joins(channel);
  }
  return socket;
}

async function signedIn(user) {
  const socket = await socketOn();
  socket.say("pusher:signin", authentication(app, socket.id, { id: user }));
  await socket.next("pusher:signin_success");
  return socket;
}

async function member(user_id, channel) {
  const socket = await socketOn();
  await socket.joins(channel, sdkFor(app).authorizeChannel(socket.id, channel, { user_id }));
  return socket;
}

describe("the Node SDK", () => {
  // checks 98, 99
  it("publishes to several channels at once", async () => {
    const [ada, bob] = [await socketOn("orders"), await socketOn("private-orders.9")];

    const answer = await sdkFor(app).trigger(["orders", "private-orders.9"], "shipped", { n: 9 });

    assert.equal(answer.status, 200);
    const data = '{"n":9}';
    assert.deepEqual(await ada.next("shipped"), { event: "shipped", channel: "orders", data });
    assert.equal((await bob.next("shipped")).channel, "private-orders.9");
  });

  // checks 98, 100
  it("spares the connection that it names", async () => {
    const [ada, bob] = [await socketOn("quiet"), await socketOn("quiet")];
    const sdk = sdkFor(app);

    await sdk.trigger("quiet", "shipped", "to others", { socket_id: ada.id });
    await sdk.trigger("quiet", "shipped", "to all");

    assert.equal((await ada.next("shipped")).data, "to all");
    assert.equal((await bob.next("shipped")).data, "to others");
  });

  // check 98
  it("publishes a batch, each channel in order", async () => {
    const sockets = { even: await socketOn("even"), odd: await socketOn("odd") };

    const numbers = [...Array(10).keys()];
    const channelOf = (n) => (n % 2 ? "odd" : "even");
    await sdkFor(app).triggerBatch(
      numbers.map((n) => ({ channel: channelOf(n), name: "tick", data: { n } })),
    );

    for (const n of numbers) {
      const frame = { event: "tick", channel: channelOf(n), data: JSON.stringify({ n }) };
      assert.deepEqual(await sockets[channelOf(n)].next("tick"), frame);
    }
  });

  // checks 98, 110
  it("asks for counts while it publishes", async () => {
    await socketOn("counted");
    const info = "subscription_count";

    const answer = await sdkFor(app).trigger("counted", "tick", "", { info });

    assert.deepEqual(await answer.json(), { channels: { counted: { subscription_count: 1 } } });
  });

  // checks 98, 114, 117
  it("asks which channels there are, and who is on them", async () => {
    const channel = "presence-room.1";
    await member("ada", channel);
    await member("ada", channel);
    await member("bob", channel);
    const get = async (path, params) => (await sdkFor(app).get({ path, params })).json();

    const params = { filter_by_prefix: "presence-", info: "user_count" };
    assert.deepEqual(await get("/channels", params), { channels: { [channel]: { user_count: 2 } } });
    assert.deepEqual(await get(`/channels/${channel}`, { info: "user_count" }), {
      occupied: true,
      user_count: 2,
    });
    assert.deepEqual(await get("/channels/nobody"), { occupied: false });
    const { users } = await get(`/channels/${channel}/users`);
    assert.deepEqual(users.map(({ id }) => id).sort(), ["ada", "bob"]);
  });

  // checks 83, 98
  it("sends to every connection of a user and to nobody else", async () => {
    const [phone, laptop, bob] = [await signedIn("ada"), await signedIn("ada"), await signedIn("bob")];
    const sdk = sdkFor(app);

    await sdk.sendToUser("ada", "receipt", { total: 5 });
    await sdk.sendToUser("bob", "receipt", { total: 6 });

    for (const each of [phone, laptop]) {
      assert.equal((await each.next("receipt")).data, '{"total":5}');
    }
    assert.equal((await bob.next("receipt")).data, '{"total":6}');
  });

  // checks 78, 98
  it("signs users in", async () => {
    const socket = await socketOn();
    const signed = sdkFor(app).authenticateUser(socket.id, { id: "cy" });

    socket.say("pusher:signin", signed);

    const { data } = await socket.next("pusher:signin_success");
    assert.equal(JSON.parse(data).user_data, '{"id":"cy"}');
  });

  // checks 98, 120
  it("ends all connections of a user for good", async () => {
    const [phone, laptop, bob] = [await signedIn("ada"), await signedIn("ada"), await signedIn("bob")];
    const sdk = sdkFor(app);

    await sdk.terminateUserConnections("ada");

    assert.deepEqual([await phone.closed(), await laptop.closed()], [4009, 4009]);
    await sdk.sendToUser("bob", "receipt", "still here");
    assert.equal((await bob.next("receipt")).data, "still here");
  });

  // checks 43, 98
  it("shows the hub nothing of what it encrypts", async () => {
    const channel = "private-encrypted-vault";
    const ada = await socketOn(channel);

    await sdkFor(app, { encryptionMasterKeyBase64: MASTER_KEY }).trigger(channel, "secret", "plain");

    const sealed = JSON.parse((await ada.next("secret")).data);
    assert.deepEqual(Object.keys(sealed).sort(), ["ciphertext", "nonce"]);
  });

  // checks 91, 98
  it("hears that its secret is wrong", async () => {
    const sdk = sdkFor({ ...app, secret: "wrong" });

    await assert.rejects(sdk.trigger("news", "tick", ""), { status: 401 });
  });

  // checks 98, 103
  it("hears that its data is too large", async () => {
    await assert.rejects(sdkFor(app).trigger("news", "tick", "x".repeat(10_241)), { status: 413 });
  });
});

describe("curl", () => {
  it("publishes as our page shows", async () => {
    const ada = await socketOn("news");

    const { stdout } = await curlPublishes(hub, app);

    assert.equal(stdout, "{}");
    const data = '{"text":"hello"}';
    assert.deepEqual(await ada.next("greeting"), { event: "greeting", channel: "news", data });
  });

  it("is refused with another secret", async () => {
    await assert.rejects(curlPublishes(hub, { ...app, secret: "wrong" }), ({ code, stdout }) => {
      assert.equal(code, 22);
      assert.equal(JSON.parse(stdout).code, 401);
      return true;
    });
  });
});
