// The connection to the hub: Echo, set up as its documentation says, with what stands in the page's head.

import Echo from "/scripts/laravel-echo/dist/echo.js";
import { createBelfry } from "/scripts/belfry/dist/index.js";

/** What the head of the page says under a name. */
export function meta(name) {
  return document.querySelector(`meta[name="${name}"]`)?.content;
}

export const echo = new Echo({
  broadcaster: "reverb",
  key: meta("live-key"),
  wsHost: meta("live-host") ?? location.hostname,
  wsPort: meta("live-port") ?? 80,
  wssPort: meta("live-port") ?? 443,
  forceTLS: meta("live-scheme") === "https",
  enabledTransports: ["ws", "wss"],
});

/** What pages share above it; the token is another one whenever somebody has signed in anew. */
export const belfry = createBelfry({
  echo,
  userId: meta("user-login"),
  authEndpoint: "/broadcasting/auth",
  headers: () => ({ "X-CSRF-TOKEN": meta("csrf-token") }),
});
