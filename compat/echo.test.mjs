// Laravel Echo, unmodified, on top of pusher-js, against a real hub.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, afterEach, before, describe, it } from "node:test";
import Echo from "laravel-echo";
import Pusher from "pusher";
import { givenAppServer, MASTER_KEY } from "./given-app-server.mjs";
import { inbox, PusherJs } from "./given-clients.mjs";
import { APPS, givenHub } from "./given-hub.mjs";

const [app] = APPS;

let hub;
let server;
let sdk;
const echoes = [];

before(async () => {
  server = await givenAppServer({ app });
  hub = await givenHub();
  sdk = new Pusher({
    appId: app.id,
    key: app.key,
    secret: app.secret,
    host: hub.host,
    port: hub.port,
    encryptionMasterKeyBase64: MASTER_KEY,
  });
});

afterEach(() => {
  echoes.splice(0).forEach((echo) => echo.disconnect());
});

after(async () => {
  await hub?.stop();
  await server?.stop();
});

/** Options as Laravel's documentation gives them, but for where the servers are. */
function echoOf(user = "ada", broadcaster = "reverb") {
  const echo = new Echo({
    broadcaster,
    Pusher: PusherJs,
    key: app.key,
    wsHost: hub.host,
    wsPort: hub.port,
    forceTLS: false,
    enabledTransports: ["ws"],
    authEndpoint: `${server.url}/broadcasting/auth`,
    userAuthentication: { endpoint: `${server.url}/broadcasting/user-auth`, headers: {} },
    auth: { headers: {} },
    bearerToken: user,
    ...(broadcaster === "pusher" && { cluster: "mt1" }),
  });
  echoes.push(echo);
  return echo;
}

/** What a function of Echo that takes a listener gives to it. */
function told(listen) {
  const box = inbox(String(listen));
  listen((value) => box.put(value));
  return box;
}

/** Waits until the channel is joined. */
async function joined(channel) {
  await told((listener) => channel.subscribed(() => listener(true))).next();
  return channel;
}

for (const broadcaster of ["reverb", "pusher"]) {
  describe(`Echo with the broadcaster ${broadcaster}`, () => {
    it("listens on a public channel by the name of the event's class", async () => {
      const channel = await joined(echoOf("ada", broadcaster).channel("orders"));
      const [short, own] = [
        told((listener) => channel.listen("OrderShipped", listener)),
        told((listener) => channel.listen(".order.shipped", listener)),
      ];

      await sdk.trigger("orders", "App\\Events\\OrderShipped", { order: 9 });
      await sdk.trigger("orders", "order.shipped", { order: 10 });

      assert.deepEqual(await short.next(), { order: 9 });
      assert.deepEqual(await own.next(), { order: 10 });
    });

    it("listens on private and encrypted channels", async () => {
      const echo = echoOf("ada", broadcaster);
      const open = await joined(echo.private("orders.9"));
      const sealed = await joined(echo.encryptedPrivate("vault"));
      const events = [open, sealed].map((it) => told((listener) => it.listen(".tick", listener)));

      await sdk.trigger("private-orders.9", "tick", { n: 1 });
      await sdk.trigger("private-encrypted-vault", "tick", { n: 2 });

      assert.deepEqual([await events[0].next(), await events[1].next()], [{ n: 1 }, { n: 2 }]);
    });

    it("knows who is here, who is joining and who is leaving", async () => {
      const room = echoOf("ada", broadcaster).join(`room.${broadcaster}`);
      const here = told((listener) => room.here(listener));
      const joining = told((listener) => room.joining(listener));
      const leaving = told((listener) => room.leaving(listener));
      assert.deepEqual(await here.next(), [{ name: "ADA" }]);

      const bob = echoOf("bob", broadcaster);
      const all = told((listener) => bob.join(`room.${broadcaster}`).here(listener));
      assert.deepEqual(await all.next(), [{ name: "ADA" }, { name: "BOB" }]);
      assert.deepEqual(await joining.next(), { name: "BOB" });

      bob.leave(`room.${broadcaster}`);
      assert.deepEqual(await leaving.next(), { name: "BOB" });
    });
  });
}

