// The study planner, as mentors and pupils use it at the same time, each in a browser of their own, while its relay comes
// and goes.

import assert from "node:assert/strict";
import { execFile, execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { after, afterEach, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { givenBrowser } from "./given-browser.mjs";
import { givenExample } from "./given-example.mjs";
import { freePort, isUp } from "./given-hub.mjs";

const BELFRY = fileURLToPath(new URL("../belfry", import.meta.url));
const PATIENCE = 30_000;
const PHONE = { width: 390, height: 844 };
const API_KEY = randomBytes(32).toString("hex");

// Programs live for seconds here: they are better compiled fast than well.
process.env.BELFRY_JAVA_OPTS ??= "-XX:TieredStopAtLevel=1";

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

/** A tab, with every frame that comes to it and every line of its console. */
class Tab {
  static async in(context, planner) {
    return new Tab(await context.newPage(), planner);
  }

  constructor(page, planner) {
    this.page = page;
    this.planner = planner;
    this.frames = [];
    this.lines = [];
    this.requests = [];
    this.waiting = new Set();
    this.unanswered = 0;
    const changed = () => this.waiting.forEach((look) => look());
    page.on("console", (line) => this.lines.push(line.text()) && changed());
    page.on("request", (request) => this.requests.push(`${request.method()} ${new URL(request.url()).pathname}`));
    page.on("websocket", (socket) => {
      socket.on("framesent", ({ payload }) => (this.unanswered += payload.includes("pusher:ping") ? 1 : 0));
      socket.on("framereceived", ({ payload }) => {
        this.unanswered -= payload.includes("pusher:pong") ? 1 : 0;
        this.frames.push(payload);
        changed();
      });
    });
  }

  /** Waits until something holds that frames or lines of the console decide. */
  async until(holds) {
    let look;
    await new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`not within ${PATIENCE} ms: ${holds}`)), PATIENCE);
      look = () => holds() && (clearTimeout(late), resolve());
      this.waiting.add(look);
      look();
    }).finally(() => this.waiting.delete(look));
  }

  told() {
    return this.frames.map((frame) => JSON.parse(frame)).filter(({ event }) => event === "StudySessionUpdated");
  }

  /** Waits until the page hears what is new. */
  async isLive() {
    await this.until(() => this.frames.some((frame) => frame.includes("subscription_succeeded")));
    await this.page.evaluate(() => (window.wasNotReloaded = true));
    return this;
  }

  async reloads() {
    this.frames.length = 0;
    await this.page.reload();
    await this.isLive();
  }

  async wasNotReloaded() {
    assert.equal(await this.page.evaluate(() => window.wasNotReloaded), true);
  }

  button(name) {
    return this.page.getByRole("button", { name, exact: true });
  }

  /** What the mentor sees of a pupil. */
  pupil(name) {
    return this.page.getByRole("listitem", { name });
  }

  async starts(subject) {
    await this.page.getByLabel("Vak").fill(subject);
    await this.button("Starten").click();
  }

  banner() {
    return this.page.locator("belfry-connection .banner:not(.good)");
  }
}

/** What browsers keep, by address and login. */
const visits = new Map();

/** Somebody who has signed in, in a browser of their own: at an earlier visit, unless it is to be a fresh one. */
async function signedIn(planner, login, { fresh = false, ...options } = {}) {
  const visit = `${planner.url} ${login}`;
  const context = await browser.newContext({ ...options, storageState: fresh ? undefined : visits.get(visit) });
  contexts.push(context);
  const tab = await Tab.in(context, planner);
  await tab.page.goto(planner.url);
  if (fresh || !visits.has(visit)) {
    await tab.page.getByLabel("Naam").fill(login);
    await tab.page.getByLabel("Wachtwoord").fill("studie");
    await tab.button("Inloggen").click();
  }
  await tab.button("Uitloggen").waitFor();
  if (!fresh) {
    visits.set(visit, await context.storageState());
  }
  return tab;
}

async function asks(url, token, method = "GET", body = undefined, headers = {}) {
  const shown = token ? { Authorization: `Bearer ${token}` } : {};
  const all = { "Content-Type": "application/json", ...shown, ...headers };
  const response = await fetch(url, { method, headers: all, body: body && JSON.stringify(body) });
  const text = await response.text();
  return { status: response.status, body: text ? JSON.parse(text) : null };
}

