// The shell that our documentation shows, as its readers would run it.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";

const page = new URL("../docs/start/publish-with-curl.md", import.meta.url);
const run = promisify(execFile);

/** Publishes the page's greeting to its channel news; what curl prints comes back in stdout. */
export async function curlPublishes({ url }, { id, key, secret }) {
  const [, shell] = (await readFile(page, "utf8")).match(/```sh\n(.*?)```/s);
  // Its first line names the hub and the app, and ours are others.
  const [given, ...rest] = shell.split("\n");
  assert.match(given, /^HUB=\S+ APP_ID=\S+ APP_KEY=\S+ APP_SECRET=\S+$/);
  const env = { ...process.env, HUB: url, APP_ID: id, APP_KEY: key, APP_SECRET: secret };
  return run("sh", ["-eu", "-c", rest.join("\n")], { env });
}
