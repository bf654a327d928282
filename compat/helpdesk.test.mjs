// The help desk, as two people use it at the same time: a customer and an agent, each in a browser of their own.

import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import Pusher from "pusher";
import { givenBrowser } from "./given-browser.mjs";
import { givenExample } from "./given-example.mjs";
import { freePort, givenHub } from "./given-hub.mjs";

let browser;
const people = [];

before(async () => {
  browser = await givenBrowser();
});

afterEach(async () => {
  await Promise.all(people.splice(0).map(({ context }) => context.close()));
});

after(async () => {
  await browser?.close();
});

/** Sessions by address and login, as a sign-in takes longer than most of what is tried here. */
const sessions = new Map();

/**
 * Somebody who has signed in, with every frame that ever came to one of their pages. The session is one that others
 * of that login may have, unless it is to be a fresh one: for who is going to sign out.
 */
async function signedIn(helpdesk, login, { fresh = false } = {}) {
  const session = `${helpdesk.url} ${login}`;
  const context = await browser.newContext({ storageState: fresh ? undefined : sessions.get(session) });
  people.push({ context });
  const page = await context.newPage();
  const frames = [];
  page.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => frames.push(payload)));
  if (fresh || !sessions.has(session)) {
    await signIn(page, helpdesk, login);
  } else {
    await page.goto(helpdesk.url);
  }
  if (!fresh) {
    sessions.set(session, await context.storageState());
  }
  return { page, frames };
}

async function signIn(page, helpdesk, login) {
  await page.goto(`${helpdesk.url}/login`);
  await page.fill("[name=username]", login);
  await page.fill("[name=password]", "helpdesk");
  await page.click("main button");
  await page.getByText("Sign out").waitFor();
}

/** Opens a ticket, and gives its address. */
async function openTicket({ page }, helpdesk, subject) {
  await page.goto(`${helpdesk.url}/tickets/new`);
  await page.fill("[name=subject]", subject);
  await page.fill("[name=message]", "Please help.");
  await page.selectOption("[name=office]", { label: "Billing" });
  await page.click("main button");
  await page.waitForURL(/\/tickets\/[0-9a-f-]{36}$/);
  return page.url();
}

/** Waits until the connection of a page has been ended by the help desk. */
function ended(page) {
  return page.evaluate(async () => {
    const { echo } = await import("/live.js");
    await new Promise((resolve) => echo.connector.pusher.connection.bind("disconnected", () => resolve()));
  });
}

/** Waits until a page hears what is new. */
async function isLive({ page }) {
  await page.waitForFunction(async () => {
    const { belfry, echo } = await import("/live.js");
    if (belfry.connection.get().state !== "connected") {
      return false;
    }
    const { channels } = echo.connector;
    return Object.values(channels).every(({ subscription }) => subscription.subscribed);
  });
}

async function reply({ page }, message, { internal = false } = {}) {
  await page.fill("#answer [name=message]", message);
  if (internal) {
    await page.check("#answer [name=internal]");
  }
  await page.click("#answer button:not([hidden])");
  await page.locator(".reply", { hasText: message }).waitFor();
}