/** Somebody who asks the API without a page. */
async function asking({ api }, login) {
  const { token, me } = (await asks(`${api}/login`, null, "POST", { login, password: "studie" })).body;
  return { id: me.id, token, ask: (method, path, body) => asks(`${api}${path}`, token, method, body) };
}

async function start(pupil, subject) {
  const { status, body } = await pupil.ask("POST", "/sessions", { subject, planned_minutes: 45 });
  assert.equal(status, 201);
  return body.id;
}

async function stop(pupil, id) {
  assert.equal((await pupil.ask("POST", `/sessions/${id}/stop`)).status, 200);
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

/** The relay by itself, on ports of its own, with the key that it takes; crash() ends its process as nobody would, and answers what was said. */
async function givenRelay(port, hubPort, apiKey = API_KEY) {
  let log = "";
  const program = spawn(
    BELFRY,
    [
      "example",
      "study-planner",
      "--study-planner.parts=relay",
      `--study-planner.relay.port=${port}`,
      `--belfry.hub.port=${hubPort}`,
      "--belfry.hub.grace=1s",
    ],
    { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, STUDY_PLANNER_API_KEY: apiKey } },
  );
  for (const stream of [program.stdout, program.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => (log += text));
  }
  const kill = () => program.kill("SIGKILL");
  process.on("exit", kill);
  const ended = once(program, "close").then(() => process.off("exit", kill));
  await Promise.race([isUp(`http://localhost:${port}/actuator/health`), ended.then(() => assert.fail(log))]);
  const crash = async () => {
    process.kill(childrenOf(program.pid)[0], "SIGKILL");
    await ended;
    return log;
  };
  const end = async () => {
    program.kill("SIGTERM");
    await ended;
  };
  return { crash, end };
}

function childrenOf(pid) {
  return execFileSync("pgrep", ["-P", String(pid)], { encoding: "utf8" }).trim().split("\n").map(Number);
}

