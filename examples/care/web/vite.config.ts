import { defineConfig } from "vite";

// `npm run dev` serves the pages with the application behind them: ./belfry example care
export default defineConfig({
  build: { outDir: "../target/classes/static", emptyOutDir: true },
  server: { proxy: { "/api": "http://localhost:8200" } },
});
