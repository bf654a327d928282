// pusher-js, unmodified, against a real hub.

import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import Pusher from "pusher";
import { givenAppServer, MASTER_KEY } from "./given-app-server.mjs";
import { heard, inbox, lifeOf, PusherJs } from "./given-clients.mjs";
import { APPS, givenHub } from "./given-hub.mjs";

const [app] = APPS;
const WATCHING = { ...app, watchlist: true, subscription_count: true };

let server;
const clients = [];

before(async () => {
  server = await givenAppServer({ app });
});

afterEach(() => {
  clients.splice(0).forEach((pusher) => pusher.disconnect());
});

after(async () => {
  await server?.stop();
});

function client(hub, { user = "ada", key = app.key, ...more } = {}) {
  const headers = { Authorization: `Bearer ${user}` };
  const pusher = new PusherJs(key, {
    cluster: "",
    wsHost: hub.host,
    wsPort: hub.port,
    forceTLS: false,
    enabledTransports: ["ws"],
    channelAuthorization: { endpoint: `${server.url}/broadcasting/auth`, headers },
    userAuthentication: { endpoint: `${server.url}/broadcasting/user-auth`, headers },
    ...more,
  });
  clients.push(pusher);
  return pusher;
}

const sdkFor = (hub) =>
  new Pusher({
    appId: app.id,
    key: app.key,
    secret: app.secret,
    host: hub.host,
    port: hub.port,
    encryptionMasterKeyBase64: MASTER_KEY,
  });

async function joined(pusher, name) {
  const channel = pusher.subscribe(name);
  await heard(channel, "pusher:subscription_succeeded").next();
  return channel;
}

async function signedIn(hub, user) {
  const pusher = client(hub, { user });
  pusher.signin();
  await pusher.user.signinDonePromise;
  return pusher;
}

