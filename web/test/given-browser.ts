// Pages in the system's Chromium, as an application serves them.

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { build } from "vite";
import { afterAll, afterEach, beforeAll } from "vitest";
import { givenBrowser } from "../../compat/given-browser.mjs";
import { givenOwnHub, type GivenOwnHub } from "./given-page.js";

function beside(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}

/** A script as Vite makes it for browsers. */
async function bundled(path: string): Promise<{ type: string; body: string }> {
  const output = await build({
    configFile: false,
    logLevel: "error",
    build: { write: false, lib: { entry: beside(path), formats: ["es"] } },
  });
  const [{ output: parts }] = output as unknown as [{ output: [{ code: string }] }];
  return { type: "text/javascript", body: parts[0].code };
}

export interface GivenBrowser extends GivenOwnHub {
  /** A device of somebody who is signed in. */
  device(options?: Parameters<Browser["newContext"]>[0]): Promise<BrowserContext>;
  /** A page of theirs, which may still be on its way to the hub. */
  load(device: BrowserContext, user: string): Promise<Page>;
  /** A page of theirs that hears what is new. */
  open(device: BrowserContext, user: string): Promise<Page>;
}

/** Starts a hub, an application with pages, and a browser for all tests of a file. */
export function givenPages(): GivenBrowser {
  const all = givenOwnHub() as GivenBrowser;
  const devices: BrowserContext[] = [];
  let browser: Browser;
  beforeAll(async () => {
    browser = await givenBrowser({ whole: true });
    all.application.pages["/"] = { type: "text/html", body: await readFile(beside("page/index.html")) };
    all.application.pages["/main.js"] = await bundled("page/main.ts");
    all.application.pages["/worker.js"] = await bundled("../src/worker/worker.ts");
  });
  afterEach(async () => {
    await Promise.all(devices.splice(0).map((device) => device.close()));
  });
  afterAll(() => browser?.close());
  all.device = async (options = {}) => {
    const device = await browser.newContext(options);
    devices.push(device);
    return device;
  };
  all.load = async (device, user) => {
    const page = await device.newPage();
    const { host, port, apps } = all.hub;
    await page.goto(`${all.application.url}/?user=${user}&key=${apps[0]!.key}&host=${host}&port=${port}`);
    return page;
  };
  all.open = async (device, user) => {
    const page = await all.load(device, user);
    await page.waitForFunction(() => {
      const { pusher } = window.belfry.echo.connector as { pusher: { allChannels(): { subscribed: boolean }[] } };
      const channels = pusher.allChannels();
      return channels.length === 2 && channels.every(({ subscribed }) => subscribed);
    });
    return page;
  };
  return all;
}
