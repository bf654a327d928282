// The clinic, as patients, doctors and staff use it at the same time, each in a browser of their own; and whichever way
// what happens gets to them.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, afterEach, before, describe, it } from "node:test";
import { givenBrowser } from "./given-browser.mjs";
import { heard, PusherJs } from "./given-clients.mjs";
import { givenExample, isKeptByBrowsers } from "./given-example.mjs";
import { freePort, givenHub } from "./given-hub.mjs";
import { givenRedis } from "./given-redis.mjs";

const APP = { id: "153066", key: "clinic-key", secret: "clinic-secret" };
const SCREENSHOTS = process.env.SCREENSHOTS;

let browser;
const people = [];

before(async () => {
  browser = await givenBrowser();
});

afterEach(async () => {
  await Promise.all(people.splice(0).map((context) => context.close()));
});

after(async () => {
  await browser?.close();
});

/** Sessions by address and login, as a sign-in takes longer than most of what is tried here. */
const sessions = new Map();

/**
 * Somebody who has signed in, with a session that others of that login may have, unless it is to be a fresh one. They
 * leave after the test, unless they stay.
 */
async function signedIn(clinic, login, { inside = browser, fresh = false, stays = false, script, at = "", ...options } = {}) {
  const session = `${clinic.url} ${login}`;
  const context = await inside.newContext({ storageState: fresh ? undefined : sessions.get(session), ...options });
  if (!stays) {
    people.push(context);
  }
  const page = await context.newPage();
  page.problems = [];
  page.on("pageerror", (error) => page.problems.push(error.message));
  await page.addInitScript(script ?? (() => {}));
  await page.goto(`${clinic.url}/${at}`);
  if (fresh || !sessions.has(session)) {
    await signIn(page, login);
  }
  await page.getByRole("button", { name: "Sign out" }).waitFor();
  if (!fresh) {
    sessions.set(session, await context.storageState());
  }
  return page;
}

async function signIn(page, login) {
  await page.fill("[name=username]", login);
  await page.fill("[name=password]", "clinic");
  await page.getByRole("button", { name: "Sign in" }).click();
}

async function isLive(page) {
  await page.goto(`${new URL(page.url()).origin}/#/live`);
  await page.locator("[data-connected]", { hasText: "true" }).waitFor();
  await page.locator("dd", { hasText: "private-notifications." }).waitFor();
}

/** Asks for something as the page would. */
async function posts(page, path, data) {
  const token = (await page.context().cookies()).find(({ name }) => name === "XSRF-TOKEN")?.value ?? "";
  const url = new URL(path, page.url()).href;
  return page.request.post(url, { data, headers: { "X-XSRF-TOKEN": token } });
}

let hour = 0;

/** A time that no other appointment has, as its field wants it. */
function nextTime() {
  hour += 1;
  return new Date(Date.UTC(2100, 0, 1, hour)).toISOString().slice(0, 16);
}

/** A patient asks for an appointment on the page. */
async function ask(page, about) {
  await page.goto(`${new URL(page.url()).origin}/#/appointments`);
  await page.selectOption("[name=doctor]", { label: "Dr. Vera Vermeer, Canal Clinic" });
  await page.fill("[name=when]", nextTime());
  await page.fill("[name=reason]", about);
  await page.getByRole("button", { name: "Ask for an appointment" }).click();
  await appointment(page, about).waitFor();
}

function appointment(page, about) {
  return page.locator(".appointment", { hasText: about });
}

/** What a badge says. */
function status(place, word) {
  return place.locator(".badge", { hasText: new RegExp(`^${word}$`) });
}

/** One that was asked for and confirmed; its consultation as the application tells of it. */
async function consultation(patient, doctor, about) {
  await ask(patient, about);
  const { id } = (await (await doctor.request.get(new URL("/api/appointments", doctor.url()).href)).json()).find(
    ({ reason }) => reason === about,
  );
  assert.equal((await posts(doctor, `/api/appointments/${id}/confirm`)).status(), 200);
  const all = await (await doctor.request.get(new URL("/api/consultations", doctor.url()).href)).json();
  return all.find(({ reason }) => reason === about);
}

