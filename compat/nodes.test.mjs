// Two nodes that share a Redis are one hub to stock clients: programs, and pages in a browser.

import assert from "node:assert/strict";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { createRequire } from "node:module";
import { after, before, describe, it } from "node:test";
import Pusher from "pusher";
import { authorization, givenAppServer } from "./given-app-server.mjs";
import { givenBrowser } from "./given-browser.mjs";
import { givenSocket, heard, PusherJs } from "./given-clients.mjs";
import { APPS, givenHub, isUp } from "./given-hub.mjs";
import { givenHaproxy, givenNginx } from "./given-proxy.mjs";
import { givenRedis } from "./given-redis.mjs";

const CROWD = 200;
const app = { ...APPS[0], presence: { max_members: CROWD } };
const LEASE = "4s";
const require = createRequire(import.meta.url);

let redis;
let one;
let other;

const givenNode = (settings = {}) =>
  givenHub({
    settings: { apps: [app], redis: { url: redis.url, nodes: { enabled: true, lease: LEASE } }, ...settings },
  });

const sdkOf = ({ host, port }) =>
  new Pusher({ appId: app.id, key: app.key, secret: app.secret, host, port: String(port), useTLS: false });

async function ask(node, path, params = {}) {
  const answer = await sdkOf(node).get({ path, params });
  return answer.json();
}

