// The school, as an instructor and students use it at the same time, each in a browser of their own.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { givenBrowser } from "./given-browser.mjs";
import { givenExample, isKeptByBrowsers } from "./given-example.mjs";
import { freePort, givenHub } from "./given-hub.mjs";

const APP = { id: "153068", key: "school-key", secret: "school-secret" };
const SCREENSHOTS = process.env.SCREENSHOTS;

/** With a camera and a screen of its own, to be shared without a question to anybody. */
const SCREEN = [
  "--use-fake-ui-for-media-stream",
  "--use-fake-device-for-media-stream",
  "--auto-select-tab-capture-source-by-title=School",
  "--auto-select-desktop-capture-source=School",
  // Names of mDNS are answered by nobody in a container.
  "--disable-features=WebRtcHideLocalIpsWithMdns",
];

describe("the school", () => {
  let browser;
  let hub;
  let port;
  let school;
  let ines;
  let sam;
  let sofie;
  const problems = [];

  async function startHub() {
    hub = await givenHub({ settings: { apps: [APP] }, port });
  }

  async function signedIn(login, { at = "", ...options } = {}) {
    const context = await browser.newContext(options);
    context.setDefaultTimeout(10_000);
    const page = await context.newPage();
    page.on("pageerror", (error) => problems.push(`${login}: ${error.message}`));
    await page.goto(`${school.url}/${at}`);
    await signIn(page, login);
    await page.getByRole("button", { name: "Sign out" }).waitFor();
    return page;
  }

  before(async () => {
    port = await freePort();
    browser = await givenBrowser({ more: SCREEN, whole: true });
    await startHub();
    school = await givenExample("school", ["--belfry.driver=pusher", `--belfry.url=${hub.url}`]);
    const pages = [signedIn("ines"), signedIn("sam", { colorScheme: "dark" }), signedIn("sofie")];
    [ines, sam, sofie] = await Promise.all(pages);
  });

  after(async () => {
    await browser?.close();
    await school?.stop();
    await hub?.stop();
  });

  async function entersLesson(page, lesson = 1) {
    await page.goto(`${school.url}/#/courses/1/lessons/${lesson}`);
    await region(page, "In class").getByText("(you)").waitFor();
  }

  it("says who can sign in, and lets nobody else", async () => {
    await school.says(/ines +school +Ines Instructor/);
    assert.doesNotMatch(school.log(), /\b(WARN|ERROR)\b/);
    const guest = await (await browser.newContext()).newPage();
    await guest.goto(school.url);
    await signIn(guest, "nobody");
    await guest.getByRole("alert").filter({ hasText: "do not belong together" }).waitFor();
    assert.equal((await guest.request.get(`${school.url}/api/courses`)).status(), 401);
    await guest.context().close();
  });

  it("shows in a course who is there, what is said and what happens", async () => {
    for (const page of [ines, sam, sofie]) {
      await page.getByRole("link", { name: "Programming" }).click();
    }
    for (const name of ["Ines Instructor", "Sam Student", "Sofie Student (you)"]) {
      await region(sofie, "Who is here").getByText(name).waitFor();
    }
    await sam.getByLabel("Message", { exact: true }).pressSequentially("Hello");
    await ines.getByText("Sam Student is typing").waitFor();
    await sam.getByRole("button", { name: "Send", exact: true }).dblclick();
    await said(ines, "Hello").waitFor();
    assert.equal(await said(ines, "Hello").count(), 1);
    await region(sam, "What happened").getByText("Sofie Student joined the course.").waitFor();

    await ines.fill("[name=title]", "Tomorrow <b>at nine</b>");
    await ines.fill("[name=news]", "Bring a pencil");
    await ines.getByRole("button", { name: "Send it" }).click();
    for (const page of [sam, sofie]) {
      await page.locator("belfry-toasts").getByText("Tomorrow <b>at nine</b>").waitFor();
    }
    // Her page says that it was sent, and not what she has sent.
    await ines.locator("belfry-toasts .title", { hasText: "Sent" }).waitFor();
    assert.equal(await ines.locator("belfry-toasts .title", { hasText: "Tomorrow" }).count(), 0);
  });

  it("shows all the slide of the instructor, and the instructor how far students are", async () => {
    await Promise.all([ines, sam, sofie].map((page) => entersLesson(page)));
    for (const page of [ines, sam, sofie]) {
      assert.equal(await region(page, "In class").getByRole("listitem").count(), 3);
    }
    await ines.getByRole("button", { name: "Next slide" }).click();
    for (const page of [ines, sam, sofie]) {
      await region(page, "Slide").getByRole("heading", { name: "Arguments" }).waitFor();
    }
    await sam.getByRole("button", { name: "Got it" }).dblclick();
    await region(ines, "Progress").locator('progress[value="67"]').waitFor();
    await sofie.fill("[name=answer]", "42");
    await sofie.getByRole("button", { name: "Answer" }).dblclick();
    await region(ines, "Progress").getByText("Sofie Student: 42 ✓").waitFor();
    await region(sofie, "Quiz").getByText("right ✓").waitFor();
    assert.equal(await sofie.getByText("That was not done").count(), 0);
  });

  it("counts one vote of each, also from a page that is stale, and shows the results to all", async () => {
    const tab = await sam.context().newPage();
    await entersLesson(tab);
    assert.equal(await region(sofie, "In class").getByRole("listitem").count(), 3, "two tabs are one person");
    await ines.fill("[name=poll]", "Tabs or spaces?");
    await ines.fill("[name=options]", "Tabs, Spaces");
    await ines.getByRole("button", { name: "Begin the poll" }).dblclick();
    await tab.getByRole("button", { name: "Spaces" }).waitFor();
    await sam.getByRole("button", { name: "Spaces" }).dblclick();
    await region(sam, "Polls").getByText("Spaces (your vote)").waitFor();
    // His other tab does not know of it, and asks.
    await tab.getByRole("button", { name: "Tabs" }).click();
    await tab.getByText("You have voted already.").waitFor();
    await region(tab, "Polls").getByText("Spaces (your vote)").waitFor();
    await sofie.getByRole("button", { name: "Tabs" }).click();
    for (const page of [ines, sam, sofie, tab]) {
      await region(page, "Polls").getByRole("meter", { name: "Spaces: 1" }).waitFor();
      await region(page, "Polls").getByRole("meter", { name: "Tabs: 1" }).waitFor();
      assert.equal(await region(page, "Polls").getByRole("group", { name: "Tabs or spaces?" }).count(), 1);
    }
    await ines.getByRole("button", { name: "Close the poll" }).click();
    await region(sofie, "Polls").getByText("closed").waitFor();
    await tab.close();
  });

  it("shows a question to all once the instructor has approved it", async () => {
    await sam.fill("[name=question]", "Why <i>double</i>?");
    await sam.getByRole("button", { name: "Ask" }).dblclick();
    await region(ines, "Questions").getByText("Why <i>double</i>?").waitFor();
    assert.equal(await region(ines, "Questions").getByRole("listitem").count(), 1);
    assert.equal(await region(sofie, "Questions").getByRole("listitem").count(), 0);
    await ines.getByRole("button", { name: "Approve: Why" }).click();
    await region(sofie, "Questions").getByText("Why <i>double</i>?").waitFor();
    // What is rejected is told to whoever has asked it, and to nobody else.
    await sam.fill("[name=question]", "When is lunch?");
    await sam.getByRole("button", { name: "Ask" }).click();
    await ines.getByRole("button", { name: "Reject: When" }).click();
    await region(sam, "Questions").getByText("rejected").waitFor();
    assert.equal(await region(sofie, "Questions").getByText("lunch").count(), 0);
  });

  it("loses nothing that happens while a page waits for its first answer", async () => {
    await sam.fill("[name=question]", "Why not triple?");
    await sam.getByRole("button", { name: "Ask" }).click();
    await ines.getByRole("button", { name: "Approve: Why not" }).waitFor();
    const path = `${school.url}/api/lessons/1`;
    const late = await (await sofie.request.get(path)).text();
    let answer;
    const happened = new Promise((resolve) => (answer = resolve));
    await sofie.route(path, async (route) => {
      await happened;
      await route.fulfill({ body: late, contentType: "application/json" });
    });
    const connection = sofie.waitForEvent("websocket");
    await sofie.reload();
    const hears = hearing(await connection);
    await hears(/subscription_succeeded.*"presence-class\.1\.participants"/);
    await hears(/subscription_succeeded.*"private-course\.1"/);
    await ines.getByRole("button", { name: "Approve: Why not" }).click();
    await ines.getByRole("button", { name: "Back" }).click();
    await hears(/QuestionApproved/);
    await hears(/SlideShown/);
    answer();
    await region(sofie, "Questions").getByText("Why not triple?").waitFor();
    await region(sofie, "Slide").getByText("1 of 3").waitFor();
    await sofie.unroute(path);
    await ines.getByRole("button", { name: "Next slide" }).click();
    await region(sofie, "Slide").getByText("2 of 3").waitFor();
  });

  it("shows lines while they are drawn, and keeps them", async () => {
    const board = ines.locator(".whiteboard svg");
    await board.scrollIntoViewIfNeeded();
    const { x, y } = await board.boundingBox();
    await ines.mouse.move(x + 30, y + 30);
    await ines.mouse.down();
    await ines.mouse.move(x + 150, y + 90, { steps: 5 });
    await region(sam, "Whiteboard").getByRole("img", { name: "1 lines" }).waitFor();
    await ines.mouse.up();
    await draws(sam, 0.6);
    for (const page of [ines, sam, sofie]) {
      await region(page, "Whiteboard").getByRole("img", { name: "2 lines" }).waitFor();
    }
  });

  it("lets all write into one text at the same time, with their cursors", async () => {
    await writes(ines, "Code", "function double(x) {}\n");
    await codeIs(sam, /function double/);
    await Promise.all([writes(sam, "Code", "// by Sam\n"), writes(sofie, "Code", "// by Sofie\n")]);
    for (const page of [ines, sam, sofie]) {
      await codeIs(page, /by Sam/);
      await codeIs(page, /by Sofie/);
    }
    assert.equal(await code(ines), await code(sam));
    assert.equal(await code(ines), await code(sofie));
    await ines.locator(".code .cm-ySelectionInfo", { hasText: "Sofie Student" }).waitFor({ state: "attached" });
    await writes(sofie, "Notes of the class", "Remember the brackets.");
    await sam.locator(".document .cm-content", { hasText: "Remember the brackets." }).waitFor();
  });

  it("undoes in a text what one has written oneself, and nothing of others", async () => {
    await sam.getByRole("textbox", { name: "Code", exact: true }).focus();
    for (const _ of ["his own", "of others", "of others"]) {
      await sam.keyboard.press("Control+z");
    }
    await codeIs(ines, { not: /by Sam/ });
    assert.match(await code(ines), /by Sofie/);
    assert.match(await code(ines), /function double/);
    await sam.keyboard.press("Control+y");
    await codeIs(ines, /by Sam/);
  });

  it("takes nothing into a text that cannot be kept, and goes on", async () => {
    const notes = sofie.getByRole("textbox", { name: "Notes of the class" });
    await notes.evaluate((editor) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", "x".repeat(50_000));
      editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    });
    await sofie.locator("belfry-toasts").getByText("That is too long").waitFor();
    await writes(sofie, "Notes of the class", "After the paste. ");
    await notesAre(sam, /After the paste/);

    // What is refused all the same goes from her page too, so that all see the same.
    const refused = `${school.url}/api/lessons/1/shared/document`;
    await sofie.route(refused, (route) => route.fulfill({ status: 400, json: { detail: "No." } }), { times: 1 });
    await writes(sofie, "Notes of the class", "Refused. ");
    await sofie.locator("belfry-toasts").getByText("That was not kept").waitFor();
    await notesAre(sofie, { not: /Refused/ });
    await notesAre(sofie, /After the paste/);
    await writes(sofie, "Notes of the class", "Kept. ");
    await notesAre(sam, /Kept/);
  });

  it("keeps the last words of who closes the page right after them, also behind what is on its way", async () => {
    const tab = await sam.context().newPage();
    await tab.goto(`${school.url}/#/courses/1/lessons/1`);
    const editor = tab.getByRole("textbox", { name: "Notes of the class", exact: true });
    await notesAre(tab, (await ines.locator(".document .cm-content").textContent()).slice(0, 10));
    await editor.click();
    await tab.keyboard.press("Control+Home");
    // This one does not arrive before the page is gone.
    await tab.route("**/shared/document", () => {}, { times: 1 });
    const onItsWay = tab.waitForRequest((request) => request.method() === "POST" && request.url().endsWith("/shared/document"));
    await tab.keyboard.insertText("FIRST ");
    await onItsWay;
    await tab.keyboard.insertText("LAST ");
    await tab.close();
    await notesAre(ines, "FIRST LAST ");
  });

  it("passes over what means nothing to a page", async () => {
    const warned = sam.waitForEvent("console", (message) => /means nothing/.test(message.text()));
    const token = (await sofie.context().cookies()).find(({ name }) => name === "XSRF-TOKEN").value;
    const answer = await sofie.request.post(`${school.url}/api/lessons/1/shared/document`, {
      data: { key: crypto.randomUUID(), data: "////" },
      headers: { "X-XSRF-TOKEN": token },
    });
    assert.equal(answer.status(), 200);
    await warned;
    await writes(ines, "Notes of the class", "And on. ");
    await notesAre(sam, /And on/);
  });

  it("shows the instructor's screen to students, also to one who comes late", async () => {
    await ines.getByRole("button", { name: "Share my screen" }).dblclick();
    await sees(ines);
    await sees(sam);
    await sees(sofie);

    // All of it is there for who comes now.
    await sofie.reload();
    await region(sofie, "Slide").getByRole("heading", { name: "Arguments" }).waitFor();
    await region(sofie, "Whiteboard").getByRole("img", { name: "2 lines" }).waitFor();
    await codeIs(sofie, /by Sam/);
    assert.equal(await code(sofie), await code(sam));
    await region(sofie, "Questions").getByText("Why <i>double</i>?").waitFor();
    await region(sofie, "Polls").getByText("Tabs (your vote)").waitFor();
    await sees(sofie);
    if (SCREENSHOTS) {
      await looks();
    }
    await ines.getByRole("button", { name: "Stop sharing" }).click();
    await region(sofie, "Screen").waitFor({ state: "detached" });
  });

  async function looks() {
    for (const [page, name, height] of [[ines, "instructor", 1500], [sam, "student", 900]]) {
      await page.setViewportSize({ width: 1000, height });
      await page.evaluate(() => scrollTo(0, 0));
      await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
      await page.setViewportSize({ width: 1280, height: 720 });
    }
    await sofie.setViewportSize({ width: 390, height: 780 });
    await sofie.screenshot({ path: join(SCREENSHOTS, "phone.png") });
    await sofie.setViewportSize({ width: 1280, height: 720 });
  }

  it("keeps everybody out who is not enrolled", async () => {
    const stan = await signedIn("stan");
    const refused = stan.waitForEvent("console", (message) => /may not listen to presence-course\.1\.users/.test(message.text()));
    await stan.goto(`${school.url}/#/courses/1`);
    await refused;
    await stan.getByText("You are not enrolled in this course.").waitFor();
    assert.equal(await stan.getByRole("dialog").count(), 0, "he has signed in");
    await stan.goto(`${school.url}/#/courses/999999999999999999999`);
    await stan.getByRole("heading", { name: "Courses" }).waitFor();
    await stan.goto(`${school.url}/#/courses/1/lessons/1`);
    await stan.getByText("You are not enrolled in this course.").waitFor();
    for (const path of ["courses/1", "lessons/1", "lessons/1/shared/code"]) {
      assert.equal((await stan.request.get(`${school.url}/api/${path}`)).status(), 403, path);
    }
    const token = (await stan.context().cookies()).find(({ name }) => name === "XSRF-TOKEN").value;
    for (const channel of ["private-course.1", "presence-course.1.users", "presence-class.1.participants"]) {
      const answer = await stan.request.post(`${school.url}/broadcasting/auth`, {
        form: { socket_id: "1.2", channel_name: channel },
        headers: { "X-XSRF-TOKEN": token },
      });
      assert.equal(answer.status(), 403, channel);
    }
    // Once he is enrolled, he is told so and comes in.
    const ada = await signedIn("ada");
    const course = region(ada, "Programming");
    await course.getByLabel("Student").selectOption("Stan Student");
    await course.getByRole("button", { name: "Enrol" }).dblclick();
    await stan.locator("belfry-toasts").getByText("You are enrolled").waitFor();
    await stan.reload();
    await region(stan, "In class").getByText("Stan Student (you)").waitFor();
    await stan.context().close();
    await ada.context().close();
  });

  it("goes on while the hub is away, also for who comes in then, and all have the same when it is back", async () => {
    await hub.kill();
    for (const page of [ines, sam, sofie]) {
      await page.locator("belfry-connection").getByText(/./).first().waitFor();
    }
    await ines.getByRole("button", { name: "Next slide" }).click();
    await region(ines, "Slide").getByRole("heading", { name: "Your turn" }).waitFor();
    await writes(sam, "Code", "// Sam without a hub\n");
    await writes(ines, "Code", "// Ines without a hub\n");
    await draws(sam, 0.8);
    const late = await signedIn("sofie", { at: "#/courses/1/lessons/1" });
    await region(late, "Slide").getByRole("heading", { name: "Your turn" }).waitFor();
    await region(late, "Whiteboard").getByRole("img", { name: "3 lines" }).waitFor();

    await startHub();
    const all = [ines, sam, sofie, late];
    for (const page of all) {
      await region(page, "Slide").getByRole("heading", { name: "Your turn" }).waitFor();
      await region(page, "Whiteboard").getByRole("img", { name: "3 lines" }).waitFor();
      await codeIs(page, /Sam without a hub/);
      await codeIs(page, /Ines without a hub/);
    }
    assert.equal(new Set(await Promise.all(all.map(code))).size, 1);
    await region(late, "In class").getByText("Ines Instructor").waitFor();
    await writes(late, "Code", "// All together\n");
    await codeIs(ines, /All together/);
    await late.context().close();
  });

  it("asks who has signed out in another tab to sign in again", async () => {
    const tab = await sofie.context().newPage();
    await tab.goto(school.url);
    await tab.getByRole("button", { name: "Sign out" }).click();
    await sofie.getByRole("dialog", { name: "You were signed out" }).waitFor();
    await signIn(sofie, "sofie");
    await sofie.getByRole("dialog").waitFor({ state: "detached" });
    await writes(sofie, "Code", "// Back again\n");
    await codeIs(ines, /Back again/);
  });

  it("opens a lesson after a deploy, which a page of before loads no more", async () => {
    const page = await signedIn("sofie", { at: "#/courses/1" });
    let missing = 1;
    let loads = 0;
    page.on("domcontentloaded", () => loads++);
    await page.route(/assets\/Lesson-.*js/, (route) => (missing-- > 0 ? route.fulfill({ status: 404 }) : route.continue()));
    await page.getByRole("link", { name: "Functions" }).first().click();
    await region(page, "In class").getByText("Sofie Student (you)").waitFor();
    assert.equal(loads, 1);

    await page.goto(`${school.url}/#/courses/1`);
    await page.reload();
    [missing, loads] = [Infinity, 0];
    await page.getByRole("link", { name: "Functions" }).first().click();
    await page.getByRole("alert").filter({ hasText: "A part of this page cannot be loaded" }).waitFor();
    assert.equal(loads, 1);
    missing = 0;
    await page.getByRole("button", { name: "Try again" }).click();
    await region(page, "In class").getByText("Sofie Student (you)").waitFor();
    await page.context().close();
  });

  it("says that the server does not answer where a lesson is out of reach", async () => {
    const page = await signedIn("sofie", { at: "#/courses/1" });
    const link = page.getByRole("link", { name: "Functions" }).first();
    await link.waitFor();
    await page.route(`${school.url}/**`, (route) => route.abort());
    await link.click();
    await page.getByRole("alert").filter({ hasText: "The server does not answer" }).waitFor();
    await page.unroute(`${school.url}/**`);
    await page.getByRole("button", { name: "Try again" }).click();
    await region(page, "In class").getByText("Sofie Student (you)").waitFor();
    await page.context().close();
  });

  it("leads the keyboard to what a page is about, and from a button that cannot be pressed any more to what it was for", async () => {
    const page = await signedIn("ines");
    await page.getByRole("link", { name: "Programming" }).press("Enter");
    await isAt(page, "Programming");
    assert.equal(await page.title(), "Programming – School");
    await page.getByRole("link", { name: "Loops" }).first().press("Enter");
    await isAt(page, "Loops");
    assert.equal(await page.title(), "Loops – School");
    await page.getByRole("button", { name: "Next slide" }).press("Enter");
    await isAt(page, "for, of");
    await page.getByRole("button", { name: "Back" }).press("Enter");
    await isAt(page, "Loops");
    assert.equal(await page.evaluate(() => document.activeElement.localName), "h2");
    await page.context().close();
  });

  it("lets browsers keep its scripts, and tells them when there are others", async () => {
    await isKeptByBrowsers(school);
  });

  it("says in words that the school does not answer", async () => {
    await sofie.route(`${school.url}/api/**`, (route) => route.abort());
    await sofie.getByRole("button", { name: "Sign out" }).click();
    await sofie.locator("belfry-toasts").getByText("The server does not answer. Try again.").waitFor();
    await sofie.getByRole("button", { name: "Close: That was not done" }).click();
    await sofie.fill("[name=question]", "Is anybody there?");
    await sofie.getByRole("button", { name: "Ask" }).click();
    await sofie.locator("belfry-toasts").getByText("The server does not answer. Try again.").waitFor();
  });

  it("tells the console of nothing that is wrong", () => {
    assert.deepEqual(problems, []);
    assert.doesNotMatch(school.log(), /ERROR/);
  });
});

