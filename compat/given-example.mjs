// An example application, started as its users start it, with data and ports of its own.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort, isUp } from "./given-hub.mjs";

const belfry = fileURLToPath(new URL("../belfry", import.meta.url));

/** A JVM that lives for a minute only wastes time on code that is optimised to the last. */
const SHORT_LIFE = "-XX:TieredStopAtLevel=1";

/**
 * Starts one. Options are those of the application, such as "--belfry.driver=null". What comes back is { url, log,
 * says, stop }, where log() is all that it has printed, and says(pattern) waits until that matches.
 */
export async function givenExample(name, options = []) {
  const folder = await mkdtemp(join(tmpdir(), `belfry-${name}-`));
  const port = await freePort();
  const hubPort = await freePort();
  let log = "";
  const program = spawn(
    belfry,
    [
      "example",
      name,
      `--server.port=${port}`,
      `--belfry.hub.port=${hubPort}`,
      "--belfry.hub.grace=1s",
      `--${name}.data=${join(folder, "data")}`,
      ...options,
    ],
    { stdio: ["ignore", "pipe", "pipe"], env: { BELFRY_JAVA_OPTS: SHORT_LIFE, ...process.env } },
  );
  for (const stream of [program.stdout, program.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => (log += text));
  }
  const kill = () => program.kill("SIGKILL");
  process.on("exit", kill);
  const ended = once(program, "close").then(async ([code, signal]) => {
    process.off("exit", kill);
    await rm(folder, { recursive: true, force: true });
    return code ?? signal;
  });
  const url = `http://localhost:${port}`;
  // An application without its hub is ready, and not in good health.
  const up = Promise.any(["", "/readiness"].map((part) => isUp(`${url}/actuator/health${part}`)));
  const exitCode = await Promise.race([ended, up]);
  if (exitCode !== undefined) {
    throw new Error(`the ${name} example ended with ${exitCode}:\n${log}`);
  }
  const says = async (pattern) => {
    while (!pattern.test(log)) {
      await Promise.race([once(program.stdout, "data"), ended.then(() => assert.match(log, pattern))]);
    }
  };
  const stop = async () => {
    program.kill("SIGTERM");
    return ended;
  };
  return { url, log: () => log, says, stop };
}

/** The page and a script of it: browsers keep both, and ask each time whether they are still the ones. */
export async function isKeptByBrowsers({ url }) {
  const [script] = /\/assets\/[^"]+\.js/.exec(await (await fetch(url)).text());
  for (const path of ["/", script]) {
    const { headers } = await fetch(url + path);
    assert.equal(headers.get("cache-control"), "no-cache", path);
    const again = await fetch(url + path, { headers: { "if-modified-since": headers.get("last-modified") } });
    assert.equal(again.status, 304, path);
  }
  const missing = await fetch(`${url}/assets/missing.js`);
  assert.equal(missing.headers.get("last-modified"), null);
}