async function opens(page, { id }) {
  await page.goto(`${new URL(page.url()).origin}/#/consultations/${id}`);
  await page.locator("[name=message]").waitFor();
}

async function writes(page, message) {
  await page.fill("[name=message]", message);
  await page.getByRole("button", { name: "Send" }).click();
  await said(page, message).waitFor();
}

/** Waits until a heading of a page has the keyboard. */
async function isAt(page, heading) {
  await page.waitForFunction((text) => {
    const { activeElement } = document;
    return activeElement.matches("h1, h2") && activeElement.textContent.trim() === text;
  }, heading);
}

function said(page, message) {
  return page.locator(".conversation li:not(.outgoing)", { hasText: message });
}

function receipt(page, message, word) {
  return said(page, message).locator(`.receipt.${word}`);
}

function toast(page, title, about = "") {
  return page.locator(".toast", { hasText: title }).filter({ hasText: about });
}

async function unread(page, count) {
  await page.getByRole("button", { name: `Notifications, ${count} unread`, exact: true }).waitFor();
}

async function unreadNow(page) {
  const label = await page.getByRole("button", { name: /Notifications, \d+ unread/ }).getAttribute("aria-label");
  return Number(label.match(/\d+/)[0]);
}

function picture(page, name) {
  return page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
}

