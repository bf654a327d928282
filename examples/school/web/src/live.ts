// The connection: pusher-js and Echo as their documentation says, and what the school has told Belfry.

import { createBelfry, type Belfry } from "belfry";
import Echo from "laravel-echo";
import Pusher from "pusher-js";
import { isSignedOut, isStill, type Session } from "./session";

let echo: Echo<"reverb"> | undefined;

/** Echo of this page, for what members of a class send each other. */
export function echoOfPage(): Echo<"reverb"> {
  if (!echo) {
    throw new Error("nobody has signed in");
  }
  return echo;
}

export function connect({ user, live }: Session): Belfry {
  const key = live?.key ?? "none";
  const port = live?.port ?? 80;
  const client = new Pusher(key, {
    cluster: "",
    wsHost: live?.host ?? location.hostname,
    wsPort: port,
    wssPort: port,
    forceTLS: live?.secure ?? false,
    enabledTransports: ["ws", "wss"],
  });
  if (!live) {
    client.disconnect();
  }
  echo = new Echo({ broadcaster: "reverb", key, client });
  return createBelfry({
    echo,
    userId: user.id,
    authEndpoint: "/broadcasting/auth",
    channels: { notifications: "user.{user}", conversation: "chat.{id}" },
    events: { notification: "notification.sent" },
    mayComeBack: () => isStill(user),
    refreshToken: async () => {
      // Another session is made by signing in, which the page asks for.
      isSignedOut.value = true;
      return null;
    },
  });
}
