// A hub for tests: a real one, started as its users start it, with settings of its own.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { chown, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

/** BELFRY names another one to test, for example a packaged Belfry. */
const belfry = process.env.BELFRY ?? fileURLToPath(new URL("../belfry", import.meta.url));

/** Long, because the first start in a fresh checkout builds the program. */
const START_PATIENCE = 300_000;
const STOP_PATIENCE = 20_000;

/** An app that everybody may use, and one with limits. */
export const APPS = [
  { id: "153066", key: "app-key", secret: "app-secret", activity_timeout: 30, ping_interval: 60 },
  {
    id: "153070",
    key: "k2",
    secret: "s2",
    allowed_origins: ["example.test", "*.belfry.test"],
    max_connections: 2,
    max_message_size: 10000,
    accept_client_events_from: "members",
    rate_limiting: {
      enabled: true,
      max_attempts: 5,
      decay_seconds: 60,
      terminate_on_limit: false,
    },
  },
];

/**
 * Starts a hub on loopback. Settings are those of belfry.yml; port chooses one, else it is free.
 * What comes back is { host, port, url, apps, log, stop, drain, kill }, where log() is all that the hub
 * has printed, stop() ends it as its operator would, and answers the exit code, drain() begins with that, and kill()
 * ends it as a crash would. Another command than
 * the usual one may start it, as another user.
 */
export async function givenHub({ settings = {}, port, env = {}, command = [belfry], uid } = {}) {
  for (let attempt = 1; ; attempt++) {
    const hub = await start(settings, port ?? (await freePort()), env, command, uid);
    if (hub.port) {
      return hub;
    }
    // Somebody else may have taken the port between our asking and the hub's start.
    if (port || !/ is taken/.test(hub.log) || attempt === 5) {
      throw new Error(`the hub ended with ${hub.exitCode}:\n${hub.log}`);
    }
  }
}

/** Settings with some of them changed, as deep as objects go; lists are replaced. */
function merged(base, changes) {
  const both = { ...base };
  for (const [name, value] of Object.entries(changes)) {
    const isObject = value && typeof value === "object" && !Array.isArray(value);
    both[name] = isObject ? merged(base[name] ?? {}, value) : value;
  }
  return both;
}

async function start(changes, port, env, [program, ...before], uid) {
  const settings = merged({ mode: "development", server: { host: "127.0.0.1" }, apps: APPS }, changes);
  const folder = await mkdtemp(join(tmpdir(), "belfry-"));
  const file = join(folder, "belfry.yml");
  // Every JSON text is YAML.
  await writeFile(file, JSON.stringify(settings, null, 2), { mode: 0o600 });

  if (uid !== undefined) {
    await Promise.all([folder, file].map((path) => chown(path, uid, uid)));
  }

  let log = "";
  const process_ = spawn(program, [...before, "start", "--config", file, "--port", String(port)], {
    cwd: folder,
    uid,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const stream of [process_.stdout, process_.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => (log += text));
  }
  const ended = once(process_, "exit").then(async ([code, signal]) => {
    process.off("exit", kill);
    log += await reportOfCrash(folder);
    await rm(folder, { recursive: true, force: true });
    return code ?? signal;
  });
  const kill = () => process_.kill("SIGKILL");
  process.on("exit", kill);

  const { host } = settings.server;
  const url = `http://${host}:${port}${settings.server.path ?? ""}`;
  const exitCode = await Promise.race([ended, isUp(`${url}/up`)]);
  if (exitCode !== undefined) {
    return { exitCode, log };
  }
  const drain = () => process_.kill("SIGTERM");
  const stop = async () => {
    drain();
    const late = setTimeout(kill, STOP_PATIENCE);
    const code = await ended;
    clearTimeout(late);
    return code;
  };
  const cut = async () => {
    kill();
    await ended;
  };
  return { host, port, url, apps: settings.apps, log: () => log, stop, drain, kill: cut };
}

/** The beginning of what the JVM writes into its folder when it crashes; nothing when it did not. */
async function reportOfCrash(folder) {
  const name = (await readdir(folder)).find((file) => file.startsWith("hs_err"));
  return name ? (await readFile(join(folder, name), "utf8")).slice(0, 8_000) : "";
}

/** Waits until something answers there, with the given status. */
export async function isUp(url, status = 200) {
  const deadline = Date.now() + START_PATIENCE;
  while (Date.now() < deadline) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.status === status) {
      return;
    }
    await pause(50);
  }
  throw new Error(`nothing answers at ${url}`);
}

/** A port that nobody listens at; somebody else may take it any time. */
export async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}
