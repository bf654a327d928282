// What each door of the package weighs in a page that uses all of it: minified, and compressed as servers do. It fails
// where one is over its limit, so that nobody's page grows unnoticed.

import { gzipSync } from "node:zlib";
import { fileURLToPath } from "node:url";
import { build } from "vite";

/** In bytes, compressed. */
const LIMITS = {
  "index.ts": 12_000,
  "react/index.ts": 12_000,
  "vue/index.ts": 12_000,
  // With all of chat in it, for the conversation.
  "elements/index.ts": 14_500,
  "page/index.ts": 1_500,
  "worker/worker.ts": 1_500,
};

let isTooLarge = false;
for (const [door, limit] of Object.entries(LIMITS)) {
  const [{ output }] = await build({
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      minify: true,
      rollupOptions: { external: ["react", "vue"] },
      lib: { entry: fileURLToPath(new URL(`src/${door}`, import.meta.url)), formats: ["es"] },
    },
  });
  const code = output[0].code;
  const compressed = gzipSync(code, { level: 9 }).length;
  isTooLarge ||= compressed > limit;
  console.log(`${door.padEnd(20)} ${String(code.length).padStart(7)} bytes, ${String(compressed).padStart(6)} compressed, at most ${limit}`);
}
process.exitCode = isTooLarge ? 1 : 0;