describe("pusher-js", () => {
  let hub;
  let sdk;

  before(async () => {
    hub = await givenHub({ settings: { apps: [WATCHING], shutdown: { grace: 0 } } });
    sdk = sdkFor(hub);
  });

  after(async () => {
    await hub?.stop();
  });

  it("connects and knows its socket id", async () => {
    const pusher = client(hub);

    await lifeOf(pusher).nextThat((state) => state === "connected");

    assert.match(pusher.connection.socket_id, /^\d+\.\d+$/);
  });

  for (const name of ["news", "cache-news", "private-orders.9", "presence-room.1"]) {
    it(`receives on ${name}`, async () => {
      const shipped = heard(await joined(client(hub), name), "shipped");

      await sdk.trigger(name, "shipped", { order: 9, to: "Zoë ✓" });

      assert.deepEqual(await shipped.next(), { order: 9, to: "Zoë ✓" });
    });
  }

  for (const name of ["private-encrypted-vault", "private-encrypted-cache-vault"]) {
    it(`reads what the SDK seals for ${name}`, async () => {
      const secret = heard(await joined(client(hub), name), "secret");

      await sdk.trigger(name, "secret", { plain: true });

      assert.deepEqual(await secret.next(), { plain: true });
    });
  }

  for (const name of ["cache-price", "private-cache-price", "private-encrypted-cache-price"]) {
    it(`finds the last event of ${name}, or hears that there is none`, async () => {
      const channel = client(hub).subscribe(name);
      await heard(channel, "pusher:cache_miss").next();
      await sdk.trigger(name, "changed", { price: 7 });

      const later = client(hub).subscribe(name);

      assert.deepEqual(await heard(later, "changed").next(), { price: 7 });
    });
  }

  it("sees members come and go, each person once", async () => {
    const room = await joined(client(hub, { user: "ada" }), "presence-people");
    const [came, went] = [heard(room, "pusher:member_added"), heard(room, "pusher:member_removed")];
    const [phone, laptop] = [client(hub, { user: "bob" }), client(hub, { user: "bob" })];
    const onPhone = await joined(phone, "presence-people");
    await joined(laptop, "presence-people");

    assert.deepEqual(onPhone.members.me, { id: "bob", info: { name: "BOB" } });
    assert.equal(onPhone.members.count, 2);
    assert.deepEqual(await came.next(), { id: "bob", info: { name: "BOB" } });

    phone.disconnect();
    await joined(client(hub, { user: "cy" }), "presence-people");
    laptop.disconnect();

    assert.equal((await came.next()).id, "cy");
    assert.equal((await went.next()).id, "bob");
    assert.deepEqual(Object.keys(room.members.members).sort(), ["ada", "cy"]);
    assert.ok(came.isEmpty() && went.isEmpty());
  });

  it("sends client events to the others with its name, and not to itself", async () => {
    const ada = await joined(client(hub, { user: "ada" }), "presence-chat");
    const bob = await joined(client(hub, { user: "bob" }), "presence-chat");
    const [toAda, toBob] = [heard(ada, "client-typing"), inbox("bob")];
    bob.bind("client-typing", (data, { user_id }) => toBob.put({ data, user_id }));

    ada.trigger("client-typing", { on: true });
    assert.deepEqual(await toBob.next(), { data: { on: true }, user_id: "ada" });
    bob.trigger("client-typing", { on: false });

    assert.deepEqual(await toAda.next(), { on: false });
    assert.ok(toAda.isEmpty());
  });

  it("hears how many subscribers there are", async () => {
    const channel = await joined(client(hub), "counted");
    const counts = heard(channel, "pusher:subscription_count");
    await joined(client(hub), "counted");

    const fits = ({ subscription_count: count }) => count === 2;
    await counts.nextThat(fits);
    assert.equal(channel.subscriptionCount, 2);
  });

  it("hears that its own server refuses it", async () => {
    const refused = heard(client(hub).subscribe("private-forbidden"), "pusher:subscription_error");

    assert.equal((await refused.next()).status, 403);
  });

  it("hears that the hub refuses it, and stays connected", async () => {
    const pusher = client(hub);
    const life = lifeOf(pusher);
    const refused = heard(pusher.subscribe("private-missigned"), "pusher:subscription_error");

    const { type, status } = await refused.next();

    assert.deepEqual({ type, status }, { type: "AuthError", status: 401 });
    assert.equal(await life.nextThat((event) => /error/.test(event)), "error 4009");
    await joined(pusher, "news");
    assert.equal(pusher.connection.state, "connected");
  });

  it("hears nothing of channels that it left", async () => {
    const pusher = client(hub);
    const [left, kept] = [await joined(pusher, "left"), await joined(pusher, "kept")];
    const [toLeft, toKept] = [heard(left, "tick"), heard(kept, "tick")];

    pusher.unsubscribe("left");
    await joined(pusher, "after");
    await sdk.trigger("left", "tick", 1);
    await sdk.trigger("kept", "tick", 2);

    assert.equal(await toKept.next(), 2);
    assert.ok(toLeft.isEmpty());
  });

  it("signs in, and hears what is for its user", async () => {
    const ada = await signedIn(hub, "ada");
    const receipt = heard(ada.user, "receipt");

    await sdk.sendToUser("ada", "receipt", { total: 5 });

    assert.deepEqual(await receipt.next(), { total: 5 });
    assert.equal(ada.user.user_data.id, "ada");
  });

  it("watches who is online", async () => {
    server.watchlists.watcher = ["watched"];
    const watched = await signedIn(hub, "watched");
    const watcher = client(hub, { user: "watcher" });
    const [online, offline] = ["online", "offline"].map((it) => heard(watcher.user.watchlist, it));
    watcher.signin();

    assert.deepEqual((await online.next()).user_ids, ["watched"]);
    watched.disconnect();
    assert.deepEqual((await offline.next()).user_ids, ["watched"]);
  });

  it("stays away when its user is thrown out", async () => {
    const ada = await signedIn(hub, "thrown-out");
    const life = lifeOf(ada);

    await sdk.terminateUserConnections("thrown-out");

    // It says what it will do next before it says that it is disconnected.
    assert.equal(await life.next(), "error 4009");
    assert.equal(await life.next(), "disconnected");
  });

  it("gives up with a key that nobody knows", async () => {
    const life = lifeOf(client(hub, { key: "unknown" }));

    await life.nextThat((event) => event === "error 4001");
    assert.equal(await life.next(), "disconnected");
  });
});

describe("pusher-js at a full hub", () => {
  it("waits a second, and comes in once there is room", async () => {
    const settings = { limits: { max_connections: 1 }, shutdown: { grace: 0 } };
    const hub = await givenHub({ settings });
    try {
      const first = client(hub);
      await lifeOf(first).nextThat((state) => state === "connected");
      const life = lifeOf(client(hub));

      await life.nextThat((event) => event === "error 4100");
      await life.nextThat((event) => event === "waits 1 s");
      first.disconnect();

      await life.nextThat((state) => state === "connected");
    } finally {
      await hub.stop();
    }
  });
});

describe("pusher-js at a hub that goes away and comes back", () => {
  it("reconnects at once, and joins all its channels again", async () => {
    const settings = { shutdown: { grace: 0 } };
    const first = await givenHub({ settings });
    const pusher = client(first);
    const names = ["news", "private-orders", "presence-room", "private-encrypted-vault"];
    const channels = await Promise.all(names.map((name) => joined(pusher, name)));
    const again = channels.map((channel) => heard(channel, "pusher:subscription_succeeded"));
    const ticks = channels.map((channel) => heard(channel, "tick"));
    const life = lifeOf(pusher);

    const stopped = first.stop();
    await life.nextThat((event) => event === "error 4200");
    // After every other end of a connection it waits for a second.
    await life.nextThat((state) => state === "connecting", 900);
    await stopped;

    const second = await givenHub({ settings, port: first.port });
    try {
      await Promise.all(again.map((box) => box.next(30_000)));
      for (const [n, name] of names.entries()) {
        await sdkFor(second).trigger(name, "tick", { n });
        assert.deepEqual(await ticks[n].next(), { n });
      }
    } finally {
      pusher.disconnect();
      await second.stop();
    }
  });
});
