// A real Redis, or what REDIS_SERVER names, on a port of its own, which keeps nothing.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "./given-hub.mjs";

export async function givenRedis() {
  const folder = await mkdtemp(join(tmpdir(), "belfry-redis-"));
  const port = await freePort();
  const options = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder];
  const redis = spawn(process.env.REDIS_SERVER ?? "redis-server", options, { stdio: "ignore" });
  const ended = once(redis, "exit");
  const kill = () => redis.kill("SIGKILL");
  process.on("exit", kill);
  for (let isThere = false; !isThere; ) {
    const socket = connect(port, "127.0.0.1");
    isThere = await Promise.race([once(socket, "connect").then(() => true), once(socket, "error").then(() => false)]).catch(() => false);
    socket.destroy();
    await pause(isThere ? 0 : 20);
  }
  const stop = async () => {
    redis.kill();
    await ended;
    process.off("exit", kill);
    await rm(folder, { recursive: true, force: true });
  };
  return { url: `redis://127.0.0.1:${port}`, stop };
}