describe("the help desk", () => {
  let helpdesk;
  let carla;
  let ada;

  before(async () => {
    helpdesk = await givenExample("helpdesk");
  });

  after(async () => {
    await helpdesk?.stop();
  });

  async function bothLookAt(subject, { fresh = false } = {}) {
    carla = await signedIn(helpdesk, "carla");
    ada = await signedIn(helpdesk, "ada", { fresh });
    const ticket = await openTicket(carla, helpdesk, subject);
    await ada.page.goto(ticket);
    await isLive(carla);
    await isLive(ada);
    await carla.page.evaluate(() => (window.wasNotReloaded = true));
  }

  async function carlaHasNotReloaded() {
    assert.equal(await carla.page.evaluate(() => window.wasNotReloaded), true);
  }

  it("says who can sign in", async () => {
    await helpdesk.says(/carla +helpdesk +Carla Customer/);
    await helpdesk.says(/ada +helpdesk +Ada Agent, Billing/);
  });

  it("shows the customer at once what the agent replies", async (t) => {
    await bothLookAt("Charged twice");
    const from = Date.now();
    await reply(ada, "We pay it back.");
    await carla.page.locator(".reply", { hasText: "We pay it back." }).waitFor();
    t.diagnostic(`from the agent's keyboard to the customer's page: ${Date.now() - from} ms`);
    await carla.page.locator(".notification", { hasText: 'New reply to "Charged twice" by Ada Agent' }).waitFor();
    await carlaHasNotReloaded();
  });

  it("announces it once, though it comes over two channels", async () => {
    await bothLookAt("Only once");
    await reply(ada, "Once.");
    await carla.page.locator(".notification").first().waitFor();
    // Both copies have come when the answer to a ping has, which is sent after them.
    const copies = () => carla.frames.filter((frame) => frame.includes("ticket.reply.created")).length;
    await carla.page.waitForFunction(() => window.ticketRealTime.seen.size > 0);
    await reply(carla, "Thanks.");
    assert.equal(copies(), 2);
    assert.equal(await carla.page.locator(".notification").count(), 1);
    assert.equal(await carla.page.locator(".reply", { hasText: "Once." }).count(), 1);
  });

  it("does not announce what one does oneself", async () => {
    await bothLookAt("My own");
    await reply(ada, "Mine.");
    await carla.page.locator(".reply", { hasText: "Mine." }).waitFor();
    await reply(carla, "And mine.");
    await ada.page.locator(".notification", { hasText: "by Carla Customer" }).waitFor();
    assert.equal(await ada.page.locator(".notification").count(), 1);
    assert.equal(await ada.page.locator(".reply", { hasText: /^.*Mine\./s }).count(), 1);
    assert.ok(ada.frames.every((frame) => !frame.includes("Mine.")), "the page that sent it is not told");
  });

  it("never lets an internal note reach the customer", async () => {
    await bothLookAt("Between us");
    await reply(ada, "The customer is difficult.", { internal: true });
    await ada.page.locator(".reply.internal").waitFor();
    await reply(ada, "We look into it.");
    await carla.page.locator(".reply", { hasText: "We look into it." }).waitFor();

    assert.ok(carla.frames.some((frame) => frame.includes("We look into it.")));
    const leaked = carla.frames.filter((frame) => /difficult|"is_internal\\":true/.test(frame));
    assert.deepEqual(leaked, []);
    await carla.page.reload();
    assert.doesNotMatch(await carla.page.content(), /difficult/);
  });

  it("sends nothing by Enter on the box that makes a reply a note", async () => {
    await bothLookAt("By keyboard");
    await ada.page.fill("#answer [name=message]", "The customer forgets.");
    await ada.page.focus("#answer [name=internal]");
    await ada.page.keyboard.press("Enter");
    await ada.page.keyboard.press("Space");
    await ada.page.keyboard.press("Enter");
    await ada.page.keyboard.press("Tab");
    await ada.page.keyboard.press("Enter");
    await ada.page.locator(".reply.internal", { hasText: "The customer forgets." }).waitFor();
    assert.equal(await ada.page.locator(".reply", { hasText: "forgets" }).count(), 1);
    assert.ok(carla.frames.every((frame) => !frame.includes("forgets")));
  });

  it("sends a note and no reply by Enter on that box where there are no scripts", async () => {
    await bothLookAt("By keyboard, without scripts");
    const storageState = await ada.page.context().storageState();
    const context = await browser.newContext({ storageState, javaScriptEnabled: false });
    people.push({ context });
    const page = await context.newPage();
    await page.goto(ada.page.url());
    await page.fill("#answer [name=message]", "The customer forgets.");
    await page.focus("#answer [name=internal]");
    await page.keyboard.press("Enter");
    await page.locator(".reply.internal", { hasText: "The customer forgets." }).waitFor();
    assert.ok(carla.frames.every((frame) => !frame.includes("forgets")));
  });

  it("tells a second agent of the note", async () => {
    await bothLookAt("With the boss");
    const root = await signedIn(helpdesk, "root");
    await root.page.goto(ada.page.url());
    await isLive(root);
    await reply(ada, "What do you think?", { internal: true });
    await root.page.locator(".reply.internal", { hasText: "What do you think?" }).waitFor();
    await root.page.locator(".notification", { hasText: "New note on" }).waitFor();
  });

  it("changes badges where they are seen", async () => {
    await bothLookAt("Badges");
    await ada.page.getByRole("button", { name: "Make it pending" }).click();
    await carla.page.locator("#facts .badge.pending", { hasText: "pending" }).waitFor();
    await carla.page.locator(".notification", { hasText: "is pending now" }).waitFor();

    // Her own page is new then, too.
    await ada.page.locator("#facts .badge.pending").waitFor();
    await ada.page.getByText("Change", { exact: true }).click();
    await ada.page.selectOption("[name=agent]", { label: "Ada Agent" });
    await ada.page.getByRole("button", { name: "Assign" }).click();
    await carla.page.locator("[data-assigned-to-of]", { hasText: "Ada Agent" }).waitFor();
    await carlaHasNotReloaded();
  });

  it("shows who makes a change that it is made", async () => {
    await bothLookAt("My own change");
    await ada.page.getByText("Change", { exact: true }).click();
    await ada.page.getByRole("button", { name: "Make it resolved" }).click();
    await ada.page.locator("#facts .badge.resolved").waitFor();
    assert.equal(await ada.page.locator(".notification").count(), 0);
  });

  it("shows another subject wherever it stands", async () => {
    await bothLookAt("A word");
    await ada.page.getByText("Change", { exact: true }).click();
    await ada.page.fill("[name=subject]", "W".repeat(150));
    await ada.page.getByRole("button", { name: "Rename" }).click();
    await carla.page.locator("h1", { hasText: "WWW" }).waitFor();
    await carlaHasNotReloaded();
    const { clientWidth, scrollWidth } = await carla.page.evaluate(() => {
      const { clientWidth, scrollWidth } = document.documentElement;
      return { clientWidth, scrollWidth };
    });
    assert.ok(scrollWidth <= clientWidth, `the page is ${scrollWidth} wide`);
  });

  it("has a bell that rings on every page, once for all replies that are not read yet", async () => {
    await bothLookAt("Rings", { fresh: true });
    const tabs = [carla.page, await carla.page.context().newPage()];
    await tabs[1].goto(helpdesk.url);
    await isLive({ page: tabs[1] });
    const badge = (page) => page.locator("belfry-bell .badge");
    const before = Number(await badge(tabs[1]).textContent());
    await reply(ada, "First.");
    await reply(ada, "Second.");
    await reply(ada, "Not for the bell of a customer.", { internal: true });
    for (const page of tabs) {
      await badge(page).filter({ hasText: new RegExp(`^${before + 1}$`) }).waitFor();
    }
    await tabs[1].locator("belfry-bell .bell").click();
    const item = tabs[1].locator("belfry-bell .item", { hasText: 'New reply to "Rings"' });
    assert.equal(await item.count(), 1);
    await item.click();
    await tabs[1].waitForURL(carla.page.url());
    await badge(carla.page).filter({ hasText: before === 0 ? /^0$/ : new RegExp(`^${before}$`) }).waitFor({ state: "attached" });
  });

  it("rings for an agent who is given a ticket", async () => {
    await bothLookAt("Given");
    const root = await signedIn(helpdesk, "root");
    await root.page.goto(carla.page.url());
    await root.page.getByText("Change", { exact: true }).click();
    await root.page.selectOption("[name=agent]", { label: "Ada Agent" });
    await root.page.getByRole("button", { name: "Assign" }).click();
    await ada.page.locator("belfry-bell .title", { hasText: '"Given" is yours' }).waitFor({ state: "attached" });
  });

  it("shows agents who else looks at a ticket, and customers nobody", async () => {
    await bothLookAt("Seen by two");
    const root = await signedIn(helpdesk, "root");
    await root.page.goto(ada.page.url());
    await ada.page.locator("#others", { hasText: "Rosa Admin is also viewing this ticket." }).waitFor();
    await root.page.locator("#others", { hasText: "Ada Agent is also viewing this ticket." }).waitFor();
    await root.page.goto(helpdesk.url);
    await ada.page.locator("#others", { hasText: /^$/ }).waitFor();
    assert.equal(await carla.page.textContent("#others"), "");
    assert.ok(!carla.frames.some((frame) => frame.includes("viewers")));
  });

  it("shows who is typing a reply, and never that somebody writes a note", async () => {
    await bothLookAt("Typing");
    await carla.page.locator("#answer [name=message]").pressSequentially("I have");
    await ada.page.locator("#others", { hasText: "Carla Customer is typing." }).waitFor();
    await reply(carla, "I have a question.");
    await ada.page.locator("#others", { hasText: /^$/ }).waitFor();
    await ada.page.check("#answer [name=internal]");
    await ada.page.locator("#answer [name=message]").pressSequentially("A note.");
    await ada.page.uncheck("#answer [name=internal]");
    await carla.page.locator("#others", { hasText: "Ada Agent is typing." }).waitFor();
    const signals = carla.frames.filter((frame) => frame.includes("TypingIndicator") && frame.includes("ada"));
    assert.equal(signals.length, 1);
  });

  it("announces what happens to another ticket, and shows it there only", async () => {
    await bothLookAt("The one");
    const other = await openTicket(carla, helpdesk, "The other");
    await isLive(carla);
    await reply(ada, "About the one.");
    await carla.page.locator(".notification", { hasText: 'New reply to "The one"' }).waitFor();
    assert.equal(carla.page.url(), other);
    assert.equal(await carla.page.locator(".reply").count(), 1);
  });

  it("shows what one does oneself in one's other tab, without announcing it", async () => {
    await bothLookAt("Two tabs");
    const second = await carla.page.context().newPage();
    await second.goto(carla.page.url());
    await isLive({ page: second });
    await reply(carla, "From the first tab.");
    await second.locator(".reply", { hasText: "From the first tab." }).waitFor();
    assert.equal(await second.locator(".notification").count(), 0);
  });

  it("asks for nothing while nothing happens, and knows no secret", async () => {
    await bothLookAt("Quiet");
    // A page looks once what it has missed, 100 ms after it has subscribed: a later timer fires later.
    await carla.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 101)));
    const asked = [];
    carla.page.on("request", (request) => asked.push(request.url()));
    await reply(ada, "Told, not asked for.");
    await carla.page.locator(".reply", { hasText: "Told, not asked for." }).waitFor();
    assert.deepEqual(asked, []);
    for (const path of ["/", "/live.js", "/ticket-realtime.js", new URL(carla.page.url()).pathname]) {
      const answer = await carla.page.request.get(helpdesk.url + path);
      assert.doesNotMatch(await answer.text(), /helpdesk-secret/);
    }
  });

  // check 40
  it("signs what the Node SDK would sign", async () => {
    await bothLookAt("Signed");
    const { channel, socketId, answer } = await carla.page.evaluate(async () => {
      const { echo, meta } = await import("/live.js");
      const channel = `private-${meta("ticket-channel")}`;
      const socketId = echo.socketId();
      const response = await fetch("/broadcasting/auth", {
        method: "POST",
        headers: { "X-CSRF-TOKEN": meta("csrf-token") },
        body: new URLSearchParams({ socket_id: socketId, channel_name: channel }),
      });
      return { channel, socketId, answer: await response.json() };
    });
    const sdk = new Pusher({ appId: "153066", key: "helpdesk-key", secret: "helpdesk-secret", host: "localhost" });
    assert.deepEqual(answer, sdk.authorizeChannel(socketId, channel, { user_id: "carla" }));
  });

  it("moves nothing for who wants no motion", async () => {
    await bothLookAt("Calm");
    await carla.page.emulateMedia({ reducedMotion: "reduce" });
    await reply(ada, "Calmly.");
    const shown = carla.page.locator(".notification");
    await shown.waitFor();
    assert.equal(await shown.evaluate((each) => getComputedStyle(each).animationName), "none");
  });

  it("shows an office its new tickets", async () => {
    ada = await signedIn(helpdesk, "ada");
    await isLive(ada);
    carla = await signedIn(helpdesk, "carla");
    await openTicket(carla, helpdesk, "Brand new");
    await ada.page.locator("#tickets a", { hasText: "Brand new" }).waitFor();
    await ada.page.locator(".notification", { hasText: 'New ticket "Brand new" by Carla Customer' }).waitFor();
  });

  it("keeps files with what was written, and lets them be saved", async () => {
    await bothLookAt("A file");
    const file = { name: "invoice.html", mimeType: "text/html", buffer: Buffer.from("<script>alert(1)</script>") };
    await ada.page.setInputFiles("#answer [name=files]", file);
    await reply(ada, "Here it is.");
    const link = carla.page.getByRole("link", { name: "invoice.html" });
    await link.waitFor();
    const [download] = await Promise.all([carla.page.waitForEvent("download"), link.click()]);
    assert.equal(download.suggestedFilename(), "invoice.html");
    const told = carla.frames.map((frame) => JSON.parse(frame)).find(({ event }) => event === "ticket.reply.created");
    assert.deepEqual(JSON.parse(told.data).reply.attachments, [{ filename: "invoice.html", size: 25 }]);
  });

  it("keeps what was typed when nobody is signed in any more", async () => {
    await bothLookAt("Signed out");
    await ada.page.context().clearCookies();
    await ada.page.fill("#answer [name=message]", "A long answer.");
    await ada.page.click("#answer button:not([hidden])");
    await ada.page.locator(".notification.problem", { hasText: "nothing was sent" }).waitFor();
    assert.equal(await ada.page.inputValue("#answer [name=message]"), "A long answer.");
    const another = await ada.page.context().newPage();
    await signIn(another, helpdesk, "ada");
    await ada.page.click("#answer button:not([hidden])");
    await ada.page.locator(".reply", { hasText: "A long answer." }).waitFor();
    await isLive(ada);
    await reply(carla, "Heard again.");
    await ada.page.locator(".reply", { hasText: "Heard again." }).waitFor();
  });

  it("keeps what is typed while something is sent", async () => {
    await bothLookAt("Slowly");
    let goOn;
    await ada.page.route("**/replies", async (route) => {
      await new Promise((resolve) => (goOn = resolve));
      await route.continue();
    });
    await ada.page.fill("#answer [name=message]", "First.");
    await ada.page.click("#answer button:not([hidden])");
    await ada.page.locator("#answer button:not([hidden])[disabled]").waitFor();
    await ada.page.fill("#answer [name=message]", "Second.");
    goOn();
    await ada.page.locator(".reply", { hasText: "First." }).waitFor();
    assert.equal(await ada.page.inputValue("#answer [name=message]"), "Second.");
  });

  it("hears nothing in any tab once somebody has signed out", async () => {
    await bothLookAt("All tabs", { fresh: true });
    const second = await ada.page.context().newPage();
    await second.goto(helpdesk.url);
    await second.getByRole("button", { name: "Sign out" }).click();
    await ada.page.getByRole("link", { name: "signed out" }).waitFor();
    const root = await signedIn(helpdesk, "root");
    await root.page.goto(carla.page.url());
    await isLive(root);
    await reply(root, "Not for who has left.", { internal: true });
    assert.ok(ada.frames.every((frame) => !frame.includes("Not for who has left.")));
  });

  it("sends away whoever has signed out, even a page that is none of its own, and nobody else", async () => {
    await bothLookAt("Another page", { fresh: true });
    const elsewhere = await signedIn(helpdesk, "ada");
    await elsewhere.page.goto(carla.page.url());
    await isLive(elsewhere);
    const stranger = await ada.page.context().newPage();
    await stranger.route("**/ticket-realtime.js", (route) => route.abort());
    await stranger.goto(carla.page.url());
    await stranger.evaluate(async () => {
      const { echo, meta } = await import("/live.js");
      await new Promise((resolve) => echo.private(meta("ticket-channel")).subscribed(resolve));
    });
    await ada.page.getByRole("button", { name: "Sign out" }).click();
    const refused = await stranger.evaluate(async () => {
      const { echo, meta } = await import("/live.js");
      const { pusher } = echo.connector;
      if (pusher.connection.state !== "disconnected") {
        await new Promise((resolve) => pusher.connection.bind("disconnected", resolve));
      }
      const answer = new Promise((resolve) => echo.private(meta("ticket-channel")).error(resolve));
      pusher.connect();
      return (await answer).error;
    });
    assert.equal(refused, "answered 403");
    await isLive(elsewhere);
    await reply(carla, "For who is still there.");
    await elsewhere.page.locator(".reply", { hasText: "For who is still there." }).waitFor();
  });

  it("hears nothing more as who it was once somebody else has signed in over it", async () => {
    await bothLookAt("Another person", { fresh: true });
    const second = await ada.page.context().newPage();
    const away = ended(ada.page);
    await signIn(second, helpdesk, "carla");
    await away;
    const root = await signedIn(helpdesk, "root");
    await root.page.goto(carla.page.url());
    await isLive(root);
    await reply(root, "Between colleagues.", { internal: true });
    await reply(root, "For customers.");
    await carla.page.locator(".reply", { hasText: "For customers." }).waitFor();
    assert.ok(ada.frames.every((frame) => !frame.includes("Between colleagues.")));
  });

  it("comes back when it was sent away, though it is not answered at first", async () => {
    await bothLookAt("Not at first", { fresh: true });
    const elsewhere = await signedIn(helpdesk, "ada");
    await elsewhere.page.goto(carla.page.url());
    await isLive(elsewhere);
    let left = 2;
    const answered = new Promise((resolve) => {
      elsewhere.page.route(carla.page.url(), (route) => {
        left -= 1;
        if (left >= 0) {
          return route.abort();
        }
        resolve();
        return route.continue();
      });
    });
    await ada.page.getByRole("button", { name: "Sign out" }).click();
    await answered;
    await isLive(elsewhere);
  });

  it("shows a ticket no longer to an office that has handed it over", async () => {
    await bothLookAt("Handed over");
    const root = await signedIn(helpdesk, "root");
    await root.page.goto(carla.page.url());
    await isLive(root);
    await root.page.getByText("Change", { exact: true }).click();
    await root.page.selectOption("[name=office]", { label: "Technical support" });
    await root.page.getByRole("button", { name: "Hand over" }).click();
    await ada.page.getByRole("link", { name: "not for you any more" }).waitFor();
    await isLive(root);
    await reply(root, "For the new office.", { internal: true });
    assert.ok(ada.frames.every((frame) => !frame.includes("For the new office.")));
  });

  it("keeps what was typed when it cannot be sent", async () => {
    await bothLookAt("Too long");
    await ada.page.locator("#answer textarea").evaluate((area) => area.removeAttribute("maxlength"));
    await ada.page.fill("#answer [name=message]", "x".repeat(10_001));
    await ada.page.click("#answer button:not([hidden])");
    await ada.page.locator(".notification.problem", { hasText: "message: 1 to 10000 characters" }).waitFor();
    assert.equal(await ada.page.inputValue("#answer [name=message]"), "x".repeat(10_001));
  });
});

