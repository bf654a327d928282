import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App";
import "./study-planner.css";
import { followPages } from "belfry/page";

createRoot(document.getElementById("page")!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
followPages();
