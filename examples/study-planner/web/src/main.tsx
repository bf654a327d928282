import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App";
import "./study-planner.css";

// A page that is older than what is served now asks for scripts that are gone.
addEventListener("vite:preloadError", () => location.reload());

createRoot(document.getElementById("page")!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