describe("Echo", () => {
  it("whispers to the others", async () => {
    const [ada, bob] = [echoOf("ada"), echoOf("bob")];
    const hers = await joined(ada.private("chat"));
    const his = await joined(bob.private("chat"));
    const [toAda, toBob] = [hers, his].map((channel) =>
      told((listener) => channel.listenForWhisper("typing", listener)),
    );

    hers.whisper("typing", { name: "ada" });
    assert.deepEqual(await toBob.next(), { name: "ada" });
    his.whisper("typing", { name: "bob" });

    assert.deepEqual(await toAda.next(), { name: "bob" });
  });

  it("hears notifications", async () => {
    const channel = await joined(echoOf().private("App.Models.User.42"));
    const notification = told((listener) => channel.notification(listener));
    const paid = { id: "6f2c", type: "App\\Notifications\\InvoicePaid", amount: 7 };

    const event = "Illuminate\\Notifications\\Events\\BroadcastNotificationCreated";
    await sdk.trigger("private-App.Models.User.42", event, paid);

    assert.deepEqual(await notification.next(), paid);
  });

  // check 145
  it("hears notifications as the library for Java sends them", async () => {
    // NotificationEventTest holds the library to this file.
    const file = new URL("notification.json", import.meta.url);
    const { name, channel, data } = JSON.parse(await readFile(file, "utf8"));
    const user = await joined(echoOf().private(channel.replace(/^private-/, "")));
    const notification = told((listener) => user.notification(listener));

    await sdk.trigger(channel, name, data);

    assert.deepEqual(await notification.next(), data);
  });

  it("hears everything when it listens to all", async () => {
    const channel = await joined(echoOf().channel("everything"));
    const all = inbox("all");
    channel.listenToAll((event, data) => all.put({ event, data }));

    await sdk.trigger("everything", "App\\Events\\OrderShipped", 1);
    await sdk.trigger("everything", "plain", 2);

    assert.deepEqual(await all.next(), { event: "OrderShipped", data: 1 });
    assert.deepEqual(await all.next(), { event: ".plain", data: 2 });
  });

  it("hears the error when its own server refuses", async () => {
    const refused = told((listener) => echoOf().private("forbidden").error(listener));

    assert.equal((await refused.next()).status, 403);
  });

  it("hears the error when the hub refuses", async () => {
    const refused = told((listener) => echoOf().private("missigned").error(listener));

    assert.equal((await refused.next()).status, 401);
  });

  it("hears nothing of what it left", async () => {
    const echo = echoOf();
    const left = await joined(echo.private("left"));
    const kept = await joined(echo.private("kept"));
    const [toLeft, toKept] = [left, kept].map((channel) =>
      told((listener) => channel.listen(".tick", listener)),
    );

    echo.leave("left");
    await joined(echo.channel("after"));
    await sdk.trigger("private-left", "tick", 1);
    await sdk.trigger("private-kept", "tick", 2);

    assert.equal(await toKept.next(), 2);
    assert.ok(toLeft.isEmpty());
    const answer = await sdk.get({ path: "/channels/private-left" });
    assert.deepEqual(await answer.json(), { occupied: false });
  });

  it("is spared by its own socket id, as toOthers does", async () => {
    const [ada, bob] = [echoOf("ada"), echoOf("bob")];
    const [toAda, toBob] = [await joined(ada.channel("quiet")), await joined(bob.channel("quiet"))]
      .map((channel) => told((listener) => channel.listen(".tick", listener)));

    await sdk.trigger("quiet", "tick", "to others", { socket_id: ada.socketId() });
    await sdk.trigger("quiet", "tick", "to all");

    assert.equal(await toAda.next(), "to all");
    assert.equal(await toBob.next(), "to others");
  });
});
