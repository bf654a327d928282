// The system's Chromium, driven by Playwright.

import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/**
 * Starts a browser. CHROMIUM names another one than the system's. Names of hosts that map to
 * loopback can be given, as a DNS server would.
 */
export function givenBrowser({ localNames = [] } = {}) {
  const executablePath = process.env.CHROMIUM ?? PLACES.find((place) => existsSync(place));
  if (!executablePath) {
    throw new Error(`no browser: install chromium, or set CHROMIUM (looked at ${PLACES})`);
  }
  const args = localNames.map((name) => `--host-resolver-rules=MAP ${name} 127.0.0.1`);
  // Chromium refuses its sandbox to root, who runs tests in containers.
  return chromium.launch({ executablePath, args, chromiumSandbox: process.getuid?.() !== 0 });
}
