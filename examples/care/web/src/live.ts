// What is live: Echo, with the bearer token, and Belfry above it.

import { createBelfry, noEcho, type Belfry, type EchoLike } from "belfry";
import { API, bearer, kept, type LiveSettings, type Session } from "./session";

/** All contexts that screens of the care service show. */
export const CONTEXTS = ["bookings", "trainer_schedules", "children", "trainer_availability", "notifications"];

/** Loaded only where something is live. */
async function openEcho(live: LiveSettings, token: string): Promise<EchoLike> {
  const [{ default: Echo }, { default: Pusher }] = await Promise.all([import("laravel-echo"), import("pusher-js")]);
  return new Echo({
    broadcaster: "reverb",
    Pusher,
    key: live.key,
    wsHost: live.host ?? location.hostname,
    wsPort: live.port,
    wssPort: live.port,
    forceTLS: live.tls,
    enabledTransports: ["ws", "wss"],
    authEndpoint: `${API}/broadcasting/auth`,
    bearerToken: token,
  });
}

/**
 * Opens the live part of a page.
 *
 * @param signInAgain asks the person for another token, when theirs is out of date
 */
export async function openBelfry({ me, token }: Session, signInAgain: () => Promise<void>): Promise<Belfry> {
  let shown = token;
  const refreshToken = async (): Promise<Record<string, string>> => {
    // Another tab may have another one by now.
    if ((kept()?.token ?? shown) === shown) {
      await signInAgain();
    }
    shown = kept()?.token ?? shown;
    return bearer(shown);
  };
  const belfry = createBelfry({
    echo: me.live ? await openEcho(me.live, token) : noEcho(),
    userId: me.id,
    baseUrl: API,
    headers: () => bearer(shown),
    refreshToken,
    // Whoever signs out anywhere ends all connections of theirs; the other pages ask whether they may stay.
    mayComeBack: async () => {
      await belfry.api.ask("GET", "/me");
      return true;
    },
  });
  return belfry;
}
