// The playground in a real browser, against a real hub.

import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import Pusher from "pusher";
import { givenBrowser } from "./given-browser.mjs";
import { APPS, givenHub } from "./given-hub.mjs";

const SECRET = "app-secret";

let browser;
let context;
const complaints = [];

before(async () => {
  browser = await givenBrowser({ localNames: ["rebound.test"] });
  context = await browser.newContext();
});

after(async () => {
  await browser?.close();
});

afterEach(async () => {
  await Promise.all(context.pages().map((page) => page.close()));
  assert.deepEqual(complaints.splice(0), [], "the browser's console stays clean");
});

/** One tab with the playground in it, and the verbs of its user. */
async function tab(url, { mayComplain = false } = {}) {
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const sent = [];
  page.on("request", (request) => sent.push(`${request.url()} ${request.postData() ?? ""}`));
  if (!mayComplain) {
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("console", (line) => line.type() === "error" && complaints.push(line.text()));
  }
  await page.goto(url);

  const card = (channel) => page.locator(`#channels > li[data-channel="${channel}"]`);
  const user = {
    page,
    sent,
    card,
    isConnected: () => page.getByRole("status").filter({ hasText: /^Connected$/ }).waitFor(),
    async choose(kind, name, { cache = false } = {}) {
      await page.getByLabel(kind, { exact: true }).check();
      await page.getByLabel("Cache", { exact: true }).setChecked(cache);
      await page.getByLabel("Name", { exact: true }).fill(name);
    },
    async joins(kind, name, options) {
      await user.choose(kind, name, options);
      await page.getByRole("button", { name: /^Join / }).click();
      const channel = await page.locator("#join-full").textContent();
      await card(channel).locator(".standing.joined").waitFor();
      return channel;
    },
    async publishes(channel, event, data) {
      const form = page.locator("#publish-form");
      await form.getByLabel("Channel").fill(channel);
      await form.getByLabel("Event").fill(event);
      await form.getByLabel("Data").fill(data);
      await form.getByRole("button", { name: "Publish" }).click();
      await form.locator(".outcome:not(:empty)").waitFor();
      return form.locator(".outcome").textContent();
    },
    /** Waits for a row of the event list, and answers its texts. */
    async sees(...texts) {
      let row = page.locator("#events tr");
      for (const text of texts) {
        row = row.filter({ hasText: text });
      }
      await row.first().waitFor();
      return row.first().locator("td").allTextContents();
    },
    rows: (text) => page.locator("#events tr").filter({ hasText: text }).count(),
    members: (channel) => card(channel).locator(".members li").allTextContents(),
    hasMembers: (channel, count) =>
      card(channel).locator(".standing", { hasText: `joined, ${count} member` }).waitFor(),
  };
  return user;
}

