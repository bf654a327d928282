// The page of tests in a browser: what an application has in its layout.

import Echo from "laravel-echo";
import Pusher from "pusher-js";
import { createBelfry, liveRefresh, push, type Belfry } from "../../src/index.js";
import { attempt, defineElements, say } from "../../src/elements/index.js";

declare global {
  interface Window {
    belfry: Belfry;
    refreshed: string[];
    push: ReturnType<typeof push>;
    /** Somebody else signs in, without loading the page anew. */
    signIn(user: string): void;
    say: typeof say;
    attempt: typeof attempt;
    pushBy(worker: string): ReturnType<typeof push>;
  }
}

const { user, key, host, port } = Object.fromEntries(new URLSearchParams(location.search)) as Record<string, string>;
document.cookie = `user=${user}`;
const client = new Pusher(key!, {
  cluster: "",
  wsHost: host!,
  wsPort: Number(port),
  forceTLS: false,
  enabledTransports: ["ws"],
  channelAuthorization: { endpoint: "/broadcasting/auth", transport: "ajax" },
});
const echo = new Echo({ broadcaster: "reverb", client } as never) as Echo<"reverb">;
window.belfry = createBelfry({ echo, userId: user! });
window.refreshed = [];
liveRefresh(window.belfry).on("bookings", () => window.refreshed.push("bookings"));
liveRefresh(window.belfry).on("children", () => window.refreshed.push("children"));
window.say = say;
window.attempt = attempt;
window.pushBy = (worker) => push(window.belfry, worker);
window.push = push(window.belfry, "/worker.js");
window.push.subscribe(() => {});
defineElements(window.belfry);
window.signIn = (other) => {
  document.cookie = `user=${other}`;
  window.belfry = createBelfry({ echo, userId: other });
  defineElements(window.belfry);
};