async function signIn(page, login) {
  await page.fill("[name=username]", login);
  await page.fill("[name=password]", "school");
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Waits until a heading of a page has the keyboard. */
async function isAt(page, heading) {
  await page.waitForFunction((text) => {
    const { activeElement } = document;
    return activeElement.matches("h1, h2") && activeElement.textContent.trim() === text;
  }, heading);
}

/** A part of a page, by its name. */
function region(page, name) {
  return page.locator(`[aria-label="${name}"]`);
}

function said(page, message) {
  return page.locator(".conversation li:not(.outgoing)", { hasText: message });
}

/** One line, at some height of the board. */
async function draws(page, height) {
  const board = page.locator(".whiteboard svg");
  await board.scrollIntoViewIfNeeded();
  const box = await board.boundingBox();
  await page.mouse.move(box.x + 50, box.y + box.height * height);
  await page.mouse.down();
  await page.mouse.move(box.x + 200, box.y + box.height * height, { steps: 4 });
  await page.mouse.up();
}

async function writes(page, title, text) {
  const editor = page.getByRole("textbox", { name: title, exact: true });
  await editor.click();
  await page.keyboard.press("Control+Home");
  await page.keyboard.insertText(text);
}

function code(page) {
  return page.locator(".code .cm-line").evaluateAll((lines) =>
    lines.map((line) => {
      const own = line.cloneNode(true);
      own.querySelectorAll(".cm-ySelectionCaret").forEach((caret) => caret.remove());
      return own.textContent;
    }).join("\n"),
  );
}

function codeIs(page, text) {
  return reads(page, ".code", text);
}

function notesAre(page, text) {
  return reads(page, ".document", text);
}

/** @param text is to be there, or is not where it is { not: … } */
function reads(page, editor, text) {
  return page.locator(`${editor} .cm-content`, text.not ? { hasNotText: text.not } : { hasText: text }).waitFor();
}

/** What a page hears from the hub, from now on: waits until it has heard something that matches. */
function hearing(connection) {
  let heard = "";
  connection.on("framereceived", ({ payload }) => (heard += `${payload}\n`));
  return async (pattern) => {
    while (!pattern.test(heard)) {
      await connection.waitForEvent("framereceived");
    }
  };
}

function sees(page) {
  return page.waitForFunction(() => (document.querySelector(".screen video")?.videoWidth ?? 0) > 0);
}
