// A page as an application makes it, without a browser: real Echo and real pusher-js, over a real hub.

import Echo from "laravel-echo";
import Pusher from "pusher-js";
import { afterAll, afterEach, beforeAll, inject, vi, type ProvidedContext } from "vitest";
import { createBelfry, type Belfry, type BelfryOptions } from "../src/index.js";
import { Application } from "./given-application.mjs";

const PATIENCE = 10_000;

/** What tests share: a hub, and an application in front of it. */
export interface Given {
  hub: ProvidedContext["hub"];
  application: Application;
  /** A page of somebody who is signed in; with the key of another app if it is given. */
  page(user: string, options?: Partial<BelfryOptions>, key?: string): Page;
}

/** As {@link Given}, with a hub that may be ended. */
export interface GivenOwnHub extends Given {
  hub: ProvidedContext["hub"] & { kill(): Promise<void>; stop(): Promise<void> };
  /** Starts the hub again where it was. */
  hubIsBack(): Promise<void>;
}

/** A page, and what lies below it. */
export interface Page {
  belfry: Belfry;
  echo: Echo<"reverb">;
  pusher: Pusher;
}

/** Starts an application for all tests of a file, and closes each page after its test. */
export function given(): Given {
  const all = pages();
  beforeAll(() => {
    const hub = inject("hub");
    // Its first app is that of this worker.
    all.hub = { ...hub, apps: hub.apps.slice(Number(process.env.VITEST_POOL_ID) - 1) };
  });
  return withApplication(all);
}

/** Starts a hub too. */
export function givenOwnHub(): GivenOwnHub {
  const all = pages() as GivenOwnHub;
  const start = async (options: object): Promise<void> => {
    const { givenHub } = await import("../../compat/given-hub.mjs");
    all.hub = (await givenHub(options)) as unknown as GivenOwnHub["hub"];
  };
  all.hubIsBack = async () => {
    await start({ port: all.hub.port });
    all.application.hub = all.hub;
  };
  beforeAll(() => start({}));
  withApplication(all);
  afterAll(() => all.hub?.stop());
  return all;
}

function withApplication<T extends Given>(all: T): T {
  beforeAll(async () => {
    all.application = await Application.before(all.hub);
  });
  afterEach(() => {
    all.application.isAway = false;
    all.application.signInAt = "";
    all.application.late.clear();
    all.application.failing.clear();
    all.application.badTokens.clear();
    all.application.deniedChannels.clear();
  });
  afterAll(() => all.application?.stop());
  return all;
}

function pages(): Given {
  const all = {} as Given;
  const open: Pusher[] = [];
  afterEach(() => open.splice(0).forEach((pusher) => pusher.disconnect()));
  all.page = (user, options = {}, key = all.hub.apps[0]!.key) => {
    const headers = { Authorization: `Bearer ${user}-token` };
    // pusher-js and Echo have the same, as where Echo makes pusher-js itself.
    const shared = { ...headers };
    const client = new Pusher(key, {
      cluster: "",
      wsHost: all.hub.host,
      wsPort: all.hub.port,
      forceTLS: false,
      enabledTransports: ["ws"],
      channelAuthorization: { endpoint: `${all.application.url}/broadcasting/auth`, transport: "ajax", headers: shared },
      userAuthentication: { endpoint: "", transport: "ajax", customHandler: signsIn },
    });
    function signsIn(
      { socketId }: { socketId: string },
      done: (error: Error | null, data: { auth: string; user_data: string } | null) => void,
    ): void {
      done(null, all.application.authentication(user, socketId));
    }
    open.push(client);
    const echo = new Echo({ broadcaster: "reverb", client, auth: { headers: shared } } as never) as Echo<"reverb">;
    const belfry = createBelfry({ echo, userId: user, baseUrl: all.application.url, headers, ...options });
    return { belfry, echo, pusher: client };
  };
  return all;
}

/** Waits until something is as it should be. */
export function until(check: () => unknown): Promise<unknown> {
  return vi.waitUntil(check, { timeout: PATIENCE, interval: 10 });
}
