// The connection: pusher-js and Echo as their documentation says, and what the school has told Belfry.

import { createBelfry, hubOptions, type Belfry, type LiveAddress } from "belfry";
import Echo from "laravel-echo";
import Pusher from "pusher-js";
import { askWhoIsThere, type Session } from "./session";

/** For an Echo that is never connected. */
const NOWHERE: LiveAddress = { key: "none", host: null, port: 80, secure: false, path: "" };

let echo: Echo<"reverb"> | undefined;

/** Echo of this page, for what members of a class send each other. */
export function echoOfPage(): Echo<"reverb"> {
  if (!echo) {
    throw new Error("nobody has signed in");
  }
  return echo;
}

export function connect({ user, live }: Session): Belfry {
  echo = new Echo({ broadcaster: "reverb", Pusher, ...hubOptions(live ?? NOWHERE) });
  if (!live) {
    echo.disconnect();
  }
  return createBelfry({
    echo,
    userId: user.id,
    authEndpoint: "/broadcasting/auth",
    channels: { notifications: "user.{user}", conversation: "chat.{id}" },
    events: { notification: "notification.sent" },
    whoIsThere: async () => (await askWhoIsThere())?.user.id ?? null,
  });
}
