// The care service, as a parent, a trainer and the office use it at the same time, each in a browser of their own.

import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import { givenBrowser } from "./given-browser.mjs";
import { givenExample, isKeptByBrowsers } from "./given-example.mjs";
import { freePort, givenHub } from "./given-hub.mjs";

// Applications and hubs live for seconds here: they are better compiled fast than well.
process.env.BELFRY_JAVA_OPTS ??= "-XX:TieredStopAtLevel=1";

const APP = { id: "153067", key: "care-key", secret: "care-secret" };
const PHONE = { width: 390, height: 844 };

let browser;
const contexts = [];

before(async () => {
  browser = await givenBrowser();
});

afterEach(async () => {
  await Promise.all(contexts.splice(0).map((context) => context.close()));
});

after(async () => {
  await browser?.close();
});

/** A tab, with every frame that comes to it. */
class Tab {
  static async in(context, care) {
    return new Tab(await context.newPage(), care);
  }

  constructor(page, care) {
    this.page = page;
    this.care = care;
    this.frames = [];
    this.sockets = 0;
    this.waiting = new Set();
    page.on("websocket", (socket) => {
      this.sockets += 1;
      socket.on("framereceived", ({ payload }) => {
        this.frames.push(payload);
        this.waiting.forEach((look) => look());
      });
    });
  }

  /** Waits until so many frames have come that have this text in them. */
  async has(text, count = 1) {
    const isThere = () => this.frames.filter((frame) => frame.includes(text)).length >= count;
    await new Promise((resolve) => {
      const look = () => isThere() && (this.waiting.delete(look), resolve());
      this.waiting.add(look);
      look();
    });
  }

  /** Waits until the page hears what is new: of its user, of the bell, and of the office if it is the office's. */
  async isLive() {
    const isOffice = await this.page.locator(".who", { hasText: "admin" }).count();
    await this.has("subscription_succeeded", isOffice ? 3 : 2);
    await this.page.evaluate(() => (window.wasNotReloaded = true));
    return this;
  }

  async wasNotReloaded() {
    assert.equal(await this.page.evaluate(() => window.wasNotReloaded), true);
  }

  card(title) {
    return this.page.getByRole("region", { name: title, exact: true });
  }

  /** What stands in the bell, open or not. */
  bellHas(title) {
    return this.page.locator("belfry-bell .title", { hasText: title }).first().waitFor({ state: "attached" });
  }

  async badge() {
    return Number(await this.page.locator("belfry-bell .badge").textContent());
  }

  badgeIs(count) {
    const badge = this.page.locator("belfry-bell .badge", { hasText: new RegExp(`^${count}$`) });
    return badge.waitFor({ state: "attached" });
  }
}

async function signIn({ page, care }, login) {
  await page.goto(care.url);
  await page.getByLabel("Login").fill(login);
  await page.getByLabel("Password").fill("care");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("button", { name: "Sign out" }).waitFor();
}

/** What browsers keep, by address and login. */
const visits = new Map();

/**
 * Somebody who has signed in, in a browser of their own: at an earlier visit, unless it is to be a fresh one, for who
 * is going to sign out.
 */
async function signedIn(care, login, { fresh = false, ...options } = {}) {
  const visit = `${care.url} ${login}`;
  const context = await browser.newContext({ ...options, storageState: fresh ? undefined : visits.get(visit) });
  contexts.push(context);
  const tab = await Tab.in(context, care);
  if (fresh || !visits.has(visit)) {
    await signIn(tab, login);
  } else {
    await tab.page.goto(care.url);
    await tab.page.getByRole("button", { name: "Sign out" }).waitFor();
  }
  if (!fresh) {
    visits.set(visit, await context.storageState());
  }
  return tab;
}

const askers = new Map();

/** Somebody who asks the application without a page. */
function asking(care, login) {
  const key = `${care.url} ${login}`;
  if (!askers.has(key)) {
    askers.set(key, newlyAsking(care, login));
  }
  return askers.get(key);
}