describe("the clinic", () => {
  let clinic;
  let pim;
  let vera;
  let stella;
  let hanna;

  before(async () => {
    clinic = await givenExample("clinic");
    pim = await signedIn(clinic, "pim", { stays: true });
    vera = await signedIn(clinic, "vera", { stays: true, colorScheme: "dark" });
    stella = await signedIn(clinic, "stella", { stays: true });
    hanna = await signedIn(clinic, "hanna", { stays: true });
    await Promise.all([pim, vera, stella, hanna].map(isLive));
  });

  after(async () => {
    await clinic?.stop();
  });

  it("says who can sign in, and lets nobody else", async () => {
    await clinic.says(/pim +clinic +Pim Patient/);
    await clinic.says(/vera +clinic +Dr\. Vera Vermeer, Canal Clinic/);
    assert.doesNotMatch(clinic.log(), /\b(WARN|ERROR)\b/);
    const page = await (await browser.newContext()).newPage();
    people.push(page.context());
    await page.goto(clinic.url);
    await signIn(page, "nobody");
    await page.getByRole("alert").filter({ hasText: "do not belong together" }).waitFor();
    assert.equal((await page.request.get(`${clinic.url}/api/appointments`)).status(), 401);
  });

  it("leads the keyboard to what a page is about", async () => {
    const page = await signedIn(clinic, "pim");
    await page.getByRole("link", { name: "Consultations" }).press("Enter");
    await isAt(page, "Consultations");
    assert.equal(await page.title(), "Consultations – Clinic");
    await page.getByRole("link", { name: "Appointments" }).press("Enter");
    await isAt(page, "Appointments");
    assert.equal(await page.title(), "Appointments – Clinic");
    await page.getByRole("textbox").first().focus();
    await page.getByRole("link", { name: "Live", exact: true }).click();
    await isAt(page, "Live");
  });

  it("lets browsers keep its scripts, and tells them when there are others", async () => {
    await isKeptByBrowsers(clinic);
  });

  if (SCREENSHOTS) {
    it("looks like this", async () => {
      await Promise.all([pim, vera, stella].map((page) => page.setViewportSize({ width: 900, height: 600 })));
      await stella.goto(`${clinic.url}/#/appointments`);
      await appointment(stella, "Headaches").waitFor();
      await picture(stella, "appointments");
      await opens(pim, { id: 1 });
      await opens(vera, { id: 1 });
      await vera.getByRole("button", { name: "Start" }).click();
      await status(pim, "active").waitFor();
      await vera.locator("[name=message]").pressSequentially("Good");
      await pim.getByText("is typing").waitFor();
      await picture(pim, "consultation");
      await isLive(vera);
      await vera.getByRole("button", { name: "Send me a test notification" }).click();
      await vera.locator(".events li").first().waitFor();
      await picture(vera, "live");
      await Promise.all([pim, vera, stella].map((page) => page.setViewportSize({ width: 1280, height: 720 })));
    });
  }

  it("tells a page whether it is connected, and a console nothing that is wrong", async () => {
    const page = await signedIn(clinic, "pim");
    const messages = [];
    page.on("console", (message) => messages.push(message.text()));
    await page.reload();
    await isLive(page);
    assert.deepEqual([...messages, ...page.problems], []);
    await page.getByText(/^hub$/).waitFor();
  });

  it("lets somebody watch the events of a channel as they arrive", async () => {
    await isLive(pim);
    const { live, user } = await (await pim.request.get(`${clinic.url}/api/session`)).json();
    const pusher = new PusherJs(live.key, {
      cluster: "",
      wsHost: "localhost",
      wsPort: live.port,
      forceTLS: false,
      enabledTransports: ["ws"],
      channelAuthorization: {
        customHandler: async ({ socketId, channelName }, done) => {
          const token = (await pim.context().cookies()).find(({ name }) => name === "XSRF-TOKEN").value;
          const answer = await pim.request.post(`${clinic.url}/broadcasting/auth`, {
            form: { socket_id: socketId, channel_name: channelName },
            headers: { "X-XSRF-TOKEN": token },
          });
          done(null, await answer.json());
        },
      },
    });
    try {
      const channel = pusher.subscribe(`private-appointments.${user.id}`);
      const told = heard(channel, "appointment-updated");
      await heard(channel, "pusher:subscription_succeeded").next();
      const { patient, doctor } = await consultation(pim, vera, "To be watched");
      const { action, status: now, details } = await told.next();
      assert.deepEqual([action, now, details.patient, details.doctor], ["confirmed", "confirmed", patient, doctor]);
    } finally {
      pusher.disconnect();
    }
  });

  it("shows what arrives, and brings a test broadcast into every tab and onto every device", async () => {
    await isLive(pim);
    const tab = await pim.context().newPage();
    await tab.goto(clinic.url);
    const device = await signedIn(clinic, "pim", { fresh: true });
    await isLive(tab);
    await isLive(device);
    const before = await unreadNow(pim);
    await pim.getByRole("button", { name: "Send me a test notification" }).click();
    for (const page of [pim, tab, device]) {
      await toast(page, "Test Notification").waitFor();
      await unread(page, before + 1);
    }
    await pim.locator(".events li", { hasText: "general-notification" }).waitFor();

    await tab.getByRole("button", { name: /Notifications/ }).click();
    const item = tab.locator("#notifications li", { hasText: "This is a test broadcast" }).first();
    await item.getByRole("button", { name: "Read: Test Notification" }).click();
    for (const page of [pim, tab, device]) {
      await unread(page, before);
    }
    const all = await tab.locator("#notifications li").count();
    await item.getByRole("button", { name: "Delete: Test Notification" }).click();
    await device.getByRole("button", { name: /Notifications/ }).click();
    await device.waitForFunction((left) => document.querySelectorAll("#notifications li").length === left, all - 1);
    await device.keyboard.press("Escape");
    assert.equal(await device.locator("#notifications").count(), 0);
    await tab.close();
  });

  it("shows an appointment at once to whoever it concerns, and a second click asks for no second one", async () => {
    await Promise.all([vera, stella, hanna].map((page) => page.goto(`${clinic.url}/#/appointments`)));
    await pim.goto(`${clinic.url}/#/appointments`);
    await pim.selectOption("[name=doctor]", { label: "Dr. Vera Vermeer, Canal Clinic" });
    await pim.fill("[name=when]", nextTime());
    await pim.fill("[name=reason]", "Twice <b>clicked</b>");
    await pim.getByRole("button", { name: "Ask for an appointment" }).dblclick();
    await status(appointment(vera, "Twice <b>clicked</b>"), "requested").waitFor();
    await toast(stella, "Appointment requested", "Twice").waitFor();

    await appointment(stella, "Twice").getByRole("button", { name: "Confirm" }).dblclick();
    for (const page of [pim, vera, stella]) {
      await status(appointment(page, "Twice"), "confirmed").waitFor();
      assert.equal(await appointment(page, "Twice").count(), 1);
    }
    await toast(pim, "Appointment Confirmed", "Twice").waitFor();
    assert.equal(await toast(pim, "Appointment Confirmed", "Twice").count(), 1);
    assert.equal(await toast(stella, "That was not done").count(), 0);
    assert.equal(await toast(pim, "Appointment Reminder", "Twice").count(), 0, "the second click hit no other button");

    await appointment(stella, "Twice").getByRole("button", { name: "Remind" }).click();
    await toast(pim, "Appointment Reminder", "Twice").waitFor();
    await appointment(pim, "Twice").getByRole("button", { name: "Cancel" }).click();
    for (const page of [pim, vera, stella]) {
      await status(appointment(page, "Twice"), "cancelled").waitFor();
    }
    await toast(vera, "Appointment Cancelled", "Twice").waitFor();
    assert.equal(await appointment(hanna, "Twice").count(), 0);
    assert.equal(await hanna.locator(".toast").count(), 0);
  });

  it("says in words what was refused, in nobody's way, and not on the next page", async () => {
    const one = await consultation(pim, vera, "To be answered");
    const page = await signedIn(clinic, "pim", { at: "#/appointments", viewport: { width: 1280, height: 720 } });
    await page.selectOption("[name=doctor]", { label: "Dr. Vera Vermeer, Canal Clinic" });
    await page.fill("[name=when]", "2001-01-01T10:00");
    await page.fill("[name=reason]", "Long ago");
    await page.getByRole("button", { name: "Ask for an appointment" }).click();
    const refused = toast(page, "That was not done");
    await toast(page, "That was not done", "An appointment must be in the future.").waitFor();
    await page.evaluate((id) => (location.hash = `#/consultations/${id}`), one.id);
    await refused.waitFor({ state: "detached" });

    // What is not done on the page itself is in nobody's way either.
    await page.route("**/messages", (route) => route.abort(), { times: 1 });
    await page.route("**/api/logout", (route) => route.abort(), { times: 1 });
    await page.getByRole("button", { name: "Sign out" }).click();
    await refused.waitFor();
    await page.fill("[name=message]", "Can you hear me?");
    await page.getByRole("button", { name: "Send" }).click({ timeout: 2_000 });
    await page.getByRole("button", { name: "Try again" }).click({ timeout: 2_000 });
    await said(page, "Can you hear me?").waitFor();
  });

  it("shows at once what becomes of a consultation", async () => {
    const one = await consultation(pim, vera, "Its status");
    await opens(pim, one);
    await opens(vera, one);
    await status(pim, "pending").waitFor();
    await vera.getByRole("button", { name: "Start" }).dblclick();
    await status(pim, "active").waitFor();
    await toast(pim, "Consultation Started", "Its status").waitFor();
    await status(vera, "active").waitFor();
    await vera.getByRole("button", { name: "Complete" }).click();
    await status(pim, "completed").waitFor();
    await pim.getByText(/ended at/).waitFor();
    assert.equal(await pim.getByRole("button", { name: "Start", exact: true }).count(), 0);
    assert.equal(await toast(vera, "That was not done").count(), 0);
  });

  it("shows what is said, who is typing, and how far it has got", async (t) => {
    const one = await consultation(pim, vera, "A talk");
    await opens(pim, one);
    await writes(pim, "Are you there?");
    await receipt(pim, "Are you there?", "sent").waitFor();

    // She has the page open, and looks elsewhere.
    await vera.evaluate(() => (document.hasFocus = () => false));
    await opens(vera, one);
    await receipt(pim, "Are you there?", "delivered").waitFor();
    await vera.evaluate(() => {
      delete document.hasFocus;
      window.dispatchEvent(new Event("focus"));
    });
    await receipt(pim, "Are you there?", "read").waitFor();

    await vera.locator("[name=message]").pressSequentially("Yes");
    await pim.getByText("Dr. Vera Vermeer is typing").waitFor();
    const from = Date.now();
    await vera.keyboard.press("Enter");
    await said(pim, "Yes").waitFor();
    t.diagnostic(`from the doctor's keyboard to the patient's page: ${Date.now() - from} ms`);
    await receipt(vera, "Yes", "read").waitFor();
    assert.equal(await pim.getByText("is typing").count(), 0);
    await writes(pim, "<img src=x onerror=alert(1)>");
    await said(vera, "<img src=x onerror=alert(1)>").waitFor();

    await pim.fill("[name=message]", "Only once");
    await pim.getByRole("button", { name: "Send" }).dblclick();
    await receipt(pim, "Only once", "read").waitFor();
    assert.equal(await said(vera, "Only once").count(), 1);
  });

  it("shows those who work at a clinic who of them is there", async () => {
    const here = stella.getByRole("complementary", { name: "Who is here" });
    await here.getByText("Stella Staff (you)").waitFor();
    const simon = await signedIn(clinic, "simon");
    await here.getByText("Simon Staff").waitFor();
    const tab = await simon.context().newPage();
    await tab.goto(clinic.url);
    await tab.getByText("Simon Staff (you)").waitFor();
    await hanna.getByText("Hanna Staff (you)").waitFor();
    assert.equal(await hanna.locator(".staff li").count(), 1);
    await simon.close();
    await here.getByText("Dr. Vera Vermeer").waitFor();
    assert.equal(await here.getByText("Simon Staff").count(), 1, "he is there in his other tab");
    await tab.close();
    await here.getByText("Simon Staff").waitFor({ state: "detached" });
    assert.equal(await pim.locator(".staff").count(), 0);
  });

  it("tells a patient who guesses a consultation nothing", async () => {
    const one = await consultation(pim, vera, "Between us");
    const paula = await signedIn(clinic, "paula");
    const refused = paula.waitForEvent("console", (message) => /may not listen to private-consultations/.test(message.text()));
    await paula.goto(`${clinic.url}/#/consultations/${one.id}`);
    await refused;
    await paula.getByText("There is no such consultation.").waitFor();
    assert.equal(await paula.getByRole("dialog").count(), 0, "she has signed in");
    assert.doesNotMatch(await paula.content(), /Between us/);
    for (const channel of [`private-consultations.${one.id}`, `private-conversation.${one.conversation_id}`]) {
      const token = (await paula.context().cookies()).find(({ name }) => name === "XSRF-TOKEN").value;
      const answer = await paula.request.post(`${clinic.url}/broadcasting/auth`, {
        form: { socket_id: "1.2", channel_name: channel },
        headers: { "X-XSRF-TOKEN": token },
      });
      assert.equal(answer.status(), 403);
    }
    assert.equal((await posts(paula, `/api/consultations/${one.id}/start`)).status(), 404);
    assert.equal((await posts(pim, `/api/consultations/${one.id}/start`)).status(), 403);
  });

  it("fits the narrowest of phones", async () => {
    const paula = await signedIn(clinic, "paula", { viewport: { width: 320, height: 640 } });
    for (const page of ["Appointments", "Consultations", "Live"]) {
      await paula.getByRole("link", { name: page }).click();
      await paula.locator("[aria-current]", { hasText: page }).waitFor();
      assert.equal(await paula.evaluate(() => document.documentElement.scrollWidth), 320, page);
    }
  });

  it("tells who looks elsewhere by the browser itself, if that may", async (t) => {
    const inside = await givenBrowser({ whole: true });
    t.after(() => inside.close());
    const script = () => {
      window.shown = [];
      window.Notification = class extends Notification {
        constructor(title, options) {
          super(title, options);
          window.shown.push({ title, body: options.body, notification: this });
        }
      };
    };
    const page = await signedIn(clinic, "pim", { inside, permissions: ["notifications"], script });
    await isLive(page);
    await posts(page, "/api/test-notification");
    await toast(page, "Test Notification").waitFor();
    assert.equal(await page.evaluate(() => window.shown.length), 0, "who sees the page has been told");

    await page.evaluate(() => Object.defineProperty(document, "hidden", { configurable: true, value: true }));
    const one = await consultation(pim, vera, "Look here");
    await posts(vera, `/api/consultations/${one.id}/start`);
    await page.waitForFunction(() => window.shown.some(({ title }) => title === "Consultation Started"));
    await page.evaluate(() => window.shown.find(({ title }) => title === "Consultation Started").notification.onclick());
    await page.getByRole("heading", { name: "Look here" }).waitFor();
  });

  it("asks who has signed out elsewhere to sign in again, and keeps what was typed", async () => {
    const one = await consultation(pim, vera, "Signed out");
    const page = await signedIn(clinic, "pim", { fresh: true });
    await opens(page, one);
    await page.fill("[name=message]", "Half a sen");
    const tab = await page.context().newPage();
    await tab.goto(clinic.url);
    await tab.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("dialog", { name: "You were signed out" }).waitFor();
    await opens(vera, one);
    await writes(vera, "Not for who has left");
    await signIn(page, "pim");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    assert.equal(await page.inputValue("[name=message]"), "Half a sen");
    await said(page, "Not for who has left").waitFor();
    await page.getByRole("button", { name: "Send" }).click();
    await said(vera, "Half a sen").waitFor();
    await writes(vera, "Heard again");
    await said(page, "Heard again").waitFor();
  });

  it("is another page once somebody else has signed in over it", async () => {
    const page = await signedIn(clinic, "pim", { fresh: true });
    await isLive(page);
    const tab = await page.context().newPage();
    await tab.goto(clinic.url);
    await tab.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("dialog", { name: "You were signed out" }).waitFor();
    await signIn(tab, "paula");
    await tab.getByText("Paula Patient").waitFor();
    await signIn(page, "paula");
    await page.getByText("Paula Patient", { exact: true }).waitFor();
  });
});

