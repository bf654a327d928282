// What is live: Echo to the hub of the relay, and Belfry above it, which asks the API.

import { createBelfry, hubOptions, logConnection, noEcho, type Belfry, type EchoLike } from "belfry";
import { loadPart } from "belfry/page";
import { bearer, forget, SILENT } from "./session";
import type { Config, Me } from "./types";

async function openEcho({ hub, key }: Config): Promise<EchoLike> {
  const [{ default: Echo }, { default: Pusher }] = await loadPart(
    () => Promise.all([import("laravel-echo"), import("pusher-js")]),
    { silent: SILENT, missing: "Een deel van deze pagina is nu niet te laden. Probeer het nog eens." },
  );
  const { hostname: host, port, protocol, pathname } = new URL(hub);
  const secure = protocol === "https:";
  const live = { key, host, port: Number(port) || (secure ? 443 : 80), secure, path: pathname.replace(/\/$/, "") };
  return new Echo({ broadcaster: "reverb", Pusher, ...hubOptions(live) });
}

/** Opens the live part of a page; pupils, to whom nothing is told, have no connection and load no Echo. */
export async function openBelfry(config: Config, me: Me): Promise<Belfry> {
  const belfry = createBelfry({
    echo: me.role === "mentor" ? await openEcho(config) : noEcho(),
    userId: me.id,
    baseUrl: `${config.api}/api`,
    authEndpoint: "/broadcasting/auth",
    headers: bearer,
    refreshToken: () => {
      forget();
      return Promise.resolve(null);
    },
    mayComeBack: async () => (await fetch(`${config.api}/api/me`, { headers: bearer() })).ok,
  });
  logConnection(belfry, "LiveSession");
  return belfry;
}