async function newlyAsking(care, login) {
  const headers = { "Content-Type": "application/json" };
  const ask = async (method, path, body) => {
    const response = await fetch(`${care.url}/api/v1${path}`, { method, headers, body: body && JSON.stringify(body) });
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : null };
  };
  const { token, me } = (await ask("POST", "/login", { login, password: "care" })).body;
  headers.Authorization = `Bearer ${token}`;
  return { ask, id: me.id, token };
}

let named = 0;

/** A session today of a new child with a name of its own, for a trainer. */
async function givenSession(care, parent, trainer, from) {
  const [family, office, whose] = await Promise.all([parent, "anna", trainer].map((login) => asking(care, login)));
  const child = `Kim ${++named}`;
  const id = (await family.ask("POST", "/children", { name: child })).body.id;
  await family.ask("POST", `/children/${id}/checklist`, { allergies: "", emergency_contact: "Grandpa", may_swim: true });
  const date = (await family.ask("GET", "/today")).body.date;
  const booked = await family.ask("POST", "/bookings", {
    child_id: id,
    note: "",
    date,
    starts: `${from}:00`,
    ends: `${from}:30`,
    weeks: 1,
  });
  const booking = booked.body.id;
  const session = (await office.ask("GET", `/bookings/${booking}`)).body.sessions[0].id;
  const assigned = await office.ask("PUT", `/sessions/${session}/trainer`, { trainer_id: whose.id });
  assert.equal(assigned.status, 204);
  return { child, booking, session, work: `[data-session="${session}"]`, clockIn: () => clockIn(whose, session) };
}

async function clockIn(trainer, session) {
  const { status } = await trainer.ask("POST", `/sessions/${session}/time-entries`, { kind: "in" });
  assert.equal(status, 204);
}

/** Waits until a heading of a page has the keyboard. */
async function isAt(page, heading) {
  await page.waitForFunction((text) => {
    const { activeElement } = document;
    return activeElement.matches("h1, h2") && activeElement.textContent.trim() === text;
  }, heading);
}

async function photograph({ page }, name) {
  if (process.env.SCREENSHOTS) {
    await page.screenshot({ path: `${process.env.SCREENSHOTS}/${name}.png` });
  }
}