describe("the study planner", () => {
  let planner;
  let relay;
  let startRelay;

  before(async () => {
    process.env.STUDY_PLANNER_API_KEY = API_KEY;
    const [apiPort, relayPort, hubPort] = await Promise.all([freePort(), freePort(), freePort()]);
    const example = await givenExample("study-planner", [
      "--study-planner.parts=api,dashboard",
      `--study-planner.api.port=${apiPort}`,
      `--study-planner.relay.port=${relayPort}`,
      `--study-planner.hub.url=http://localhost:${hubPort}`,
    ]);
    planner = { ...example, api: `http://localhost:${apiPort}/api`, relay: `http://localhost:${relayPort}` };
    startRelay = (apiKey) => givenRelay(relayPort, hubPort, apiKey);
    // The dashboard is there: whatever had to be built is.
    const [started] = await Promise.all([startRelay(), isUp(`http://localhost:${apiPort}/actuator/health`)]);
    relay = started;
  });

  after(async () => {
    delete process.env.STUDY_PLANNER_API_KEY;
    await Promise.all([planner?.stop(), relay?.end()]);
  });

  it("shows the mentor at once that a pupil studies, in all tabs, and when they stop", async () => {
    // 1. The mentor opens the dashboard.
    const marieke = await signedIn(planner, "marieke", { viewport: { width: 900, height: 420 } });
    // 2. The console says that it is connected.
    await marieke.until(() => marieke.lines.includes("[LiveSession] WebSocket connected"));
    await marieke.isLive();
    const second = await Tab.in(marieke.page.context(), planner);
    await second.page.goto(planner.url);
    await second.isLive();
    const joris = await (await signedIn(planner, "joris")).isLive();
    await marieke.pupil("Lotte Leerling").getByText("Niet bezig").waitFor();

    // 3. A pupil starts.
    const lotte = await signedIn(planner, "lotte", { viewport: { width: 390, height: 480 } });
    await lotte.starts("Wiskunde <b>");
    // 4. The dashboard shows it.
    for (const tab of [marieke, second]) {
      await tab.pupil("Lotte Leerling").getByText("Bezig met studeren").waitFor();
      await tab.pupil("Lotte Leerling").getByText("Wiskunde <b>", { exact: true }).waitFor();
      await tab.page.getByText("1 van 2 bezig").waitFor();
    }
    await lotte.button("Stoppen").click();
    await marieke.pupil("Lotte Leerling").getByText("Niet bezig").waitFor();
    await marieke.pupil("Lotte Leerling").getByText("Laatst: Wiskunde <b>").waitFor();
    await lotte.button("Starten").waitFor();

    const before = Date.now();
    await lotte.starts("Geschiedenis");
    await marieke.until(() => marieke.told().length === 3);
    const took = Date.now() - before;
    assert.ok(took < 1_000, `it took ${took} ms`);
    await marieke.pupil("Lotte Leerling").getByText("Bezig met studeren").waitFor();
    await lotte.button("Stoppen").waitFor();
    await photograph(marieke, "dashboard");
    await photograph(lotte, "pupil");
    await lotte.button("Stoppen").click();
    await marieke.pupil("Lotte Leerling").getByText("Niet bezig").waitFor();
    await marieke.wasNotReloaded();
    await second.wasNotReloaded();

    // Another mentor hears of their own pupils only; told after it, over the same hub.
    const daan = await asking(planner, "daan");
    await stop(daan, await start(daan, "Rust"));
    await joris.until(() => joris.told().length === 2);
    assert.ok(joris.told().every(({ data }) => JSON.parse(data).pupil_id === daan.id));
  });

  it("asks for nothing while nothing happens, not for minutes, and nor when something does", async () => {
    const sem = await asking(planner, "sem");
    const marieke = await (await signedIn(planner, "marieke")).isLive();
    await marieke.page.clock.install();
    // At the start, and once it is connected; what is on its way when the clock leaps is given up.
    // What the page asked for before it is loaded anew does not count.
    let left = Infinity;
    marieke.page.once("framenavigated", () => (left = 2));
    const isLast = (request) => request.url().endsWith("/api/dashboard") && (left -= 1) === 0;
    const fetched = marieke.page.waitForEvent("requestfinished", isLast);
    await marieke.reloads();
    await fetched;
    const later = async () => {
      await marieke.page.clock.fastForward(20_000);
      await marieke.page.evaluate(() => fetch("/config.json"));
      // Else the next leap is longer than the page waits for an answer.
      await marieke.until(() => marieke.unanswered === 0);
    };
    // What is still to be fetched after the start.
    await later();
    marieke.requests.length = 0;
    const session = await start(sem, "Engels");
    await marieke.pupil("Sem Leerling").getByText("Bezig met studeren").waitFor();
    for (let i = 0; i < 15; i++) {
      await later();
    }
    await stop(sem, session);
    await marieke.pupil("Sem Leerling").getByText("Niet bezig").waitFor();
    assert.deepEqual(marieke.requests, Array(15).fill("GET /config.json"));
  });

  it("begins one session, clicked twice or in two tabs", async () => {
    const sem = await signedIn(planner, "sem");
    const other = await Tab.in(sem.page.context(), planner);
    await other.page.goto(planner.url);
    await other.button("Starten").waitFor();
    const { ask } = await asking(planner, "sem");
    const last = async () => (await ask("GET", "/sessions/last")).body.id;
    const before = await last();
    await sem.page.getByLabel("Vak").fill("Biologie");
    await sem.button("Starten").dblclick();
    await sem.button("Stoppen").waitFor();
    // The other tab does not know yet, and shows the session that there is.
    await other.starts("Nederlands");
    await other.page.getByRole("heading", { name: "Biologie" }).waitFor();
    assert.equal(sem.requests.filter((each) => each === "POST /api/sessions").length, 1);
    assert.equal(await last(), before + 1);
    await sem.button("Stoppen").click();
    await sem.button("Starten").waitFor();
    // Stopped already: nothing more happens there either.
    await other.button("Stoppen").click();
    await other.button("Starten").waitFor();
  });

  it("keeps channels, the dashboard and the relay from those whom they are not for", async () => {
    const [marieke, joris, lotte] = await Promise.all(["marieke", "joris", "lotte"].map((each) => asking(planner, each)));
    const wish = { socket_id: "1.2", channel_name: `private-mentor.${marieke.id}` };
    assert.equal((await marieke.ask("POST", "/broadcasting/auth", wish)).status, 200);
    assert.equal((await joris.ask("POST", "/broadcasting/auth", wish)).status, 403);
    assert.equal((await lotte.ask("POST", "/broadcasting/auth", wish)).status, 403);
    assert.equal((await lotte.ask("GET", "/dashboard")).status, 403);
    const page = await signedIn(planner, "lotte");
    await page.button("Starten").waitFor();
    assert.equal(await page.page.getByText("Mijn leerlingen").count(), 0);
    assert.equal(page.requests.filter((each) => /dashboard|echo|pusher/.test(each)).length, 0);

    const update = `${planner.relay}/api/study-planner/session-updated`;
    const body = { mentor_id: 1, session: null };
    const key = { "Idempotency-Key": "k" };
    assert.equal((await asks(update, "0".repeat(64), "POST", body, key)).status, 401);
    assert.equal((await asks(update, marieke.token, "POST", body, key)).status, 401);
    assert.equal((await asks(update, API_KEY, "POST", body, key)).status, 400);
  });

  it("has no secret in what pages load", async () => {
    const marieke = await (await signedIn(planner, "marieke")).isLive();
    const loaded = [];
    marieke.page.on("response", (response) => loaded.push(response));
    await marieke.reloads();
    const own = loaded.filter((response) => response.url().startsWith(planner.url) && response.ok());
    const texts = await Promise.all(own.map((response) => response.text()));
    assert.ok(texts.some((text) => text.includes("study-planner-key")));
    assert.ok(texts.every((text) => !text.includes(API_KEY)));
    assert.match(await own[0].headerValue("Content-Security-Policy"), /default-src 'self'/);
  });

  it("leads all tabs to the sign-in when somebody signs out in one, and other browsers stay", async () => {
    const elsewhere = await (await signedIn(planner, "marieke")).isLive();
    const marieke = await (await signedIn(planner, "marieke", { fresh: true })).isLive();
    const second = await Tab.in(marieke.page.context(), planner);
    await second.page.goto(planner.url);
    await second.isLive();
    await marieke.button("Uitloggen").click();
    await marieke.button("Inloggen").waitFor();
    await second.button("Inloggen").waitFor();
    // It was sent away too, and has come back.
    const isBack = ({ frames }) => frames.filter((frame) => frame.includes("subscription_succeeded")).length === 2;
    await elsewhere.until(() => isBack(elsewhere));
    await elsewhere.wasNotReloaded();
  });

  it("starts and stops at once without the relay, shows it by its button, and catches up when the relay is back", async () => {
    const marieke = await (await signedIn(planner, "marieke", { viewport: { width: 900, height: 420 } })).isLive();
    const lotte = await signedIn(planner, "lotte");
    const sem = await asking(planner, "sem");
    const session = await start(sem, "Nederlands");
    await marieke.pupil("Sem Leerling").getByText("Bezig met studeren").waitFor();

    const said = await relay.crash();
    assert.match(said, /The relay has ended with 137, and so does the study planner\./);
    await marieke.banner().waitFor();
    const before = Date.now();
    await lotte.starts("Engels");
    await lotte.button("Stoppen").waitFor();
    await stop(sem, session);
    assert.ok(Date.now() - before < 2_000, "nobody waits for the relay");
    assert.equal(await marieke.pupil("Lotte Leerling").getByText("Engels", { exact: true }).count(), 0);
    await marieke.button("Vernieuwen").click();
    await marieke.pupil("Lotte Leerling").getByText("Engels", { exact: true }).waitFor();
    await marieke.pupil("Sem Leerling").getByText("Niet bezig").waitFor();
    await photograph(marieke, "away");

    // Who signs in now sees what is so, too, and that it is not kept up to date.
    const late = await signedIn(planner, "marieke", { fresh: true });
    await late.pupil("Lotte Leerling").getByText("Bezig met studeren").waitFor();
    await late.banner().waitFor();

    // A relay that takes another key lets nobody in, which pages that are connected to its hub say too.
    relay = await startRelay("0".repeat(64));
    await Promise.all([marieke, late].map((tab) => tab.banner().getByText("Live bijwerken lukt nu niet.").waitFor()));
    await relay.end();

    // What happens after that is there when the relay is, without a click.
    await lotte.button("Stoppen").click();
    await lotte.button("Starten").waitFor();
    relay = await startRelay();
    for (const tab of [marieke, late]) {
      await tab.pupil("Lotte Leerling").getByText("Laatst: Engels").waitFor();
      await tab.banner().waitFor({ state: "hidden" });
    }
    // And what is next is told again, after what was to be told before.
    const next = await start(sem, "Frans");
    await marieke.until(() => marieke.told().some(({ data }) => data.includes("Frans")));
    await marieke.pupil("Sem Leerling").getByText("Frans", { exact: true }).waitFor();
    await stop(sem, next);
    await marieke.wasNotReloaded();
  });

  it("says that the API does not answer until it is heard of again", async () => {
    const marieke = await (await signedIn(planner, "marieke")).isLive();
    const sem = await asking(planner, "sem");
    await marieke.page.route("**/dashboard", (route) => route.abort(), { times: 1 });
    await marieke.button("Vernieuwen").click();
    const alert = marieke.page.getByRole("alert");
    await alert.waitFor();
    await stop(sem, await start(sem, "Latijn"));
    await alert.waitFor({ state: "detached" });
  });

  it("is loaded again no more than once when a part of it stays missing, and says so", async () => {
    const context = await browser.newContext({ storageState: visits.get(`${planner.url} marieke`) });
    contexts.push(context);
    const tab = await Tab.in(context, planner);
    let loads = 0;
    tab.page.on("domcontentloaded", () => loads++);
    await tab.page.route(/assets\/pusher-/, (route) => route.fulfill({ status: 404 }));
    await tab.page.goto(planner.url);
    await tab.page.getByRole("alert").filter({ hasText: "Een deel van deze pagina is nu niet te laden" }).waitFor();
    assert.equal(loads, 2);

    await tab.page.unroute(/assets\/pusher-/);
    await tab.button("Opnieuw proberen").click();
    await tab.isLive();
  });

  it("leads the keyboard of a pupil to what comes next", async () => {
    const daan = await signedIn(planner, "daan");
    await daan.page.getByLabel("Vak").fill("Engels");
    await daan.button("Starten").press("Enter");
    await isAt(daan.page, "Engels");
    await daan.page.waitForFunction(() => document.title === "Engels – Studieplanner");
    await daan.button("Stoppen").press("Enter");
    await isAt(daan.page, "Wat ga je doen?");
  });

  it("fits a phone", async () => {
    const sem = await asking(planner, "sem");
    const session = await start(sem, "W".repeat(80));
    for (const login of ["marieke", "sem"]) {
      const person = await signedIn(planner, login, { viewport: PHONE, colorScheme: "dark" });
      await person.page.getByText("WWW").first().waitFor();
      const width = await person.page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= PHONE.width, `${login}'s page is ${width} wide`);
    }
    await stop(sem, session);
  });
});

describe("the study planner's three programs", () => {
  it("start together, say where they are and who can sign in, and end together", async () => {
    const [apiPort, relayPort] = await Promise.all([freePort(), freePort()]);
    const planner = await givenExample("study-planner", [
      `--study-planner.api.port=${apiPort}`,
      `--study-planner.relay.port=${relayPort}`,
    ]);
    try {
      const ports = [apiPort, relayPort].map((port) => `http://localhost:${port}/actuator/health`);
      await Promise.all(ports.map((url) => isUp(url)));
      await planner.says(/marieke +studie +Marieke, mentor of Lotte and Sem/);
      await planner.says(new RegExp(`open at ${planner.url}`));
      // A second one at the same ports is not this one.
      const again = await promisify(execFile)(BELFRY, ["example", "study-planner", `--study-planner.api.port=${apiPort}`]).catch((e) => e);
      assert.match(again.stderr, /^Port \d+ is taken, perhaps by another study planner\.\n$/);
      assert.doesNotMatch(again.stdout, /is open at/);
    } finally {
      await planner.stop();
    }
    for (const port of [apiPort, relayPort, new URL(planner.url).port]) {
      await assert.rejects(fetch(`http://localhost:${port}/`), "nothing is left");
    }
  });
});