describe("a hub in development mode", () => {
  let hub;

  before(async () => {
    hub = await givenHub();
  });

  after(async () => {
    await hub?.stop();
  });

  it("shows the connection and its socket id", async () => {
    const { page, isConnected } = await tab(hub.url);

    await isConnected();

    assert.match(await page.locator("#socket-id").textContent(), /^\d+\.\d+$/);
  });

  it("carries an event from one tab to another", async () => {
    const [ada, bob] = [await tab(hub.url), await tab(hub.url)];
    await ada.joins("Public", "news");
    await bob.joins("Public", "news");

    assert.match(await ada.publishes("news", "greeting", '{"text":"Hi"}'), /^Published/);

    for (const each of [ada, bob]) {
      const [time, ...rest] = await each.sees("greeting");
      assert.match(time, /^\d\d:\d\d:\d\d\.\d{3}$/);
      assert.deepEqual(rest, ["news", "greeting", '{"text":"Hi"}']);
    }
  });

  it("shows what a server publishes through its SDK", async () => {
    const ada = await tab(hub.url);
    const channel = await ada.joins("Private", "orders.9");
    const { id, key } = hub.apps[0];
    const sdk = new Pusher({ appId: id, key, secret: SECRET, host: hub.host, port: hub.port });

    await sdk.trigger(channel, "shipped", { order: 9 });

    assert.deepEqual((await ada.sees("shipped")).slice(1), [channel, "shipped", '{"order":9}']);
  });

  it("joins and leaves channels of every kind", async () => {
    const { joins, card } = await tab(hub.url);

    for (const kind of ["Public", "Private", "Presence", "Encrypted"]) {
      for (const cache of [false, true]) {
        const channel = await joins(kind, "everything", { cache });
        const facts = await card(channel).locator(".facts").textContent();
        assert.ok(facts.startsWith(kind.toLowerCase() + (cache ? ", cache " : " ")), facts);
      }
    }
    for (const prefix of ["", "private-", "presence-cache-", "private-encrypted-cache-"]) {
      const channel = `${prefix}everything`;
      await card(channel).getByRole("button", { name: `Leave ${channel}` }).click();
      await card(channel).waitFor({ state: "detached" });
    }
  });

  it("shows members come and go", async () => {
    const ada = await tab(hub.url);
    await ada.page.getByLabel("You are").fill("Ada");
    const channel = await ada.joins("Presence", "room");
    assert.deepEqual(await ada.members(channel), ["Ada · you"]);

    const bob = await tab(hub.url);
    await bob.page.getByLabel("You are").fill("Bob");
    await bob.joins("Presence", "room");
    await ada.hasMembers(channel, 2);
    assert.deepEqual((await ada.members(channel)).sort(), ["Ada · you", "Bob"]);
    assert.deepEqual((await bob.members(channel)).sort(), ["Ada", "Bob · you"]);

    await bob.page.close();
    await ada.hasMembers(channel, 1);
    assert.deepEqual(await ada.members(channel), ["Ada · you"]);
  });

  it("does what its user asked before the hub had answered", async () => {
    let answer;
    const answered = new Promise((resolve) => (answer = resolve));
    const late = (route) => answered.then(() => route.continue());
    await context.route("**/playground/config", late, { times: 1 });
    const { page, choose, card, members } = await tab(hub.url);

    await page.getByLabel("You are").fill("Ada");
    await choose("Presence", "early");
    await page.getByRole("button", { name: /^Join / }).click();
    answer();

    await card("presence-early").locator(".standing.joined").waitFor();
    assert.deepEqual(await members("presence-early"), ["Ada · you"]);
  });

  it("says so when the hub does not answer", async () => {
    await context.route("**/playground/config", (route) => route.abort(), { times: 1 });
    const { page } = await tab(hub.url, { mayComplain: true });

    await page.getByRole("status").filter({ hasText: "The hub does not answer" }).waitFor();
  });

  it("sends a client event to the other tab, with its sender, and not back", async () => {
    const [ada, bob] = [await tab(hub.url), await tab(hub.url)];
    await ada.page.getByLabel("You are").fill("Ada");
    const channel = await ada.joins("Presence", "chat");
    await bob.joins("Presence", "chat");

    const form = ada.page.locator("#client-form");
    await form.getByLabel("Channel").selectOption(channel);
    await form.getByLabel("Data").fill('{"typing":"yes"}');
    await form.getByRole("button", { name: "Send" }).click();

    assert.deepEqual((await bob.sees("client-typing")).slice(1), [
      channel,
      "client-typing from Ada",
      '{"typing":"yes"}',
    ]);
    await ada.publishes(channel, "marker", "1");
    await ada.sees("marker");
    assert.equal(await ada.rows("from Ada"), 0);
  });

  it("shows the last event of a cache channel to who comes later", async () => {
    const early = await tab(hub.url);
    const channel = await early.joins("Public", "price", { cache: true });
    await early.sees("pusher:cache_miss");
    await early.publishes(channel, "changed", '{"price":7}');
    await early.sees("changed");

    const late = await tab(hub.url);
    await late.joins("Public", "price", { cache: true });

    assert.deepEqual((await late.sees("changed")).slice(1), [channel, "changed", '{"price":7}']);
  });

  it("publishes only sealed data to an encrypted channel", async () => {
    const ada = await tab(hub.url);
    const channel = await ada.joins("Encrypted", "vault");
    const sealed = '{"nonce":"AQEB","ciphertext":"1eUYq1o="}';

    assert.match(await ada.publishes(channel, "secret", '{"plain":true}'), /sealed/);
    assert.match(await ada.publishes(channel, "secret", sealed), /^Published/);

    assert.deepEqual((await ada.sees("secret")).slice(1), [channel, "secret", sealed]);
    assert.equal(await ada.rows("plain"), 0);
  });

  it("spares the publishing tab when asked to", async () => {
    const [ada, bob] = [await tab(hub.url), await tab(hub.url)];
    await ada.joins("Public", "quiet");
    await bob.joins("Public", "quiet");

    await ada.page.getByLabel("To others only").check();
    await ada.publishes("quiet", "first", "1");
    await ada.page.getByLabel("To others only").uncheck();
    await ada.publishes("quiet", "second", "2");

    await bob.sees("first");
    await ada.sees("second");
    assert.equal(await ada.rows("first"), 0);
  });

  it("tells why the hub refuses an event", async () => {
    const ada = await tab(hub.url, { mayComplain: true });

    assert.match(await ada.publishes("news", "pusher:forged", "1"), /pusher:/);
    assert.equal(await ada.page.locator("#publish-form .outcome.bad").count(), 1);
  });

  it("shows markup in an event as text", async () => {
    const ada = await tab(hub.url);
    await ada.joins("Public", "markup");
    const markup = '<img src=x onerror="document.title=1">';

    await ada.publishes("markup", "<b>bold</b>", markup);

    assert.deepEqual((await ada.sees("markup")).slice(2), ["<b>bold</b>", markup]);
    assert.equal(await ada.page.title(), "Belfry playground");
  });

  it("keeps no more than the newest 200 events, newest first", async () => {
    const ada = await tab(hub.url);
    await ada.joins("Public", "storm");
    const { id, key } = hub.apps[0];
    const sdk = new Pusher({ appId: id, key, secret: SECRET, host: hub.host, port: hub.port });

    for (let first = 0; first < 250; first += 10) {
      const batch = Array.from({ length: 10 }, (_, i) => ({
        channel: "storm",
        name: `drop ${first + i}.`,
        data: "",
      }));
      await sdk.triggerBatch(batch);
    }

    await ada.sees("drop 249.");
    assert.equal(await ada.rows("drop"), 200);
    const names = await ada.page.locator("#events td:nth-child(3)").allTextContents();
    assert.equal(names[0], "drop 249.");
    assert.equal(names[199], "drop 50.");
  });

  it("is used with the keyboard alone", async () => {
    const { page, card, isConnected } = await tab(hub.url);
    await isConnected();
    const tabTo = async (selector) => {
      for (let i = 0; i < 40; i++) {
        await page.keyboard.press("Tab");
        if (await page.evaluate((it) => document.activeElement.matches(it), selector)) {
          return;
        }
      }
      assert.fail(`the tab key does not reach ${selector}`);
    };

    await tabTo("input[name=kind]");
    await page.keyboard.press("ArrowRight");
    await tabTo("#join-name");
    await page.keyboard.type("keys");
    await page.keyboard.press("Enter");
    await card("private-keys").locator(".standing.joined").waitFor();
    await tabTo("#publish-form button");
    await page.keyboard.press("Enter");
    await page.locator("#events tr", { hasText: "greeting" }).waitFor();
  });

  it("names every field", async () => {
    const { page } = await tab(hub.url);

    const nameless = await page.evaluate(() =>
      [...document.querySelectorAll("input, select, textarea")]
        .filter((field) => field.labels.length === 0 || !field.labels[0].textContent.trim())
        .map((field) => field.outerHTML),
    );

    assert.deepEqual(nameless, []);
  });

  it("opens a second tab on the same channels", async () => {
    const ada = await tab(hub.url);
    const channel = await ada.joins("Presence", "shared");

    const link = await ada.page.getByRole("link", { name: "Open a second tab" });
    const second = await tab(new URL(await link.getAttribute("href"), `${hub.url}/`).href);

    await second.hasMembers(channel, 2);
  });

  it("signs nothing for a page that came by a foreign name for this machine", async () => {
    const foreign = await tab(`http://rebound.test:${hub.port}`, { mayComplain: true });

    await foreign.page.getByLabel("App secret").waitFor();
    const status = await foreign.page.evaluate(async () => {
      const form = new URLSearchParams({
        app: "153066",
        socket_id: "1.2",
        channel_name: "private-x",
      });
      return (await fetch("/playground/auth", { method: "POST", body: form })).status;
    });

    assert.equal(status, 403);
  });

  it("signs nothing for another page on this machine", async () => {
    const other = await tab(`http://localhost:${hub.port}/up`, { mayComplain: true });

    const [answer] = await Promise.all([
      other.page.waitForNavigation(),
      other.page.evaluate((action) => {
        const form = Object.assign(document.createElement("form"), { method: "post", action });
        const fields = { app: "153066", socket_id: "1.2", channel_name: "private-x" };
        for (const [name, value] of Object.entries(fields)) {
          form.append(Object.assign(document.createElement("input"), { name, value }));
        }
        document.body.append(form);
        form.submit();
      }, `${hub.url}/playground/auth`),
    ]);

    assert.equal(answer.status(), 403);
  });
});

