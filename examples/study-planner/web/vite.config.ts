import { defineConfig } from "vite";

// `npm run dev` serves the pages, for an application that expects them there:
// ./belfry example study-planner --study-planner.dashboard.url=http://localhost:5173
export default defineConfig({
  build: { outDir: "../target/classes/static", emptyOutDir: true },
  server: { proxy: { "/config.json": "http://localhost:8100" } },
});
