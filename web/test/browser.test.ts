import axe from "axe-core";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import type {} from "./page/main.js";
import { givenPages } from "./given-browser.js";
import { until } from "./given-page.js";

describe("pages in Chromium", () => {
  const all = givenPages();

  function banner(page: Page) {
    return page.locator("belfry-connection .banner");
  }

  function titles(page: Page): Promise<string[]> {
    return page.locator("belfry-bell .title").allTextContents();
  }

  it("say within 2 s that the hub is gone, come back by themselves, and have all that they missed, once", async () => {
    const device = await all.device();
    const pages = [
      await all.open(device, "ann"),
      await all.open(device, "ann"),
      await all.open(await all.device(), "ann"),
    ];
    await all.application.notify("ann", "before");
    await Promise.all(pages.map((page) => page.locator("belfry-bell .badge", { hasText: "1" }).waitFor()));
    await Promise.all(pages.map((page) => page.evaluate(() => (document.title = "not reloaded"))));

    await all.hub.kill();
    await Promise.all(pages.map((page) => banner(page).waitFor({ timeout: 2_000 })));
    expect(await banner(pages[0]!).textContent()).toContain("Connection lost");
    await all.application.notify("ann", "missed");
    await all.application.changes("ann", "children");
    await pages[0]!.locator("belfry-connection .countdown", { hasText: "Trying again in" }).waitFor();
    await all.hubIsBack();

    const hasAll = async (page: Page): Promise<void> => {
      await page.locator("belfry-connection .banner.good").waitFor();
      await page.locator("belfry-bell .badge", { hasText: "2" }).waitFor();
      await until(() => page.evaluate(() => window.refreshed.length === 1));
      expect(await page.evaluate(() => [window.refreshed, document.title])).toEqual([["children"], "not reloaded"]);
      expect(await titles(page)).toEqual(["missed", "before"]);
      await banner(page).waitFor({ state: "hidden" });
    };
    await Promise.all(pages.map(hasAll));
    await pages[2]!.locator("belfry-bell .bell").click();
    await pages[2]!.getByRole("button", { name: "Mark all as read" }).click();
    await Promise.all(pages.map((page) => page.locator("belfry-bell .badge").waitFor({ state: "hidden" })));
  });

  it("let people try at once", async () => {
    const device = await all.device();
    let page: Page | undefined;
    // Nobody comes back before somebody tries: a page that is back by itself has no button to press.
    const isLetIn = async (): Promise<boolean> => page === undefined || (await page.title()) === "somebody tries";
    await device.routeWebSocket(/\/app\//, async (socket) => {
      if (await isLetIn()) {
        socket.connectToServer();
      } else {
        await socket.close();
      }
    });
    page = await all.open(device, "bea");
    await page.evaluate(() => addEventListener("click", () => (document.title = "somebody tries"), { capture: true }));
    await all.hub.kill();
    await banner(page).waitFor();
    await all.hubIsBack();
    await page.getByRole("button", { name: "Try now" }).click();
    await page.locator("belfry-connection .banner.good").waitFor({ timeout: 2_000 });
  });

  it("say so too when they are opened while the hub is gone", async () => {
    await all.hub.kill();
    const page = await all.load(await all.device(), "rex");
    // A page that is on its way is given 3 s.
    await banner(page).waitFor({ timeout: 6_000 });
    await all.hubIsBack();
    await page.locator("belfry-connection .banner.good").waitFor();
  });

  it("say that somebody has to sign in again, and are kept up to date when that is done", async () => {
    const page = await all.open(await all.device(), "sue");
    all.application.badTokens.add("sue");
    await all.hub.kill();
    await all.hubIsBack();
    await page.locator("belfry-connection .banner", { hasText: "You are signed out." }).waitFor();
    all.application.badTokens.clear();
    await page.getByRole("button", { name: "Try now" }).click();
    await page.locator("belfry-connection .banner.good").waitFor();
    await all.application.notify("sue", "there again");
    await page.locator("belfry-bell .badge", { hasText: "1" }).waitFor();
  });

  it("say that nothing is live while the application does not let them into their channels", async () => {
    all.application.failing.add("POST /broadcasting/auth");
    const page = await all.load(await all.device(), "ted");
    await page.locator("belfry-connection .banner", { hasText: "Live updates are not available right now." }).waitFor();
    all.application.failing.clear();
    await page.locator("belfry-connection .banner.good").waitFor();
  });

  it("show notifications as text, and lead to pages only", async () => {
    const page = await all.open(await all.device(), "cleo");
    const html = '<img src=x onerror="document.title=1">';
    await all.application.notify("cleo", html, { message: "<b>bold</b>", action_url: "javascript:document.title=2" });
    const toast = page.locator("belfry-toasts .toast");
    await toast.waitFor();
    expect(await toast.textContent()).toContain(`${html}<b>bold</b>`);
    expect(await toast.locator("a, b, img").count()).toBe(0);
    await page.locator("belfry-bell .bell").click();
    await page.locator("belfry-bell .item").click();
    await page.locator("belfry-bell .badge").waitFor({ state: "hidden" });
    expect(await page.title()).toBe("A page");
    await all.application.notify("cleo", "leads somewhere", { action_url: "/?user=cleo&somewhere" });
    await page.locator("belfry-bell .item", { hasText: "leads somewhere" }).click();
    await page.waitForURL(/somewhere/);
  });

  it("have a bell for the keyboard", async () => {
    await all.application.notify("dee", "older");
    await all.application.notify("dee", "newer");
    const page = await all.open(await all.device(), "dee");
    await page.locator("belfry-bell .title").nth(1).waitFor({ state: "attached" });
    await page.keyboard.press("Tab");
    const focused = () => page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.textContent);
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: "Notifications" }).waitFor();
    await page.keyboard.press("ArrowDown");
    expect(await focused()).toContain("newer");
    await page.keyboard.press("ArrowDown");
    expect(await focused()).toContain("older");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Notifications, 1 unread" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    expect(await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.className)).toBe("bell");
  });

  it("keep whoever works with the keyboard in the list when something goes", async () => {
    for (const title of ["three", "two", "one"]) {
      await all.application.notify("mia", title);
    }
    const page = await all.open(await all.device(), "mia");
    await page.locator("belfry-bell .title").nth(2).waitFor({ state: "attached" });
    const press = async (...keys: string[]) => {
      for (const key of keys) {
        await page.keyboard.press(key);
      }
    };
    const isAt = (name: string) =>
      page.waitForFunction((wanted) => {
        const at = document.activeElement?.shadowRoot?.activeElement;
        return (at?.querySelector(":scope > .title")?.textContent ?? at?.className) === wanted;
      }, name);
    await press("Tab", "Enter", "ArrowDown", "ArrowDown");
    await isAt("two");
    await press("Tab", "Enter");
    await isAt("three");
    await press("Tab", "Enter");
    await isAt("one");
    await press("Shift+Tab", "Enter");
    await isAt("panel");
    await press("ArrowDown", "Tab", "Enter");
    await isAt("panel");
    await press("Escape");
    await isAt("bell");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    // Also for who is nowhere on the page.
    await press("Enter");
    await page.evaluate(() => (document.activeElement as HTMLElement).shadowRoot!.querySelector<HTMLElement>(".panel")!.blur());
    await press("Escape");
    await isAt("bell");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
  });

  it("lead whoever closes toasts with the keyboard to the next, and back to where they were", async () => {
    const page = await all.open(await all.device(), "nia");
    for (const title of ["one", "two"]) {
      await all.application.notify("nia", title, { importance: "urgent" });
      await page.locator("belfry-toasts .toast", { hasText: title }).waitFor();
    }
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    const focused = () =>
      page.evaluate(() => {
        const at = document.activeElement?.shadowRoot?.activeElement;
        return at?.getAttribute("aria-label");
      });
    expect(await focused()).toBe("Close: one");
    await page.keyboard.press("Enter");
    expect(await focused()).toBe("Close: two");
    await page.keyboard.press("Enter");
    expect(await focused()).toBe("Notifications, 2 unread");
  });

  it("say what arrives once, and alone, to who hears the page", async () => {
    const page = await all.open(await all.device(), "ole");
    await all.application.notify("ole", "with toasts");
    const polite = page.locator("belfry-toasts [role=status]", { hasText: "with toasts" });
    await polite.waitFor();
    const said = page.locator("belfry-bell [role=status]");
    expect(await said.textContent()).toBe("");
    const manner = await polite.evaluate((region) => ["aria-atomic", "aria-relevant"].map((name) => region.getAttribute(name)));
    expect(manner).toEqual(["false", "additions"]);
    await page.locator("belfry-toasts").evaluate((toasts) => toasts.remove());
    await all.application.notify("ole", "without");
    await page.locator("belfry-bell [role=status]", { hasText: "without" }).waitFor({ state: "attached" });
  });

  it("show what the next one has who signs in, and nothing of the last", async () => {
    await all.application.notify("zoe", "for zoe");
    const page = await all.open(await all.device(), "pam");
    await all.application.notify("pam", "for pam", { importance: "urgent" });
    await page.locator("belfry-toasts .toast").waitFor();
    await page.evaluate(() => window.signIn("zoe"));
    await until(async () => (await titles(page)).join() === "for zoe");
    expect(await page.locator("belfry-toasts .toast").count()).toBe(0);
    await page.waitForFunction(() => {
      const { pusher } = window.belfry.echo.connector as { pusher: { channel(name: string): { subscribed: boolean } } };
      return pusher.channel("private-notifications.zoe")?.subscribed;
    });
    await all.application.notify("zoe", "arrives");
    await page.locator("belfry-toasts .toast", { hasText: "arrives" }).waitFor();
  });

  it("have their looks where a policy lets no style stand in the page", async () => {
    const policy = { "Content-Security-Policy": "default-src 'self'" };
    all.application.pages["/strict"] = { ...all.application.pages["/"], headers: policy };
    const page = await (await all.device()).newPage();
    const refused: string[] = [];
    page.on("console", (message) => message.text().includes("style") && refused.push(message.text()));
    await page.goto(`${all.application.url}/strict?user=ann&key=k&host=127.0.0.1&port=1`);
    await page.locator("belfry-bell .bell").waitFor();
    expect(await page.locator("belfry-toasts").evaluate((toasts) => getComputedStyle(toasts).position)).toBe("fixed");
    expect(await page.locator("belfry-bell .bell").evaluate((bell) => getComputedStyle(bell).position)).toBe("relative");
    expect(refused).toEqual([]);
  });

  it("keep the place of whoever is in the list when something arrives", async () => {
    await all.application.notify("eve", "first");
    const page = await all.open(await all.device(), "eve");
    await page.locator("belfry-bell .bell").click();
    await page.locator("belfry-bell .item").focus();
    await all.application.notify("eve", "second");
    await page.locator("belfry-bell .title", { hasText: "second" }).waitFor();
    expect(
      await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.querySelector(".title")?.textContent),
    ).toBe("first");
  });

  it("show toasts for a while, urgent ones until they are closed", async () => {
    const page = await all.open(await all.device(), "fay");
    await page.locator("belfry-toasts").evaluate((toasts) => toasts.setAttribute("duration", "8s"));
    await all.application.notify("fay", "as long as usual");
    await page.locator("belfry-toasts .toast", { hasText: "as long as usual" }).waitFor();
    await page.locator("belfry-toasts").evaluate((toasts) => toasts.setAttribute("duration", "0.5"));
    await all.application.notify("fay", "soon gone");
    await page.locator("belfry-toasts [role=status]", { hasText: "soon gone" }).waitFor();
    await all.application.notify("fay", "stays", { importance: "urgent" });
    await page.locator("belfry-toasts [role=alert]", { hasText: "stays" }).waitFor();
    await page.locator("belfry-toasts .toast", { hasText: "soon gone" }).waitFor({ state: "detached" });
    expect(await page.locator("belfry-toasts .toast", { hasText: "as long as usual" }).count()).toBe(1);
    await page.getByRole("button", { name: "Close: stays" }).click();
    expect(await page.locator("belfry-toasts .toast", { hasText: "stays" }).count()).toBe(0);
    await until(() => all.application.asked.includes("POST /notifications/delivered"));
  });

  it("say in toasts what they have to say themselves, and until it is closed what was not done", async () => {
    const page = await all.open(await all.device(), "gus");
    await page.evaluate(() => window.say("Sent", { message: "<b>To all</b>" }));
    const toast = (text: string) => page.locator("belfry-toasts .toast", { hasText: text });
    await page.locator("belfry-toasts [role=status]", { hasText: "Sent<b>To all</b>" }).waitFor();
    const attempted = await page.evaluate(async () => {
      const fails = () => window.attempt(() => Promise.reject(new Error("It is cancelled already.")));
      return [await window.attempt(() => {}), await fails(), await fails()];
    });
    expect(attempted).toEqual([true, false, false]);
    await page.locator("belfry-toasts [role=alert]", { hasText: "That was not done" }).waitFor();
    expect(await toast("It is cancelled already.").count()).toBe(1);
    await page.getByRole("button", { name: "Close: That was not done" }).click();
    expect(await toast("It is cancelled already.").count()).toBe(0);
    await page.route("**/nowhere", (route) => route.abort());
    await page.evaluate(() => window.attempt(() => window.belfry.api.ask("GET", "/nowhere")));
    await page.locator("belfry-toasts [role=alert]", { hasText: "That was not doneThe server does not answer. Try again." }).waitFor();
  });

  const fails = (page: Page, why: string) =>
    page.evaluate((message) => window.attempt(() => Promise.reject(new Error(message))), why);

  it("say what was not done until something was attempted after it, and one thing at a time", async () => {
    const page = await all.open(await all.device(), "una");
    const messages = () => page.locator("belfry-toasts .message").allTextContents();
    await fails(page, "one");
    // Begun before it, so this says nothing of it.
    await page.evaluate(async () => {
      let end = (): void => {};
      const begun = window.attempt(() => new Promise<void>((resolve) => (end = resolve)));
      await window.attempt(() => Promise.reject(new Error("two")));
      end();
      await begun;
    });
    expect(await messages()).toEqual(["two"]);
    await page.evaluate(() => window.attempt(() => {}));
    expect(await messages()).toEqual([]);
  });

  it.each([
    ["a link", () => location.assign("#there")],
    ["a script", () => history.pushState(null, "", "/there")],
    ["the button back", () => history.back()],
  ])("leave behind what was not done where they go elsewhere, by %s", async (_, go) => {
    const page = await all.open(await all.device(), "uma");
    await page.evaluate(() => history.pushState(null, "", "#here"));
    await all.application.notify("uma", "arrived", { importance: "urgent" });
    await page.locator("belfry-toasts .title", { hasText: "arrived" }).waitFor();
    await fails(page, "not there");
    await page.evaluate(() => window.say("said", { importance: "urgent" }));
    expect(await page.locator("belfry-toasts .toast").count()).toBe(3);
    // At the same place, another state: nobody has gone anywhere.
    await page.evaluate(() => history.replaceState({ page: 2 }, ""));
    expect(await page.locator("belfry-toasts .toast").count()).toBe(3);
    await page.evaluate(go);
    await until(async () => (await page.locator("belfry-toasts .toast").count()) === 1);
    await page.locator("belfry-toasts .title", { hasText: "arrived" }).waitFor();
  });

  it("have toasts that cover no form somebody is in, and no more than some of them", async () => {
    const page = await all.open(await all.device(), "vic");
    await page.evaluate(() => {
      const form = document.createElement("form");
      form.style.cssText = "position: fixed; inset: auto 0 0 0; display: flex; justify-content: space-between; height: 60px";
      form.innerHTML = '<input name="message"><button type="button">Send</button>';
      form.addEventListener("click", () => (document.title = "sent"));
      document.body.append(form);
    });
    const toast = page.locator("belfry-toasts .toast").first();
    const isAbove = async () => (await toast.boundingBox())!.y < 300;
    await fails(page, "first");
    expect(await isAbove()).toBe(false);
    await page.locator("[name=message]").click();
    expect(await isAbove()).toBe(true);
    await fails(page, "second");
    await page.getByRole("button", { name: "Send" }).click({ timeout: 1_000 });
    expect(await page.title()).toBe("sent");
    for (let i = 0; i < 5; i++) {
      await all.application.notify("vic", `urgent ${i}`, { importance: "urgent" });
    }
    await page.locator("belfry-toasts .title", { hasText: "urgent 4" }).waitFor();
    expect(await page.locator("belfry-toasts .title").allTextContents()).toEqual([1, 2, 3, 4].map((i) => `urgent ${i}`));
  });

  it("say in the console what no toasts are there to say", async () => {
    const page = await all.open(await all.device(), "gia");
    const warned = page.waitForEvent("console", { predicate: (message) => message.type() === "warning" });
    await page.evaluate(() => {
      document.querySelector("belfry-toasts")!.remove();
      window.say("Sent");
    });
    expect((await warned).text()).toContain("no <belfry-toasts> on the page to say: Sent");
  });

  it("speak the language around them", async () => {
    const page = await all.open(await all.device(), "gwen");
    await page.evaluate(() => (document.documentElement.lang = "nl-NL"));
    await all.application.notify("gwen", "Nieuw");
    await page.getByRole("button", { name: "Meldingen, 1 ongelezen" }).click();
    await page.getByRole("button", { name: "Alles als gelezen markeren" }).waitFor();
    const time = page.locator("belfry-bell time");
    const dutch = await time.evaluate((at) => new Date((at as HTMLTimeElement).dateTime).toLocaleString("nl-NL"));
    expect(await time.textContent()).toBe(dutch);
  });

  /** A page that may be pushed to. */
  async function pushed(user: string) {
    const device = await all.device({ permissions: ["notifications"] });
    const page = await all.open(device, user);
    // Keys of P-256, as a browser and an application have them.
    all.application.pushKey = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    all.application.subscriptions = [];
    await page.evaluate(() => {
      // There is no push service to be reached from here; what the browser would answer is all that is made up.
      const subscription = { endpoint: "https://push.test/to/1", keys: { p256dh: "p", auth: "a" } };
      PushManager.prototype.subscribe = async () =>
        ({ ...subscription, toJSON: () => subscription, unsubscribe: async () => true }) as never;
    });
    return { device, page };
  }

  it("may ask again when the question whether they may push was closed without an answer", async () => {
    const { page } = await pushed("jim");
    const answers = (answer: NotificationPermission) =>
      page.evaluate(async (said) => {
        Notification.requestPermission = async () => said;
        await window.push.enable();
        return window.push.get();
      }, answer);
    expect(await answers("default")).toBe("off");
    expect(await answers("denied")).toBe("denied");
    expect(await answers("granted")).toBe("on");
  });

  it("are pushed to by a worker for other pages too, and say what that means", async () => {
    all.application.pages["/js/worker.js"] = all.application.pages["/worker.js"];
    const { page } = await pushed("kim");
    const warned = page.waitForEvent("console", { predicate: (message) => message.type() === "warning" });
    const state = await page.evaluate(async () => {
      const push = window.pushBy("/js/worker.js");
      await push.enable();
      return push.get();
    });
    expect(state).toBe("on");
    expect(all.application.subscriptions).toHaveLength(1);
    expect((await warned).text()).toContain(`/js/worker.js is for ${all.application.url}/js/, and this page is elsewhere`);
  });

  it("say when the worker cannot be started", async () => {
    all.application.pages["/broken.js"] = {
      type: "text/javascript",
      body: 'addEventListener("install", (event) => event.waitUntil(Promise.reject()));',
    };
    const { page } = await pushed("lea");
    const failed = page.evaluate(() => window.pushBy("/broken.js").enable());
    await expect(failed).rejects.toThrow("The service worker could not be started.");
  });

  it("are told by a push while nobody looks, and go where it leads", async () => {
    const { device, page } = await pushed("ida");
    await page.evaluate(() => window.push.enable());
    expect(await page.evaluate(() => window.push.get())).toBe("on");
    expect(all.application.subscriptions).toEqual([
      { endpoint: "https://push.test/to/1", keys: { p256dh: "p", auth: "a" } },
    ]);

    const worker = device.serviceWorkers()[0] ?? (await device.waitForEvent("serviceworker"));
    const session = await device.newCDPSession(page);
    const registered = new Promise<string>((resolve) => {
      session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations: [first] }) => first && resolve(first.registrationId));
    });
    await session.send("ServiceWorker.enable");
    const registrationId = await registered;
    const push = (data: object) =>
      session.send("ServiceWorker.deliverPushMessage", {
        origin: all.application.url,
        registrationId,
        data: JSON.stringify(data),
      });
    const heard = page.evaluate(
      () => new Promise((resolve) => navigator.serviceWorker.addEventListener("message", ({ data }) => resolve(data))),
    );
    await push({ id: "n1", title: "One message", message: "<b>from Bob</b>", action_url: "/?user=ida&from-push" });
    await push({ id: "n1", title: "Two messages", action_url: "/?user=ida&from-push" });
    const shown = () =>
      page.evaluate(async () => {
        const registration = await navigator.serviceWorker.ready;
        return (await registration.getNotifications()).map(({ title, body, tag }) => ({ title, body, tag }));
      });
    await until(async () => (await shown())[0]?.title === "Two messages");
    expect(await shown()).toEqual([{ title: "Two messages", body: "", tag: "n1" }]);
    expect(await heard).toMatchObject({ type: "belfry-pushed", notification: { title: "One message" } });

    const click = (url: string) =>
      worker.evaluate(async (target) => {
        const scope = self as unknown as ServiceWorkerGlobalScope;
        const waits: Promise<unknown>[] = [];
        const [first] = await scope.registration.getNotifications();
        const event = new Event("notificationclick") as Event & Record<string, unknown>;
        event.notification = { data: { ...first?.data, action_url: target }, close: () => first?.close() };
        event.waitUntil = (promise: Promise<unknown>) => waits.push(promise);
        scope.dispatchEvent(event);
        await Promise.allSettled(waits);
      }, url);
    await click("https://elsewhere.test/");
    await page.waitForURL(`${all.application.url}/`);
    await click(`${all.application.url}/?user=ida&from-push`);
    await page.waitForURL(/from-push/);
    expect(await shown()).toEqual([]);
  });

  it("know that a session is over where they are led to a page to sign in at", async () => {
    const page = await all.open(await all.device(), "quin");
    all.application.pages["/login"] = { type: "text/html", body: "<h1>Please sign in</h1>" };
    all.application.signInAt = "/login";
    all.application.badTokens.add("quin");
    const statuses = await page.evaluate(async () => {
      const said = ["GET", "POST", "DELETE"].map((method) =>
        window.belfry.api.ask(method, "/notifications").catch(({ status }) => status),
      );
      return Promise.all(said);
    });
    expect(statuses).toEqual([401, 401, 401]);
  });

  it.each([
    ["light", "ltr"],
    ["dark", "rtl"],
  ] as const)("find nothing wrong for those who read otherwise: %s, %s", async (colorScheme, direction) => {
    const page = await all.open(await all.device({ colorScheme, reducedMotion: "reduce" }), "hal");
    await page.evaluate((dir) => (document.documentElement.dir = dir), direction);
    await all.application.notify("hal", "A title", { message: "And more", action_url: "/there" });
    await all.application.notify("hal", "Now!", { importance: "urgent" });
    await page.locator("belfry-toasts .toast").nth(1).waitFor();
    await page.locator("belfry-bell .bell").click();
    await page.evaluate(() => (window.belfry.echo as unknown as { disconnect(): void }).disconnect());
    await banner(page).waitFor();
    await page.evaluate(axe.source);
    const { violations, passes } = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run());
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`)).toEqual([]);
    expect(passes.length).toBeGreaterThan(15);
    const bell = (await page.locator("belfry-bell .panel").boundingBox())!;
    expect(bell.x).toBeGreaterThanOrEqual(0);
  });
});