describe("the clinic with its hub elsewhere", () => {
  let redis;
  let hub;
  let port;

  /** One that takes from Redis, too. */
  async function startHub() {
    const feed = { url: redis.url, feed: { enabled: true, prefix: "clinic_" } };
    hub = await givenHub({ settings: { apps: [APP], redis: feed }, port });
  }

  before(async () => {
    redis = await givenRedis();
    port = await freePort();
    await startHub();
  });

  after(async () => {
    await hub?.stop();
    await redis?.stop();
  });

  it("goes on while the hub is away, also for who signs in then, and has all of it once when it is back", async (t) => {
    const clinic = await givenExample("clinic", ["--belfry.driver=pusher", `--belfry.url=${hub.url}`]);
    try {
      const pim = await signedIn(clinic, "pim");
      const vera = await signedIn(clinic, "vera");
      const stella = await signedIn(clinic, "stella");
      await Promise.all([pim, vera, stella].map(isLive));
      await ask(pim, "While it is away");
      await Promise.all([vera, stella].map((page) => page.goto(`${clinic.url}/#/appointments`)));
      await appointment(vera, "While it is away").waitFor();
      await appointment(stella, "While it is away").waitFor();
      await pim.goto(`${clinic.url}/#/live`);
      const before = await unreadNow(pim);

      const from = Date.now();
      await hub.kill();
      await pim.locator("[data-connected]", { hasText: "false" }).waitFor();
      const noticed = Date.now() - from;
      t.diagnostic(`a page knows after ${noticed} ms that it is not connected`);
      assert.ok(noticed < 2_000, `${noticed} ms`);
      await stella.getByText("Not known while this page is not connected.").waitFor();

      // One is faster, and the other's page is stale then.
      await appointment(vera, "While it is away").getByRole("button", { name: "Cancel" }).click();
      await status(appointment(vera, "While it is away"), "cancelled").waitFor();
      await appointment(stella, "While it is away").getByRole("button", { name: "Confirm" }).click();
      await toast(stella, "It is cancelled already.").waitFor();
      await status(appointment(stella, "While it is away"), "cancelled").waitFor();
      for (let i = 0; i < 2; i++) {
        assert.equal((await posts(pim, "/api/test-notification")).status(), 204);
      }

      const paula = await signedIn(clinic, "paula");
      await ask(paula, "Without a hub");
      await vera.reload();
      await appointment(vera, "Without a hub").getByRole("button", { name: "Confirm" }).click();
      await status(appointment(vera, "Without a hub"), "confirmed").waitFor();
      await paula.reload();
      await status(appointment(paula, "Without a hub"), "confirmed").waitFor();

      await startHub();
      await unread(pim, before + 3);
      await pim.getByRole("button", { name: /Notifications/ }).click();
      assert.equal(await pim.locator("#notifications li", { hasText: "Test Notification" }).count(), 2);
      await pim.locator("[data-connected]", { hasText: "true" }).waitFor();
      await stella.locator(".staff").getByText("Dr. Vera Vermeer").waitFor();
      await isLive(paula);
      await posts(pim, "/api/test-notification");
      await unread(pim, before + 4);
    } finally {
      await clinic.stop();
    }
  });

  it("tells over Redis what it tells over HTTP", async () => {
    const options = ["--belfry.driver=redis", `--belfry.url=${redis.url}`, `--belfry.public-url=${hub.url}`];
    const clinic = await givenExample("clinic", options);
    try {
      const pim = await signedIn(clinic, "pim");
      const vera = await signedIn(clinic, "vera");
      await isLive(pim);
      await pim.getByText(/^redis$/).waitFor();
      const one = await consultation(pim, vera, "Over Redis");
      await toast(pim, "Over Redis").waitFor();
      await opens(pim, one);
      await opens(vera, one);
      await vera.getByRole("button", { name: "Start" }).click();
      await status(pim, "active").waitFor();
      await writes(vera, "Good morning");
      await said(pim, "Good morning").waitFor();
      await receipt(vera, "Good morning", "read").waitFor();
    } finally {
      await clinic.stop();
    }
  });
});

describe("the clinic with a log and no hub", () => {
  it("works by loading pages again and by asking now and then, and writes down what it would tell", async () => {
    const clinic = await givenExample("clinic", ["--belfry.driver=log"]);
    try {
      const pim = await signedIn(clinic, "pim", { fresh: true });
      await pim.clock.install();
      await pim.reload();
      await pim.getByText("Live updates are off.").waitFor();
      await ask(pim, "By hand");
      const before = await unreadNow(pim);
      const vera = await signedIn(clinic, "vera");
      await appointment(vera, "By hand").getByRole("button", { name: "Confirm" }).click();
      await status(appointment(vera, "By hand"), "confirmed").waitFor();
      await status(appointment(pim, "By hand"), "requested").waitFor();
      await pim.clock.fastForward(20_000);
      await unread(pim, before + 1);
      await pim.reload();
      await status(appointment(pim, "By hand"), "confirmed").waitFor();
      await clinic.says(/Broadcasting appointment-updated on \[private-appointments\.1, private-appointments\.doctor\.3\]/);
    } finally {
      await clinic.stop();
    }
  });
});