describe("the help desk without a hub", () => {
  it("shows what is new when it is loaded again", async () => {
    const helpdesk = await givenExample("helpdesk", ["--belfry.driver=null"]);
    try {
      const carla = await signedIn(helpdesk, "carla");
      const ticket = await openTicket(carla, helpdesk, "By hand");
      const ada = await signedIn(helpdesk, "ada");
      await ada.page.goto(ticket);
      await reply(ada, "Reload and see.");
      await carla.page.reload();
      await carla.page.locator(".reply", { hasText: "Reload and see." }).waitFor();
      assert.deepEqual([...carla.frames, ...ada.frames], []);
    } finally {
      await helpdesk.stop();
    }
  });

  it("loses nothing while the hub is gone, and shows it when it is back", async () => {
    const app = { id: "153066", key: "helpdesk-key", secret: "helpdesk-secret" };
    const port = await freePort();
    const settings = { apps: [app] };
    let hub = await givenHub({ settings, port });
    const helpdesk = await givenExample("helpdesk", ["--belfry.driver=reverb", `--belfry.url=${hub.url}`]);
    try {
      const carla = await signedIn(helpdesk, "carla");
      const ticket = await openTicket(carla, helpdesk, "Through the night");
      const ada = await signedIn(helpdesk, "ada");
      await ada.page.goto(ticket);
      await isLive(carla);
      await isLive(ada);

      await hub.kill();
      await carla.page.getByText("Connection lost").waitFor();
      await ada.page.getByText("Connection lost").waitFor();
      for (const message of ["One.", "Two.", "Three."]) {
        await reply(ada, message);
      }
      assert.equal(await carla.page.locator(".reply").count(), 1, "nothing has told the customer");

      hub = await givenHub({ settings, port });
      for (const message of ["One.", "Two.", "Three."]) {
        await carla.page.locator(".reply", { hasText: message }).waitFor();
      }
      await carla.page.locator("belfry-bell .title", { hasText: "Through the night" }).waitFor({ state: "attached" });
      // Each to the customer and whoever looks at the ticket, and to the agents there and of the office; and to the
      // customer's bell, in one or one by one.
      await published(hub, 3 * 4 + 1, 3 * 4 + 3);
    } finally {
      await helpdesk.stop();
      await hub.stop();
    }
  });
});

/** Waits until a hub has published so many events, and then to see that there are no more. */
async function published(hub, least, most) {
  const seen = async () => {
    const page = await (await fetch(`${hub.url}/metrics`)).text();
    return Number(page.match(/^belfry_events_published_total\{[^}]*\} ([0-9.E]+)$/m)?.[1] ?? 0);
  };
  while ((await seen()) < least) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const count = await seen();
  assert.ok(count <= most, `${count} events`);
}
