// The connection to the hub: Echo, set up as its documentation says, with what stands in the page's head.

import Echo from "/scripts/laravel-echo/dist/echo.js";
import { createBelfry, hubOptions } from "/scripts/belfry/dist/index.js";

/** What the head of the page says under a name. */
export function meta(name) {
  return document.querySelector(`meta[name="${name}"]`)?.content;
}

const live = {
  key: meta("live-key"),
  host: meta("live-host") ?? null,
  port: Number(meta("live-port")),
  secure: meta("live-secure") === "true",
  path: meta("live-path"),
};

export const echo = new Echo({ broadcaster: "reverb", ...hubOptions(live) });

/** What pages share above it; the token is another one whenever somebody has signed in anew. */
export const belfry = createBelfry({
  echo,
  userId: meta("user-login"),
  authEndpoint: "/broadcasting/auth",
  headers: () => ({ "X-CSRF-TOKEN": meta("csrf-token") }),
});