describe("the care service", () => {
  let care;

  before(async () => {
    care = await givenExample("care");
  });

  after(async () => {
    await care?.stop();
  });

  it("says who can sign in", async () => {
    await care.says(/anna +care +Anna Office/);
    await care.says(/tom +care +Tom Trainer/);
  });

  it("rings for the office when a parent submits a checklist", async () => {
    const paula = await signedIn(care, "paula");
    const anna = await (await signedIn(care, "anna")).isLive();
    const before = await anna.badge();
    await paula.card("Children").getByLabel("Name").fill("Lea");
    await paula.card("Children").getByRole("button", { name: "Add child" }).click();
    const lea = paula.page.getByRole("listitem", { name: "Lea" });
    await lea.getByLabel("Emergency contact").fill("Aunt Ada, 555 0123");
    await lea.getByRole("button", { name: "Submit checklist" }).click();

    await anna.badgeIs(before + 1);
    await anna.bellHas("Child checklist submitted");
    await anna.card("Children").getByText("Aunt Ada").waitFor();
    await lea.getByText("checklist submitted").waitFor();
    await anna.wasNotReloaded();
  });

  it("rings for the parent when the office assigns a trainer", async () => {
    const peter = await (await signedIn(care, "peter")).isLive();
    const anna = await signedIn(care, "anna");
    const before = await peter.badge();
    const noahs = anna.page.getByRole("article", { name: "Booking for Noah" });
    await noahs.getByRole("combobox").first().selectOption({ label: "Tina Trainer" });

    await peter.badgeIs(before + 1);
    await peter.bellHas("Tina Trainer cares for Noah");
    await peter.page.getByRole("article", { name: "Booking for Noah" }).getByText("Tina Trainer").waitFor();
    await peter.card("News").getByText("Tina Trainer cares for Noah").waitFor();
    await peter.wasNotReloaded();
  });

  it("shows the office and the parent at once that a trainer clocks in, and what they are doing", async () => {
    const anna = await (await signedIn(care, "anna", { viewport: { width: 1040, height: 640 } })).isLive();
    const paula = await (await signedIn(care, "paula", { viewport: { width: 800, height: 520 } })).isLive();
    const tom = await signedIn(care, "tom", { viewport: PHONE });
    const today = anna.card("Today's activity");
    const inProgress = today.getByRole("region", { name: "In progress" });
    const mias = tom.card("My sessions").getByRole("listitem").filter({ hasText: "Clock in" }).filter({ hasText: "Mia" });
    await today.getByRole("region", { name: "Upcoming" }).getByText("Mia").waitFor();

    await mias.getByRole("button", { name: "Clock in" }).click();
    await inProgress.getByText("Mia").waitFor();
    await inProgress.getByText("Tom Trainer").waitFor();
    await paula.bellHas("Tom Trainer has begun with Mia");
    assert.equal(await today.getByRole("region", { name: "Upcoming" }).getByText("Mia").count(), 0);

    const work = tom.card("My sessions").getByRole("listitem").filter({ hasText: "Clock out" });
    await work.getByLabel("What I'm doing").fill('Reading "Pippi" <3');
    await work.getByLabel("Where").fill("the garden");
    await work.getByRole("button", { name: "Tell" }).click();
    for (const page of [inProgress, paula.card("Bookings")]) {
      await page.getByText('Reading "Pippi" <3').waitFor();
      await page.getByText("at the garden").waitFor();
    }
    await photograph(anna, "office");
    await photograph(tom, "trainer");

    await paula.page.locator("belfry-bell .bell").click();
    await paula.page.locator("belfry-bell .item", { hasText: "Tom Trainer has begun with Mia" }).click();
    await paula.page.keyboard.press("Escape");
    await work.getByLabel("Activity log").fill("Read two chapters.");
    await work.getByRole("button", { name: "Note" }).click();
    const log = paula.page.getByRole("list", { name: "Session activity" });
    await log.getByText("Read two chapters.").waitFor();
    await work.getByRole("button", { name: "Change" }).click();
    await work.getByLabel("Change log").fill("Read three chapters.");
    await work.getByRole("button", { name: "Save" }).click();
    await log.getByText("Read three chapters.").waitFor();
    await photograph(paula, "parent");

    await work.getByRole("button", { name: "Clock out" }).click();
    await today.getByRole("region", { name: "Done" }).getByText("Mia").waitFor();
    await log.getByText("clocked out").waitFor();
    await paula.wasNotReloaded();
    await anna.wasNotReloaded();
  });

  it("shows the office's calendar when trainers can come, and asks trainers' absences to be decided", async () => {
    const anna = await (await signedIn(care, "anna")).isLive();
    const tina = await (await signedIn(care, "tina")).isLive();
    const days = tina.card("I can come").locator("[aria-pressed]");
    const first = days.nth(0);
    const inCalendar = anna.card("Calendar").locator("li").first().getByText("Tina Trainer");
    await first.and(tina.page.locator("[aria-pressed=false]")).click();
    await inCalendar.waitFor();
    await first.and(tina.page.locator("[aria-pressed=true]")).click();
    await inCalendar.waitFor({ state: "detached" });
    await tina.card("I can come").getByRole("button", { name: "All weekdays" }).click();
    await anna.page.waitForFunction(
      () => [...document.querySelectorAll(".calendar li")].filter((li) => li.textContent.includes("Tina")).length === 10,
    );

    const date = (await (await asking(care, "tina")).ask("GET", "/today")).body.date;
    await tina.card("Absence").getByLabel("From").fill(date);
    await tina.card("Absence").getByLabel("Until").fill(date);
    await tina.card("Absence").getByRole("button", { name: "Ask" }).click();
    await anna.bellHas("Tina Trainer asks to be absent");
    await anna.card("Absences").getByRole("button", { name: "Approve" }).click();
    await tina.bellHas("You may be absent");
    await tina.card("Absence").getByText("approved").waitFor();
    await tina.card("Absence").getByRole("button", { name: "Withdraw" }).click();
    await anna.card("Absences").getByText("Everybody can come.").waitFor();
  });

  it("tells pages which contexts have changed and nothing else, and only those whom it concerns", async () => {
    const { child, clockIn: begin } = await givenSession(care, "paula", "tom", "19");
    const people = await Promise.all(["paula", "peter", "anna"].map((login) => signedIn(care, login)));
    const [paula, peter, anna] = await Promise.all(people.map((each) => each.isLive()));
    await begin();
    await paula.has("trainer_schedules");
    await anna.has("trainer_schedules");
    // Told after it, over the same hub.
    const office = await asking(care, "anna");
    const noah = (await office.ask("GET", "/bookings")).body.find((each) => each.child === "Noah");
    const tom = await asking(care, "tom");
    await office.ask("PUT", `/sessions/${noah.sessions.at(-1).id}/trainer`, { trainer_id: tom.id });
    await peter.has("trainer_schedules");
    await peter.has('notifications\\"');

    const told = (tab) =>
      tab.frames.map((frame) => JSON.parse(frame)).filter(({ event }) => event === "LiveRefreshContextsUpdated");
    for (const { data } of [...told(paula), ...told(peter), ...told(anna)]) {
      assert.deepEqual(Object.keys(JSON.parse(data)), ["contexts"]);
    }
    // Of his own booking only.
    const contexts = told(peter).flatMap(({ data }) => JSON.parse(data).contexts);
    assert.deepEqual(contexts.sort(), ["bookings", "notifications", "trainer_schedules"]);
    assert.ok(peter.frames.every((frame) => !frame.includes(child)));
  });

  it("asks for nothing while nothing happens", async () => {
    const anna = await (await signedIn(care, "anna")).isLive();
    await anna.page.clock.install();
    await anna.page.reload();
    await anna.has("subscription_succeeded", 6);
    await anna.card("Today's activity").getByRole("listitem").first().waitFor();
    const later = async () => {
      await anna.page.clock.fastForward(20_000);
      await anna.page.evaluate(() => fetch("/"));
    };
    // What is still to be fetched after the start.
    await later();
    await later();
    const asked = [];
    anna.page.on("request", (request) => asked.push(request.url()));
    await later();
    await later();
    assert.deepEqual(asked, [`${care.url}/`, `${care.url}/`]);
  });

  it("does once what is clicked twice", async () => {
    const { work, session } = await givenSession(care, "peter", "tom", "20");
    const tom = await signedIn(care, "tom");
    const entries = [];
    tom.page.on("request", (request) => request.url().endsWith("time-entries") && entries.push(request));
    await tom.page.locator(work).getByRole("button", { name: "Clock in" }).dblclick();
    await tom.page.locator(work).getByRole("button", { name: "Clock out" }).waitFor();
    assert.equal(entries.length, 1);

    const peter = await asking(care, "peter");
    const news = (await peter.ask("GET", "/notifications?limit=50")).body.items;
    const before = news.filter(({ type }) => type === "session.started").length;
    await clockIn(await asking(care, "tom"), session);
    const again = (await peter.ask("GET", "/notifications?limit=50")).body.items;
    assert.equal(again.filter(({ type }) => type === "session.started").length, before);
  });

  it("books once what is clicked twice", async () => {
    const { child } = await givenSession(care, "paula", "tom", "17");
    const paula = await (await signedIn(care, "paula")).isLive();
    const form = paula.card("Book");
    await form.getByLabel("Child").selectOption({ label: child });
    await form.getByLabel("From").fill("05:00");
    await form.getByLabel("To").fill("06:00");
    await form.getByRole("button", { name: "Book", exact: true }).dblclick();
    await paula.card("Bookings").getByText("05:00–06:00").waitFor();
    const { body } = await (await asking(care, "paula")).ask("GET", "/bookings");
    assert.equal(body.filter((each) => each.child === child).length, 2);
    // And says why it does not, when it is asked for again.
    await form.getByLabel("Child").selectOption({ label: child });
    await form.getByLabel("From").fill("05:00");
    await form.getByLabel("To").fill("06:00");
    await form.getByRole("button", { name: "Book", exact: true }).click();
    await form.getByRole("alert").filter({ hasText: `${child} is booked then` }).waitFor();
  });

  it("does not show a parent the booking of another family, nor tells of it", async () => {
    const { booking, child, session } = await givenSession(care, "paula", "tina", "16");
    const peter = await (await signedIn(care, "peter")).isLive();
    await peter.page.goto(`${care.url}/#/bookings/${booking}`);
    await peter.page.getByRole("alert").filter({ hasText: "There is no such thing." }).waitFor();
    assert.ok(!(await peter.page.content()).includes(child));
    const { ask, id } = await asking(care, "peter");
    assert.equal((await ask("GET", `/sessions/${session}`)).status, 404);
    assert.equal((await ask("POST", `/bookings/${booking}/payment`)).status, 404);
    const paula = await asking(care, "paula");
    const form = (channel) => ({ socket_id: "1.2", channel_name: channel });
    assert.equal((await ask("POST", "/broadcasting/auth", form(`private-live-refresh.${paula.id}`))).status, 403);
    assert.equal((await ask("POST", "/broadcasting/auth", form("private-live-refresh.admin"))).status, 403);
    assert.equal((await ask("POST", "/broadcasting/auth", form(`private-live-refresh.${id}`))).status, 200);
  });

  it("shows the same in two tabs, and signs out of both", async () => {
    const paula = await (await signedIn(care, "paula", { fresh: true })).isLive();
    const other = await Tab.in(paula.page.context(), care);
    await other.page.goto(care.url);
    await other.isLive();
    const { clockIn: begin, child } = await givenSession(care, "paula", "tina", "21");
    await begin();
    await paula.bellHas(`Tina Trainer has begun with ${child}`);
    await other.bellHas(`Tina Trainer has begun with ${child}`);
    assert.equal(await other.badge(), await paula.badge());
    await other.page.locator("belfry-bell .bell").click();
    await other.page.locator("belfry-bell").getByRole("button", { name: "Mark all as read" }).click();
    await paula.badgeIs(0);
    await paula.page.getByRole("button", { name: "Sign out" }).click();
    for (const { page } of [paula, other]) {
      await page.getByRole("heading", { name: "Sign in" }).waitFor();
    }
  });

  it("asks to sign in again when a token is out of date, and goes on where it was", async () => {
    const tom = await (await signedIn(care, "tom", { fresh: true })).isLive();
    const reason = tom.card("Absence").getByLabel("Reason");
    await reason.fill("A wedding, and a long journey to it");
    const token = await tom.page.evaluate(() => JSON.parse(localStorage.getItem("care.session")).token);
    const frames = tom.frames.length;
    const logout = await fetch(`${care.url}/api/v1/logout`, {
      method: "POST",
      headers: { Authorization: `Bearer ${token}` },
    });
    assert.equal(logout.status, 204);
    const dialog = tom.page.getByRole("dialog").filter({ hasText: "Sign in again, Tom Trainer" });
    await dialog.waitFor();
    await dialog.getByLabel("Login").fill("tom");
    await dialog.getByLabel("Password").fill("care");
    await dialog.getByRole("button", { name: "Sign in" }).click();
    await dialog.waitFor({ state: "detached" });
    assert.equal(await reason.inputValue(), "A wedding, and a long journey to it");
    // Connected again, with the new token.
    const subscribed = tom.frames.slice(0, frames).filter((frame) => frame.includes("subscription_succeeded")).length;
    await tom.has("subscription_succeeded", subscribed + 2);
    const { child } = await givenSession(care, "paula", "tom", "22");
    await tom.card("My sessions").getByText(child).waitFor();
    await tom.wasNotReloaded();
  });

  it("loads itself again when it is older than what the application serves", async () => {
    const context = await browser.newContext();
    contexts.push(context);
    const tab = await Tab.in(context, care);
    let refused = 0;
    await tab.page.route(/assets\/pusher-/, (route) => (refused++ === 0 ? route.fulfill({ status: 404 }) : route.continue()));
    await tab.page.goto(care.url);
    await tab.page.getByLabel("Login").fill("paula");
    await tab.page.getByLabel("Password").fill("care");
    await tab.page.getByRole("button", { name: "Sign in" }).click();
    await tab.isLive();
    assert.ok(refused > 1);
  });

  it("is loaded again no more than once when a part of it stays missing, and says so", async () => {
    const context = await browser.newContext();
    contexts.push(context);
    const { page } = await Tab.in(context, care);
    let loads = 0;
    page.on("domcontentloaded", () => loads++);
    await page.route(/assets\/pusher-/, (route) => route.fulfill({ status: 404 }));
    await page.goto(care.url);
    await page.getByLabel("Login").fill("paula");
    await page.getByLabel("Password").fill("care");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("alert").filter({ hasText: "A part of this page cannot be loaded" }).waitFor();
    assert.equal(loads, 2);

    await page.unroute(/assets\/pusher-/);
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("button", { name: "Sign out" }).waitFor();
    assert.ok(loads <= 3);
  });

  it("says that the service does not answer when a part of the page is out of reach, and stays", async () => {
    const context = await browser.newContext();
    contexts.push(context);
    const { page } = await Tab.in(context, care);
    await page.goto(care.url);
    await page.getByLabel("Login").fill("paula");
    await page.getByLabel("Password").fill("care");
    const away = (url) => url.origin === care.url && !url.pathname.endsWith("/login");
    await page.route(away, (route) => route.abort());
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("alert").filter({ hasText: "does not answer" }).waitFor();
    assert.equal(await page.getByLabel("Login").inputValue(), "paula");
    await page.unroute(away);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("button", { name: "Sign out" }).waitFor();
  });

  it("leads the keyboard to what a page is about, and back", async () => {
    const { page } = await signedIn(care, "paula");
    await page.getByRole("article").first().getByRole("heading").getByRole("link").press("Enter");
    await page.getByRole("heading", { name: /^Booking for / }).waitFor();
    await isAt(page, await page.getByRole("heading", { name: /^Booking for / }).textContent());
    assert.match(await page.title(), /^Booking for .+ – Care$/);
    await page.getByRole("link", { name: "All bookings" }).press("Enter");
    await isAt(page, "Bookings");
  });

  it("lets browsers keep its scripts, and tells them when there are others", async () => {
    await isKeptByBrowsers(care);
  });

  it("opens no connection where nothing is live, and works by its buttons", async () => {
    const context = await browser.newContext();
    contexts.push(context);
    const anna = await Tab.in(context, care);
    // As the application answers with --belfry.driver=null.
    await anna.page.route("**/api/v1/login", async (route) => {
      const response = await route.fetch();
      const { token, me } = await response.json();
      await route.fulfill({ response, json: { token, me: { ...me, live: null } } });
    });
    await signIn(anna, "anna");
    const { clockIn: begin, child } = await givenSession(care, "peter", "tina", "23");
    await begin();
    const inProgress = anna.card("Today's activity").getByRole("region", { name: "In progress" });
    assert.equal(await inProgress.getByText(child).count(), 0);
    await anna.card("Today's activity").getByRole("button", { name: "Refresh" }).click();
    await inProgress.getByText(child).waitFor();
    // What one does oneself is there without one.
    await anna.card("Children").getByRole("button", { name: "All read" }).click();
    await anna.card("Children").getByText("new checklist").first().waitFor({ state: "detached" });
    assert.equal(anna.sockets, 0);
  });

  it("fits a phone, and loads Echo only where somebody is signed in", async () => {
    const context = await browser.newContext({ viewport: PHONE, colorScheme: "dark" });
    contexts.push(context);
    const tab = await Tab.in(context, care);
    const scripts = [];
    tab.page.on("request", (request) => scripts.push(request.url()));
    await tab.page.goto(care.url);
    await tab.page.getByRole("heading", { name: "Sign in" }).waitFor();
    assert.ok(scripts.every((url) => !/echo|pusher/.test(url)));
    for (const login of ["anna", "paula", "tom"]) {
      const person = await signedIn(care, login, { viewport: PHONE, colorScheme: "dark" });
      await person.isLive();
      const width = await person.page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= PHONE.width, `${login}'s page is ${width} wide`);
    }
  });
});

