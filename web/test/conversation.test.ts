import axe from "axe-core";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import type {} from "./page/main.js";
import { givenPages } from "./given-browser.js";
import { until } from "./given-page.js";

describe("a conversation on a page", () => {
  const all = givenPages();

  /** A page of a participant on which a conversation stands. */
  async function shown(user: string, id: string, options: Parameters<typeof all.device>[0] = {}): Promise<Page> {
    const page = await all.open(await all.device(options), user);
    await show(page, id);
    await page.waitForFunction((name) => {
      const { pusher } = window.belfry.echo.connector as { pusher: { channel(name: string): { subscribed: boolean } } };
      return pusher.channel(name)?.subscribed;
    }, `private-conversation.${id}`);
    return page;
  }

  function show(page: Page, id: string): Promise<void> {
    return page.evaluate((conversation) => {
      const element = document.querySelector("belfry-conversation") ?? document.createElement("belfry-conversation");
      element.conversationId = conversation;
      document.querySelector("main")!.append(element);
    }, id);
  }

  function field(page: Page) {
    return page.getByRole("textbox", { name: "Message", exact: true });
  }

  function said(page: Page, text: string) {
    return page.getByRole("log", { name: "Messages" }).locator("li:not(.outgoing)", { hasText: text });
  }

  async function writes(page: Page, text: string): Promise<void> {
    await field(page).fill(text);
    await page.getByRole("button", { name: "Send" }).click();
  }

  it("shows what is said, who is typing, and how far it has got", async () => {
    all.application.opens("a", "ann", "bob");
    const ann = await shown("ann", "a");
    await writes(ann, "Are you there?");
    await said(ann, "Are you there?").locator(".receipt.sent").waitFor();
    const bob = await shown("bob", "a");
    await said(bob, "Are you there?").locator(".sender", { hasText: "ann" }).waitFor();
    await said(ann, "Are you there?").locator(".receipt.read").waitFor();
    expect(await said(ann, "Are you there?").locator(".sender").textContent()).toBe("You");
    await field(bob).pressSequentially("Yes");
    await ann.getByText("bob is typing …").waitFor();
    await bob.keyboard.press("Enter");
    await said(ann, "Yes").waitFor();
    expect(await ann.getByText("is typing").count()).toBe(0);
    expect(await said(ann, "Yes").locator("time").getAttribute("datetime")).toMatch(/^\d{4}-/);
    expect(await field(bob).inputValue()).toBe("");
  });

  it("counts as read what is in sight, and nothing else", async () => {
    all.application.opens("sight", "cy", "di");
    await all.application.says("sight", "di", "Look");
    const page = await all.open(await all.device(), "cy");
    await page.evaluate(() => {
      const space = document.createElement("div");
      space.style.height = "3000px";
      document.querySelector("main")!.append(space);
    });
    await show(page, "sight");
    const readUpTo = () => all.application.conversations.get("sight").participants[0].read_up_to;
    await until(() => all.application.asked.includes("POST /chat/conversations/sight/delivered"));
    await said(page, "Look").waitFor();
    expect(readUpTo()).toBe(0);
    await page.locator("belfry-conversation").scrollIntoViewIfNeeded();
    await until(() => readUpTo() === 1);
  });

  it("says once what was read, though that fails", async () => {
    all.application.opens("fails", "cy", "di");
    const reads = () => all.application.asked.filter((asked) => asked === "POST /chat/conversations/fails/read").length;
    all.application.failing.add("POST /chat/conversations/fails/read");
    await all.application.says("fails", "di", "One");
    const page = await shown("cy", "fails");
    await until(() => reads() === 1);
    await writes(page, "Two");
    await said(page, "Two").waitFor();
    await until(() => reads() === 2);
    await writes(page, "Three");
    await said(page, "Three").waitFor();
    await until(() => reads() >= 3);
    expect(reads()).toBe(3);
  });

  it("keeps what could not be sent, and sends it once when somebody tries again", async () => {
    all.application.opens("b", "eli", "flo");
    const page = await shown("eli", "b");
    all.application.failing.add("POST /chat/conversations/b/messages");
    await writes(page, "Not lost");
    const failed = page.locator("li.outgoing", { hasText: "Not lost" });
    await failed.getByText("not sent").waitFor();
    all.application.failing.clear();
    await failed.getByRole("button", { name: "Try again" }).click();
    await said(page, "Not lost").waitFor();
    expect(await failed.count()).toBe(0);
    expect(all.application.conversations.get("b").messages.map(({ body }: { body: string }) => body)).toEqual(["Not lost"]);
  });

  it("fetches older messages, and leaves whoever reads where they are", async () => {
    all.application.opens("c", "gil", "hue");
    for (let number = 1; number <= 60; number++) {
      await all.application.says("c", "hue", `Message ${number}.`);
    }
    const page = await shown("gil", "c");
    const log = page.getByRole("log", { name: "Messages" });
    await said(page, "Message 60.").waitFor();
    expect(await log.evaluate((at) => at.scrollHeight - at.scrollTop - at.clientHeight)).toBeLessThan(2);
    await log.evaluate((at) => (at.scrollTop = 0));
    const place = () => said(page, "Message 11.").evaluate((at) => Math.round(at.getBoundingClientRect().top));
    const before = await place();
    await page.getByRole("button", { name: "Show older ones" }).focus();
    await page.keyboard.press("Enter");
    await said(page, "Message 10.").waitFor();
    await page.getByRole("button", { name: "Show older ones" }).waitFor({ state: "hidden" });
    const button = 40;
    expect(Math.abs((await place()) - before)).toBeLessThan(button);
    expect(await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.className)).toBe("log");
    await all.application.says("c", "hue", "Message 61.");
    await said(page, "Message 61.").waitFor();
    expect(Math.abs((await place()) - before)).toBeLessThan(button);
  });

  it("says that older messages could not be had", async () => {
    all.application.opens("older", "gil", "hue");
    for (let number = 1; number <= 51; number++) {
      await all.application.says("older", "hue", `Message ${number}.`);
    }
    const page = await shown("gil", "older");
    all.application.failing.add("GET /chat/conversations/older/messages");
    await page.getByRole("button", { name: "Show older ones" }).click();
    await page.getByRole("alert").filter({ hasText: "That did not work." }).waitFor();
    all.application.failing.clear();
    await page.getByRole("button", { name: "Show older ones" }).click();
    await said(page, "Message 1.").waitFor();
    expect(await page.getByRole("alert").filter({ hasText: "That did not work." }).count()).toBe(0);
  });

  it("is written in with the keyboard: Enter sends, with Shift it begins a line", async () => {
    all.application.opens("d", "ivo", "jan");
    const page = await shown("ivo", "d");
    await page.locator("belfry-conversation").evaluate((element: HTMLElement) => element.focus());
    await page.keyboard.type("One");
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.type("Two");
    // As when a word of Japanese is chosen.
    await field(page).dispatchEvent("keydown", { key: "Enter", isComposing: true });
    expect(await field(page).inputValue()).toBe("One\nTwo");
    await page.keyboard.press("Enter");
    await said(page, "One").waitFor();
    expect(all.application.conversations.get("d").messages[0].body).toBe("One\nTwo");
    await page.keyboard.type("  ");
    await page.keyboard.press("Enter");
    expect(await page.getByRole("button", { name: "Send" }).isDisabled()).toBe(true);
    expect(await page.locator("belfry-conversation li").count()).toBe(1);
  });

  it("shows what is said as text, and what was taken back no longer", async () => {
    all.application.opens("e", "kai", "lea");
    const page = await shown("kai", "e");
    const message = await all.application.says("e", "lea", "<img src=x onerror=document.title=1>");
    await said(page, "<img src=x").waitFor();
    expect(await page.locator("belfry-conversation img").count()).toBe(0);
    const taken = { ...message, body: "", deleted: true };
    await all.application.publish("private-conversation.e", "message-deleted", { conversation_id: "e", data: taken });
    await said(page, "taken back").waitFor();
    expect(await said(page, "<img").count()).toBe(0);
  });

  it("is another one when it is told so, or somebody else signs in, with nothing of the last", async () => {
    all.application.opens("f", "mo", "nan");
    all.application.opens("g", "mo", "nan");
    await all.application.says("f", "nan", "In the first");
    await all.application.says("g", "nan", "In the second");
    const page = await shown("mo", "f");
    await said(page, "In the first").waitFor();
    await field(page).fill("Half");
    await show(page, "g");
    await said(page, "In the second").waitFor();
    expect(await said(page, "In the first").count()).toBe(0);
    expect(await field(page).inputValue()).toBe("");
    await field(page).fill("Of mo");
    await page.evaluate(() => window.signIn("nan"));
    await said(page, "In the second").locator(".sender", { hasText: "You" }).waitFor();
    expect(await field(page).inputValue()).toBe("");
  });

  it("keeps what was typed when it stands elsewhere on the page", async () => {
    all.application.opens("moved", "mo", "nan");
    const page = await shown("mo", "moved");
    await field(page).fill("Half");
    await page.evaluate(() => document.body.prepend(document.querySelector("belfry-conversation")!));
    expect(await field(page).inputValue()).toBe("Half");
  });

  it("says when it is not for this user", async () => {
    all.application.opens("h", "ola", "pia");
    const page = await all.open(await all.device(), "quin");
    await show(page, "h");
    await page.getByRole("alert").filter({ hasText: "This conversation cannot be shown now." }).waitFor();
  });

  it("speaks the language around it", async () => {
    all.application.opens("i", "rob", "sia");
    const page = await all.open(await all.device(), "rob");
    await page.evaluate(() => (document.documentElement.lang = "nl"));
    await show(page, "i");
    await page.getByRole("textbox", { name: "Bericht" }).fill("Hoi");
    await page.getByRole("button", { name: "Versturen" }).click();
    await page.locator(".receipt", { hasText: "verstuurd" }).waitFor();
  });

  it.each([
    ["light", "ltr"],
    ["dark", "rtl"],
  ] as const)("has nothing wrong for those who read otherwise: %s, %s", async (colorScheme, direction) => {
    const id = `axe-${colorScheme}`;
    all.application.opens(id, "tia", "udo");
    await all.application.says(id, "udo", "From another");
    const page = await shown("tia", id, { colorScheme, reducedMotion: "reduce" });
    await page.evaluate((dir) => (document.documentElement.dir = dir), direction);
    await writes(page, "Of my own");
    await said(page, "Of my own").waitFor();
    all.application.failing.add(`POST /chat/conversations/${id}/messages`);
    await writes(page, "Not sent");
    await page.getByText("not sent", { exact: true }).waitFor();
    all.application.failing.clear();
    await page.evaluate(axe.source);
    const { violations, passes } = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run());
    expect(violations.map(({ id: rule, nodes }) => `${rule}: ${nodes.map(({ html }) => html).join()}`)).toEqual([]);
    expect(passes.length).toBeGreaterThan(15);
  });
});
