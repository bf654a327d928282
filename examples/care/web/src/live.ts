// What is live: Echo, and Belfry above it, which shows the bearer token wherever it asks.

import { createBelfry, hubOptions, noEcho, type Belfry, type EchoLike, type LiveAddress } from "belfry";
import { loadPart } from "belfry/page";
import { API, bearer, kept, type Session } from "./session";

/** All contexts that screens of the care service show. */
export const CONTEXTS = ["bookings", "trainer_schedules", "children", "trainer_availability", "notifications"];

/** Loaded only where something is live. */
async function openEcho(live: LiveAddress): Promise<EchoLike> {
  const [{ default: Echo }, { default: Pusher }] = await loadPart(() =>
    Promise.all([import("laravel-echo"), import("pusher-js")]),
  );
  return new Echo({ broadcaster: "reverb", Pusher, ...hubOptions(live) });
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
  return createBelfry({
    echo: me.live ? await openEcho(me.live) : noEcho(),
    userId: me.id,
    baseUrl: API,
    authEndpoint: "/broadcasting/auth",
    headers: () => bearer(shown),
    refreshToken,
  });
}