describe("the care service whose hub stands below a path", () => {
  it("tells pages where that is", async () => {
    const care = await givenExample("care", ["--belfry.hub.path=/live"]);
    try {
      const anna = await (await signedIn(care, "anna")).isLive();
      const { clockIn: begin, child } = await givenSession(care, "peter", "tom", "14");
      await begin();
      await anna.card("Today's activity").getByText(child).waitFor();
    } finally {
      await care.stop();
    }
  });
});

describe("the care service without a hub", () => {
  it("works by its buttons while the hub is away, at sign-in and in mid-use, and catches up by itself", async () => {
    const port = await freePort();
    const settings = { apps: [APP] };
    const care = await givenExample("care", ["--belfry.driver=reverb", `--belfry.url=http://127.0.0.1:${port}`]);
    let hub;
    try {
      // Away at sign-in.
      const anna = await signedIn(care, "anna");
      const away = anna.page.locator("belfry-connection .banner", { hasText: /Connection lost|out of date/ });
      await away.waitFor();
      const paula = await asking(care, "paula");
      const { body } = await paula.ask("POST", "/children", { name: "Ben" });
      const checklist = { allergies: "", emergency_contact: "Uncle Bo", may_swim: true };
      assert.equal((await paula.ask("POST", `/children/${body.id}/checklist`, checklist)).status, 204);
      await anna.page.locator(".bar").getByRole("button", { name: "Refresh" }).click();
      await anna.card("Children").getByText("Uncle Bo").waitFor();
      await anna.badgeIs(1);
      await anna.bellHas("Child checklist submitted");

      // It comes.
      hub = await givenHub({ settings, port });
      await anna.page.locator("belfry-connection").getByRole("button").click();
      await anna.isLive();
      const { clockIn: begin, child } = await givenSession(care, "peter", "tom", "14");
      const today = anna.card("Today's activity");
      await today.getByText(child).waitFor();

      // Away in mid-use.
      await hub.kill();
      await away.waitFor();
      await begin();
      const inProgress = today.getByRole("region", { name: "In progress" });
      assert.equal(await inProgress.getByText(child).count(), 0);
      await today.getByRole("button", { name: "Refresh" }).click();
      await inProgress.getByText(child).waitFor();
      const tom = await asking(care, "tom");
      const session = (await tom.ask("GET", "/today")).body.in_progress[0].id;
      await tom.ask("PUT", `/sessions/${session}/current-activity`, { activity: "Baking", place: "" });

      // Back: what was missed is there without a click.
      hub = await givenHub({ settings, port });
      await inProgress.getByText("Baking").waitFor();
      await anna.wasNotReloaded();
    } finally {
      await care.stop();
      await hub?.stop();
    }
  });
});
