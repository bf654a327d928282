import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";

/** What the pages ask of the application, which runs beside `npm run dev`. */
const ASKED = ["/api", "/broadcasting", "/notifications", "/chat", "/activity"];
const APPLICATION = "http://localhost:8400";

export default defineConfig({
  plugins: [vue({ template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith("belfry-") } } })],
  // The editor is most of it, and is loaded with the lesson.
  build: { outDir: "../target/classes/static", emptyOutDir: true, chunkSizeWarningLimit: 900 },
  server: { proxy: Object.fromEntries(ASKED.map((path) => [path, APPLICATION])) },
});
