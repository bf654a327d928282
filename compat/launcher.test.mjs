// The launcher: what it chooses for the JVM, and the cache that makes later starts fast.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { once } from "node:events";
import { chmod, cp, mkdir, mkdtemp, readFile, rm, stat, truncate, utimes, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { givenHub } from "./given-hub.mjs";

const checkout = fileURLToPath(new URL("..", import.meta.url));
const NOBODY = 65_534;
const PREPARING = /Preparing fast starts/;

/** A checkout with a built program and nothing else, so that its cache is its own. */
let home;
let belfry;
let cache;

before(async () => {
  // Builds what is missing.
  await (await givenHub({ command: [join(checkout, "belfry")] })).stop();
  home = await mkdtemp(join(tmpdir(), "belfry-checkout-"));
  await chmod(home, 0o755);
  await mkdir(join(home, "cli", "src", "main"), { recursive: true });
  await writeFile(join(home, "pom.xml"), "");
  await writeFile(join(home, "cli", "pom.xml"), "");
  for (const part of ["belfry", "build", "cli/target/belfry-cli.jar", "cli/target/lib"]) {
    await cp(join(checkout, part), join(home, part), { recursive: true });
  }
  belfry = join(home, "belfry");
  cache = join(home, "cli", "target", "belfry.aot");
});

after(() => rm(home, { recursive: true, force: true }));

/** Starts and stops a hub; what it said. */
async function saidBy(options) {
  const hub = await givenHub({ command: [belfry], ...options });
  const code = await hub.stop();
  assert.equal(code, 0, `the hub ended with ${code}:\n${hub.log()}`);
  return hub.log();
}

test("who may not write beside the program starts without a cache and is told nothing", async () => {
  const isRoot = process.getuid() === 0;
  await chmod(dirname(cache), 0o555);
  try {
    const said = await saidBy({ uid: isRoot ? NOBODY : undefined });
    assert.doesNotMatch(said, PREPARING);
    await assert.rejects(stat(cache));
  } finally {
    await chmod(dirname(cache), 0o755);
  }
});

test("the cache is made once, and anew when it was cut off", async (t) => {
  const { stdout: version } = await promisify(execFile)(belfry, ["--version"]);
  if (Number(/Java (\d+)/.exec(version)[1]) < 25) {
    t.skip("needs JDK 25 or newer");
    return;
  }
  assert.match(await saidBy(), PREPARING);
  const { size } = await stat(cache);
  assert.doesNotMatch(await saidBy(), PREPARING);

  await truncate(cache, size / 2);

  assert.match(await saidBy(), PREPARING);
  const said = await saidBy({ env: { BELFRY_JAVA_OPTS: "-XX:+PrintFlagsFinal" } });
  assert.doesNotMatch(said, PREPARING);
  assert.match(said, /AOTCache += .*belfry\.aot/);
  assert.match(said, /AOTAdapterCaching += false/, "no machine code, which may be another processor's");
});

test("an example is built once after a change that leaves its jar as it was", async () => {
  const example = join(home, "examples", "tiny");
  const jar = join(example, "target", "belfry-example-tiny.jar");
  const programs = join(home, "programs");
  for (const folder of [dirname(jar), programs, join(home, "web", "src")]) {
    await mkdir(folder, { recursive: true });
  }
  await writeFile(join(home, "examples", "package-lock.json"), "");
  await cp(join(home, "cli", "target", "belfry-cli.jar"), jar);
  await utimes(jar, 0, 0);
  await writeFile(join(example, "pom.xml"), "");
  await writeFile(join(programs, "mvn"), "#!/bin/sh\n", { mode: 0o755 });
  const env = { ...process.env, PATH: `${programs}:${process.env.PATH}` };
  // That jar has no main class: it ends at once.
  const said = async () => (await promisify(execFile)(belfry, ["example", "tiny"], { env }).catch((e) => e)).stderr;
  assert.match(await said(), /Building the example once/);
  assert.doesNotMatch(await said(), /Building/);
  // What a hub leaves beside the file of the example that it was started with.
  await mkdir(join(example, ".belfry"));
  await writeFile(join(example, ".belfry", "app.env"), "");
  assert.doesNotMatch(await said(), /Building/);
});

test("several that are started at once build once", async (t) => {
  const programs = join(home, "slow-programs");
  const [builds, waiting, go] = ["builds", "waiting", "go"].map((each) => join(programs, each));
  await mkdir(programs);
  const fakes = {
    // Builds until it is told to end.
    mvn: `echo begun >> ${builds}; until [ -e ${go} ]; do sleep 0.1; done; touch ${join(home, "cli/target/belfry-cli.jar")}`,
    // Tells when it would have to wait.
    flock: `${await whereIs("flock")} -n "$@" || { touch ${waiting}; ${await whereIs("flock")} "$@"; }`,
  };
  for (const [name, does] of Object.entries(fakes)) {
    await writeFile(join(programs, name), `#!/bin/sh\n${does}\n`, { mode: 0o755 });
  }
  t.after(() => writeFile(go, ""));
  await writeFile(join(home, "pom.xml"), "");
  const env = { ...process.env, PATH: `${programs}:${process.env.PATH}` };

  const both = [1, 2].map(() => promisify(execFile)(belfry, ["--version"], { env }));
  let ended = false;
  void Promise.allSettled(both).then(() => (ended = true));
  while (!ended && !(await exists(waiting)) && (await linesOf(builds)) < 2) {
    await new Promise(setImmediate);
  }
  await writeFile(go, "");

  const said = (await Promise.all(both)).map(({ stderr }) => stderr).join("");
  assert.equal(said, "Building Belfry once; this takes a minute ...\n");
  assert.equal(await linesOf(builds), 1);
});

async function whereIs(program) {
  return (await promisify(execFile)("sh", ["-c", `command -v ${program}`])).stdout.trim();
}

async function exists(file) {
  return stat(file).then(() => true, () => false);
}

async function linesOf(file) {
  return readFile(file, "utf8").then((text) => text.split("\n").length - 1, () => 0);
}

test("an example whose port is taken says so in a sentence, before it builds anything", async (t) => {
  const taken = createServer().listen(0);
  t.after(() => taken.close());
  await once(taken, "listening");
  const { port } = taken.address();
  const settings = join(home, "examples", "taken", "src", "main", "resources");
  await mkdir(settings, { recursive: true });
  await writeFile(join(home, "examples", "taken", "pom.xml"), "");
  await writeFile(join(settings, "application.yml"), `server:\n  # A port.\n  port: ${port}\nother.port: 1\n`);
  const { code, stderr } = await promisify(execFile)(belfry, ["example", "taken"]).catch((e) => e);
  assert.equal(code, 1);
  assert.match(stderr, new RegExp(`^Port ${port} is taken, perhaps by this example\\. End .* --taken\\.data=FILE\n$`));
  await writeFile(join(settings, "application.yml"), "server.port: 1\n");
  const options = [`--belfry.hub.port=1`, `--server.port=${port}`];
  const other = await promisify(execFile)(belfry, ["example", "taken", ...options]).catch((e) => e);
  assert.match(other.stderr, new RegExp(`^Port ${port} is taken`));
});

test("on one processor it is SerialGC, and who names another collector gets that", async () => {
  const onOne = ["taskset", "-c", "0", belfry];
  const env = { BELFRY_JAVA_OPTS: "-Xlog:gc:stdout" };
  assert.match(await saidBy({ command: onOne, env }), /Using Serial/);

  env.BELFRY_JAVA_OPTS += " -XX:+UseG1GC";
  assert.match(await saidBy({ command: onOne, env }), /Using G1/);
});

test("who names a heap smaller than the usual one gets that, and no complaint of the JVM", async () => {
  for (const BELFRY_JAVA_OPTS of ["-Xmx16m", "-XX:MaxRAMPercentage=1", "-XX:MaxHeapSize=16384k"]) {
    const said = await saidBy({ env: { BELFRY_JAVA_OPTS } });
    assert.match(said, / listening /);
    assert.doesNotMatch(said, /error|warning/i);
  }
});

test("under ZGC, which cannot take the cache, the JVM does not complain of it", async () => {
  const said = await saidBy({ env: { BELFRY_JAVA_OPTS: "-XX:+UseZGC" } });
  assert.match(said, / listening /);
  assert.doesNotMatch(said, /\[aot/);
  assert.doesNotMatch(said, PREPARING);
});

/** What starts the program with a limit of open files: "-n 40", or "-S -n 40" for the soft one. */
function withFiles(limit, ...command) {
  return ["sh", "-c", `ulimit ${limit} && exec "$@"`, "sh", ...command];
}

test("who may open too few files reads how many it takes and where to raise them", async () => {
  const onOneProcessor = ["taskset", "-c", "0", belfry];
  for (const command of [["start"], ["bench", "publish"]]) {
    const [shell, ...rest] = withFiles("-n 71", ...onOneProcessor, ...command);
    const { code, stdout, stderr } = await promisify(execFile)(shell, rest).catch((e) => e);
    assert.equal(
      stderr,
      "Belfry needs to open 72 files at least, and one for each connection, and may open 71:" +
        " raise the limit where it was lowered, with ulimit -n in a shell, LimitNOFILE= of a" +
        " service, or /etc/security/limits.conf for a user.\n",
    );
    assert.equal(stdout, "");
    assert.equal(code, 2);
  }
});

test("as many files as it asks for are enough, and a soft limit is no limit", async () => {
  const onOneProcessor = ["taskset", "-c", "0", belfry];
  for (const limit of ["-n 72", "-S -n 40"]) {
    assert.match(await saidBy({ command: withFiles(limit, ...onOneProcessor) }), / listening /);
  }
});