describe("a hub under a prefix", () => {
  let hub;

  before(async () => {
    hub = await givenHub({ settings: { server: { path: "/live" } } });
  });

  after(async () => {
    await hub?.stop();
  });

  for (const ending of ["", "/"]) {
    it(`serves a working page at ${`/live${ending}`}`, async () => {
      const ada = await tab(hub.url + ending);
      const channel = await ada.joins("Presence", "prefixed");

      await ada.publishes(channel, "greeting", "1");

      await ada.sees("greeting");
    });
  }
});

describe("a hub that pings often", () => {
  it("is answered by the page, and so keeps it", async () => {
    const [app] = APPS;
    const apps = [{ ...app, ping_interval: 1, pong_timeout: 1 }];
    const hub = await givenHub({ settings: { apps } });
    try {
      const ada = await tab("about:blank");
      const opened = ada.page.waitForEvent("websocket");
      await ada.page.goto(hub.url);
      const socket = await opened;
      const isPing = ({ payload }) => payload.includes('"pusher:ping"');
      const isPong = ({ payload }) => payload.includes('"pusher:pong"');

      for (let round = 1; round <= 3; round++) {
        await Promise.all([
          socket.waitForEvent("framereceived", isPing),
          socket.waitForEvent("framesent", isPong),
        ]);
      }

      await ada.isConnected();
      assert.equal(socket.isClosed(), false);
      await ada.page.close();
    } finally {
      await hub.stop();
    }
  });
});

