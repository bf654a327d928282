// The system's Chromium, driven by Playwright.

import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const WHOLE = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The same pages for half the time of the processor, by a program that has no windows. */
const SHELL = "/usr/bin/chromium-headless-shell";

/**
 * Starts a browser. CHROMIUM names another one than the system's. Names of hosts that map to
 * loopback can be given, as a DNS server would, and more words for its command line. Notifications,
 * push messages and shared screens are only in the whole browser.
 */
export function givenBrowser({ localNames = [], more = [], whole = false } = {}) {
  const places = whole ? WHOLE : [SHELL, ...WHOLE];
  const executablePath = process.env.CHROMIUM ?? places.find((place) => existsSync(place));
  if (!executablePath) {
    throw new Error(`no browser: install chromium, or set CHROMIUM (looked at ${places})`);
  }
  const args = [...localNames.map((name) => `--host-resolver-rules=MAP ${name} 127.0.0.1`), ...more];
  // Chromium refuses its sandbox to root, who runs tests in containers.
  return chromium.launch({ executablePath, args, chromiumSandbox: process.getuid?.() !== 0 });
}
