// Proxies before hubs, with the very configurations that our documentation shows.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, isUp } from "./given-hub.mjs";

/** What our documentation shows, with the port of the proxy and a line for each of the hubs. */
async function shown(name, hubs, listen) {
  const text = await readFile(new URL(`../docs/operate/${name}`, import.meta.url), "utf8");
  const line = text.split("\n").find((each) => each.includes("127.0.0.1:8080"));
  assert.ok(line && text.includes(listen), `${name} names other ports`);
  const port = await freePort();
  const nodes = hubs.map((hub, number) =>
    line.replace("127.0.0.1:8080", `127.0.0.1:${hub.port}`).replace("node1", `node${number + 1}`),
  );
  const changed = text
    .replace(line, nodes.join("\n"))
    .replace(listen, listen.replace(/:?8000/, `127.0.0.1:${port}`));
  return { port, text: changed };
}

/** Starts a program that ends with its tests. */
async function started(program, args, { port, folder }) {
  const process_ = spawn(program, args, { stdio: ["ignore", "ignore", "inherit"] });
  const ended = once(process_, "exit");
  const kill = () => process_.kill("SIGTERM");
  process.on("exit", kill);
  const early = ended.then(() => assert.fail(`${program} ended at once; see its complaint above`));
  await Promise.race([early, isUp(`http://127.0.0.1:${port}/apps/none`, 404)]);

  const stop = async () => {
    early.catch(() => {});
    kill();
    await ended;
    process.off("exit", kill);
    await rm(folder, { recursive: true, force: true });
  };
  return { host: "127.0.0.1", port, stop };
}

/** An nginx whose configuration is ours, but for its ports and what change makes of it. */
export async function givenNginx(hubs, change = (conf) => conf) {
  const { port, text } = await shown("nginx.conf", hubs, "listen 8000");
  const folder = await mkdtemp(join(tmpdir(), "belfry-nginx-"));
  const file = join(folder, "nginx.conf");
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (kind) => `${kind}_temp_path ${folder}/${kind};`,
  );
  await writeFile(
    file,
    `daemon off; pid ${folder}/pid; error_log stderr;
     events {}
     http { access_log off; ${temporary.join(" ")} ${change(text)} }`,
  );
  return started(process.env.NGINX ?? "/usr/sbin/nginx", ["-c", file, "-e", "stderr"], { port, folder });
}

/** A HAProxy whose configuration is ours, but for its ports. */
export async function givenHaproxy(hubs) {
  const { port, text } = await shown("haproxy.cfg", hubs, "bind :8000");
  const folder = await mkdtemp(join(tmpdir(), "belfry-haproxy-"));
  const file = join(folder, "haproxy.cfg");
  await writeFile(file, text);
  return started(process.env.HAPROXY ?? "/usr/sbin/haproxy", ["-db", "-f", file], { port, folder });
}
