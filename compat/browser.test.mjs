// A page with Echo and pusher-js, unmodified, in a real browser.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, afterEach, before, describe, it } from "node:test";
import Pusher from "pusher";
import { givenAppServer } from "./given-app-server.mjs";
import { givenBrowser } from "./given-browser.mjs";
import { curlPublishes } from "./given-curl.mjs";
import { APPS, givenHub } from "./given-hub.mjs";

const [app] = APPS;
const require = createRequire(import.meta.url);

let browser;
let context;
let hub;
let server;
let sdk;
const complaints = [];

/** Shows each thing that Echo tells as one line. */
const PAGE = ({ port, user }) => `<!doctype html>
<meta charset="utf-8"><title>Orders</title><link rel="icon" href="data:,"><ol id="told"></ol>
<script src="/pusher.js"></script>
<script type="module">
  import Echo from "/echo.js";
  const tell = (what) => (value) => {
    const line = document.createElement("li");
    line.textContent = what + " " + JSON.stringify(value ?? null);
    document.getElementById("told").append(line);
  };
  const echo = new Echo({
    broadcaster: "reverb",
    key: ${JSON.stringify(app.key)},
    wsHost: "127.0.0.1",
    wsPort: ${port},
    forceTLS: false,
    enabledTransports: ["ws", "wss"],
    bearerToken: ${JSON.stringify(user)},
  });
  echo.channel("news").listen(".greeting", tell("greeting")).subscribed(tell("news"));
  echo.private("orders.9").listen("OrderShipped", tell("shipped")).subscribed(tell("orders"));
  window.room = echo.join("room").here(tell("here")).joining(tell("joining"))
    .leaving(tell("leaving")).listen(".tick", tell("tick"))
    .listenForWhisper("typing", tell("typing"));
</script>`;

before(async () => {
  hub = await givenHub();
  const script = async (path) => ({
    type: "text/javascript",
    body: await readFile(path),
  });
  const page = (user) => ({ type: "text/html", body: PAGE({ port: hub.port, user }) });
  server = await givenAppServer({
    app,
    pages: {
      "/pusher.js": await script(require.resolve("pusher-js/dist/web/pusher.js")),
      "/echo.js": await script(new URL(import.meta.resolve("laravel-echo"))),
      "/ada": page("ada"),
      "/bob": page("bob"),
    },
  });
  const { id, key, secret } = app;
  sdk = new Pusher({ appId: id, key, secret, host: hub.host, port: hub.port });
  browser = await givenBrowser();
  context = await browser.newContext();
});

afterEach(async () => {
  await Promise.all(context.pages().map((page) => page.close()));
  assert.deepEqual(complaints.splice(0), [], "the browser's console stays clean");
});

after(async () => {
  await browser?.close();
  await hub?.stop();
  await server?.stop();
});

/** Opens the user's page, and waits until it is on all its channels. */
async function opened(user) {
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (line) => line.type() === "error" && complaints.push(line.text()));
  await page.goto(`${server.url}/${user}`);
  const told = async (what) => {
    const line = page.locator("#told li").filter({ hasText: new RegExp(`^${what} `) }).first();
    return JSON.parse((await line.textContent()).slice(what.length + 1));
  };
  for (const joined of ["news", "orders", "here"]) {
    await told(joined);
  }
  return { page, told };
}

describe("a page with Echo in a browser", () => {
  it("receives on private and presence channels what the Node SDK publishes", async () => {
    const ada = await opened("ada");

    await sdk.trigger("private-orders.9", "App\\Events\\OrderShipped", { order: 9 });
    await sdk.trigger("presence-room", "tick", { n: 1 });

    assert.deepEqual(await ada.told("shipped"), { order: 9 });
    assert.deepEqual(await ada.told("tick"), { n: 1 });
    assert.deepEqual([...new Set(server.joins)].sort(), ["presence-room", "private-orders.9"]);
  });

  it("receives what curl publishes", async () => {
    const ada = await opened("ada");

    await curlPublishes(hub, app);

    assert.deepEqual(await ada.told("greeting"), { text: "hello" });
  });

  it("sees another page come, whisper and go", async () => {
    const ada = await opened("ada");
    assert.deepEqual(await ada.told("here"), [{ name: "ADA" }]);

    const bob = await opened("bob");
    assert.deepEqual(await bob.told("here"), [{ name: "ADA" }, { name: "BOB" }]);
    assert.deepEqual(await ada.told("joining"), { name: "BOB" });

    await bob.page.evaluate(() => window.room.whisper("typing", { on: true }));
    assert.deepEqual(await ada.told("typing"), { on: true });

    await bob.page.close();
    assert.deepEqual(await ada.told("leaving"), { name: "BOB" });
  });
});
