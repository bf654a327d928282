import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";

/** What the pages ask of the application, which runs beside `npm run dev`. */
const ASKED = ["/api", "/broadcasting", "/notifications", "/live-refresh", "/chat", "/realtime"];
const APPLICATION = "http://localhost:8300";

export default defineConfig({
  plugins: [vue({ template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith("belfry-") } } })],
  build: { outDir: "../target/classes/static", emptyOutDir: true },
  server: { proxy: Object.fromEntries(ASKED.map((path) => [path, APPLICATION])) },
});
