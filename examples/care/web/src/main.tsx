import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App";
import "./care.css";

// A page that is older than what the application serves now asks for scripts that are gone.
addEventListener("vite:preloadError", () => location.reload());

createRoot(document.getElementById("page")!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