/** Passes connections on to those that take any, in turn, as a proxy before several nodes does. */
async function givenBalancer(ports) {
  let turn = 0;
  const sockets = new Set();
  const server = createServer((client) => {
    sockets.add(client);
    client.on("error", () => {}).on("close", () => sockets.delete(client));
    const first = turn++;
    const attempt = (number) => {
      const node = connect(ports[(first + number) % ports.length], "127.0.0.1");
      node.once("connect", () => {
        node.removeAllListeners("error").on("error", () => client.destroy());
        client.pipe(node).pipe(client);
        client.on("close", () => node.destroy());
        node.on("close", () => client.destroy());
      });
      node.once("error", () => (number < ports.length ? attempt(number + 1) : client.destroy()));
    };
    attempt(0);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const stop = async () => {
    sockets.forEach((socket) => socket.destroy());
    server.close();
    await once(server, "close");
  };
  return { port: server.address().port, stop };
}

before(async () => {
  redis = await givenRedis();
  one = await givenNode();
  other = await givenNode();
});

after(async () => {
  await Promise.all([one?.stop(), other?.stop()]);
  await redis?.stop();
});

describe("two pages with Echo in a browser, each on another node", () => {
  const PAGE = ({ port, user }) => `<!doctype html>
<meta charset="utf-8"><title>Room</title><link rel="icon" href="data:,"><p id="members"></p><ol id="told"></ol>
<script src="/pusher.js"></script>
<script type="module">
  import Echo from "/echo.js";
  const members = new Set();
  const show = () => (document.getElementById("members").textContent = [...members].sort().join(" "));
  const tell = (text) => {
    const line = document.createElement("li");
    line.textContent = text;
    document.getElementById("told").append(line);
  };
  window.echo = new Echo({
    broadcaster: "reverb", key: ${JSON.stringify(app.key)}, wsHost: "127.0.0.1", wsPort: ${port}, forceTLS: false,
    enabledTransports: ["ws"], bearerToken: ${JSON.stringify(user)},
    userAuthentication: {
      endpoint: "/broadcasting/user-auth", headers: { Authorization: "Bearer ${user}" },
    },
  });
  window.echo.connector.pusher.connection.bind("state_change", ({ current }) => tell("state " + current));
  window.echo.connector.pusher.bind("pusher:signin_success", () => tell("signed in"));
  window.echo.join("room")
    .here((all) => { members.clear(); all.forEach(({ name }) => members.add(name)); show(); })
    .joining(({ name }) => { members.add(name); show(); })
    .leaving(({ name }) => { members.delete(name); show(); })
    .listen(".tick", ({ text }) => tell("tick " + text))
    .listenForWhisper("typing", ({ who }) => tell("typing " + who));
</script>`;

  let browser;
  let server;

  before(async () => {
    const script = async (path) => ({ type: "text/javascript", body: await readFile(path) });
    const page = (user, { port }) => ({ type: "text/html", body: PAGE({ port, user }) });
    server = await givenAppServer({
      app,
      pages: {
        "/pusher.js": await script(require.resolve("pusher-js/dist/web/pusher.js")),
        "/echo.js": await script(new URL(import.meta.resolve("laravel-echo"))),
        "/ada": page("ada", one),
        "/bob": page("bob", other),
      },
    });
    browser = await givenBrowser();
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  async function opened(user) {
    const page = await (await browser.newContext()).newPage();
    page.setDefaultTimeout(10_000);
    await page.goto(`${server.url}/${user}`);
    const told = (text) => page.locator("#told li", { hasText: text }).first().waitFor();
    const members = (names) => page.locator("#members", { hasText: new RegExp(`^${names}$`) }).waitFor();
    return { page, told, members };
  }

  // Checks 57, 100, 120
  it("see each other, hear each other, leave each other out, and are sent away together", async () => {
    const ada = await opened("ada");
    const bob = await opened("bob");
    await Promise.all([ada.members("ADA BOB"), bob.members("ADA BOB")]);

    await ada.page.evaluate(() => echo.join("room").whisper("typing", { who: "ada" }));
    await bob.told("typing ada");

    const socketId = await bob.page.evaluate(() => echo.socketId());
    await sdkOf(one).trigger("presence-room", "tick", { text: "to others" }, { socket_id: socketId });
    await ada.told("tick to others");
    await sdkOf(other).trigger("presence-room", "tick", { text: "to all" });
    await bob.told("tick to all");
    assert.equal(await bob.page.locator("#told li", { hasText: "to others" }).count(), 0);

    await Promise.all([ada, bob].map(({ page }) => page.evaluate(() => echo.connector.pusher.signin())));
    await Promise.all([ada.told("signed in"), bob.told("signed in")]);
    await sdkOf(one).terminateUserConnections("bob");
    await bob.told("state disconnected");
    await ada.members("ADA");
    await ada.page.context().close();
    await bob.page.context().close();
  });
});

describe("a crowd of pusher-js clients behind a proxy", () => {
  // Check 150
  it("comes back to the living node when one dies, with fresh signatures and the right members", async () => {
    const dying = await givenNode();
    const balancer = await givenBalancer([dying.port, other.port]);
    let signatures = 0;
    const crowd = Array.from({ length: CROWD }, (_, number) => {
      const pusher = new PusherJs(app.key, {
        wsHost: "127.0.0.1",
        wsPort: balancer.port,
        forceTLS: false,
        enabledTransports: ["ws"],
        cluster: "",
        channelAuthorization: {
          customHandler: ({ socketId, channelName }, answer) => {
            signatures += 1;
            answer(null, authorization(app, socketId, channelName, { user_id: `user${number}` }));
          },
        },
      });
      const room = pusher.subscribe("presence-crowd");
      return { pusher, room, joined: heard(room, "pusher:subscription_succeeded") };
    });
    try {
      await Promise.all(crowd.map(({ joined }) => joined.next(30_000)));
      const onDying = (await ask(dying, "/connections")).connections;
      assert.equal(onDying, CROWD);

      const before = signatures;
      await dying.kill();

      const isWhole = ({ room }) => room.members.count === CROWD;
      const settled = async () => {
        // Counted right again once the dead node's share has been taken out.
        const { connections } = await ask(other, "/connections");
        const { users } = await ask(other, "/channels/presence-crowd/users");
        const cameBack = signatures - before >= CROWD / 2;
        return cameBack && connections === CROWD && users.length === CROWD && crowd.every(isWhole);
      };
      const deadline = Date.now() + 30_000;
      while (!(await settled())) {
        assert.ok(Date.now() < deadline, `${crowd.filter(isWhole).length} of ${CROWD} see all`);
        await Promise.race(crowd.map(({ joined }) => joined.next(200).catch(() => {})));
      }
      const ids = Array.from({ length: CROWD }, (_, number) => `user${number}`).sort();
      for (const { room } of crowd) {
        assert.deepEqual(Object.keys(room.members.members).sort(), ids);
      }
    } finally {
      crowd.forEach(({ pusher }) => pusher.disconnect());
      await balancer.stop();
      await dying.kill();
    }
  });
});

for (const [name, givenProxy] of Object.entries({ nginx: givenNginx, haproxy: givenHaproxy })) {
  describe(`two nodes behind ${name} of which one drains`, () => {
    const STAYING = 20;
    const NEWCOMERS = 10;

    it("take whoever comes meanwhile, over the same address, and pass on what is published", async () => {
      // One client goes each second, so that the node takes its time.
      const draining = await givenNode({ shutdown: { per_peer: 1, grace: 300 } });
      const proxy = await givenProxy([draining, other]);
      const sockets = [];
      const comeTo = async (hub, count) => {
        const all = await Promise.all(Array.from({ length: count }, () => givenSocket(hub, app)));
        sockets.push(...all);
        return all;
      };
      try {
        const [first] = await comeTo(draining, STAYING);
        draining.drain();
        await isUp(`${draining.url}/up`, 503);

        const newcomers = await comeTo(proxy, NEWCOMERS);

        const [newcomer] = newcomers;
        await newcomer.joins("news");
        await sdkOf(proxy).trigger("news", "tick", { through: name });
        assert.deepEqual(JSON.parse((await newcomer.next("tick")).data), { through: name });
        assert.equal(await first.closed(), 4200);
      } finally {
        sockets.forEach((socket) => socket.close());
        await proxy.stop();
        await draining.kill();
      }
    });

    it("answer all who publish until the last moment of the one and after it", async () => {
      const leaving = await givenNode();
      const proxy = await givenProxy([leaving, other]);
      let isOver = false;
      const refused = [];
      let published = 0;
      const publish = async () => {
        while (!isOver) {
          await sdkOf(proxy).trigger("news", "tick", {}).then(
            () => (published += 1),
            (problem) => refused.push(problem.status ?? problem),
          );
        }
      };
      try {
        const publishers = Array.from({ length: 4 }, publish);
        const socket = await givenSocket(leaving, app);
        assert.equal(await leaving.stop(), 0);
        assert.equal(await socket.closed(), 4200);
        const before = published;
        while (published < before + 20 && refused.length === 0) {
          await new Promise(setImmediate);
        }
        isOver = true;
        await Promise.all(publishers);
        assert.deepEqual(refused, []);
      } finally {
        isOver = true;
        await proxy.stop();
        await leaving.kill();
      }
    });
  });
}
