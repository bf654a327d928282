// A hub behind nginx, with the very configuration that our documentation shows.

import assert from "node:assert/strict";
import { once } from "node:events";
import { after, afterEach, before, describe, it } from "node:test";
import Echo from "laravel-echo";
import Pusher from "pusher";
import { givenAppServer } from "./given-app-server.mjs";
import { inbox, lifeOf, PusherJs } from "./given-clients.mjs";
import { APPS, givenHub } from "./given-hub.mjs";
import { givenNginx } from "./given-proxy.mjs";

const [app] = APPS;
const TLS_ONLY = { id: "tls", key: "tls-key", secret: "tls-secret", force_tls: true };

const echoes = [];

afterEach(() => {
  echoes.splice(0).forEach((echo) => echo.disconnect());
});

function echoThrough(nginx, server, key = app.key) {
  const echo = new Echo({
    broadcaster: "reverb",
    Pusher: PusherJs,
    key,
    wsHost: nginx.host,
    wsPort: nginx.port,
    forceTLS: false,
    enabledTransports: ["ws"],
    authEndpoint: `${server.url}/broadcasting/auth`,
    bearerToken: "ada",
    auth: { headers: {} },
  });
  echoes.push(echo);
  return echo;
}

/** An app for everybody, and one for clients that come encrypted. */
const settingsOf = (server) => ({
  server,
  apps: [app, TLS_ONLY],
  shutdown: { grace: 0 },
});

describe("a hub that trusts its nginx", () => {
  let hub;
  let nginx;
  let secured;
  let server;

  before(async () => {
    server = await givenAppServer({ app });
    hub = await givenHub({ settings: settingsOf({ trusted_proxies: ["127.0.0.1"] }) });
    nginx = await givenNginx([hub]);
    // What nginx says once its listen has a certificate.
    secured = await givenNginx([hub], (conf) => conf.replaceAll("$scheme", "https"));
  });

  after(async () => {
    await Promise.all([nginx, secured, server].map((it) => it?.stop()));
    await hub?.stop();
  });

  it("serves Echo and the SDK through it", async () => {
    const ticks = inbox("tick");
    const channel = echoThrough(nginx, server).private("orders");
    channel.listen(".tick", (data) => ticks.put(data));
    await new Promise((resolve) => channel.subscribed(resolve));
    const { id, key, secret } = app;
    const sdk = new Pusher({ appId: id, key, secret, host: nginx.host, port: nginx.port });

    await sdk.trigger("private-orders", "tick", { through: "nginx" });
    const answer = await sdk.get({ path: "/channels", params: { filter_by_prefix: "private-" } });

    assert.deepEqual(await ticks.next(), { through: "nginx" });
    assert.deepEqual(await answer.json(), { channels: { "private-orders": {} } });
  });

  it("lets clients of an app with force_tls in when they came to nginx encrypted", async () => {
    const life = lifeOf(echoThrough(secured, server, TLS_ONLY.key).connector.pusher);

    await life.nextThat((state) => state === "connected");
  });

  it("refuses them when they came to nginx in the clear", async () => {
    const life = lifeOf(echoThrough(nginx, server, TLS_ONLY.key).connector.pusher);

    await life.nextThat((event) => event === "error 4000");
  });
});

describe("a hub that does not trust its nginx", () => {
  it("does not believe that clients came encrypted", async () => {
    const server = await givenAppServer({ app });
    const hub = await givenHub({ settings: settingsOf({}) });
    const nginx = await givenNginx([hub], (conf) => conf.replaceAll("$scheme", "https"));
    try {
      const life = lifeOf(echoThrough(nginx, server, TLS_ONLY.key).connector.pusher);

      await life.nextThat((event) => event === "error 4000");
    } finally {
      await Promise.all([nginx, server].map((it) => it.stop()));
      await hub.stop();
    }
  });
});