describe("a hub that goes away and comes back", () => {
  it("finds the page on its channels again", async () => {
    const first = await givenHub({ settings: { shutdown: { grace: 0 } } });
    const ada = await tab(first.url, { mayComplain: true });
    const channel = await ada.joins("Presence", "lasting");

    await first.stop();
    await ada.page.locator('#state[data-state="waiting"]').waitFor();
    const second = await givenHub({ port: first.port });
    try {
      await ada.card(channel).locator(".standing.joined").waitFor({ timeout: 30_000 });
      await ada.publishes(channel, "again", "1");
      await ada.sees("again");
    } finally {
      await second.stop();
    }
  });
});

describe("a hub in production mode with the playground on", () => {
  let hub;

  before(async () => {
    hub = await givenHub({ settings: { mode: "production", playground: { mode: "on" } } });
  });

  after(async () => {
    await hub?.stop();
  });

  it("joins public channels without a secret, and nothing else", async () => {
    const ada = await tab(hub.url);
    await ada.joins("Public", "news");

    await ada.choose("Private", "orders");
    await ada.page.getByRole("button", { name: /^Join / }).click();

    const standing = ada.card("private-orders").locator(".standing.bad");
    assert.match(await standing.textContent(), /secret/);
    assert.match(await ada.publishes("news", "greeting", "1"), /secret/);
  });

  it("signs in the page once the secret is typed, and never sends it", async () => {
    const ada = await tab(hub.url);
    await ada.isConnected();
    await ada.page.getByLabel("App secret").fill(SECRET);
    await ada.page.getByRole("button", { name: "Use this secret" }).click();

    await ada.joins("Private", "orders");
    const channel = await ada.joins("Presence", "room");
    assert.match(await ada.publishes(channel, "grüße", '{"text":"✓"}'), /^Published/);

    await ada.sees("grüße", "✓");
    assert.equal(await ada.page.getByLabel("App secret").inputValue(), "");
    assert.ok(ada.sent.some((request) => request.includes("auth_signature")));
    assert.ok(ada.sent.every((request) => !request.includes(SECRET)));
  });

  it("tells that a secret is wrong", async () => {
    const ada = await tab(hub.url, { mayComplain: true });
    await ada.isConnected();
    await ada.page.getByLabel("App secret").fill("wrong");
    await ada.page.getByRole("button", { name: "Use this secret" }).click();

    await ada.choose("Private", "orders");
    await ada.page.getByRole("button", { name: /^Join / }).click();

    await ada.card("private-orders").locator(".standing.bad").waitFor();
    assert.match(await ada.publishes("news", "greeting", "1"), /signature/i);
  });
});

describe("a hub in production mode", () => {
  it("has no playground unless told to", async () => {
    const hub = await givenHub({ settings: { mode: "production" } });
    try {
      for (const path of ["/", "/playground/page.js", "/playground/config", "/playground/auth"]) {
        assert.equal((await fetch(hub.url + path)).status, 404, path);
      }
    } finally {
      await hub.stop();
    }
  });
});
