// Notifications while no page is open (W3C Push API).

import { ApiError } from "./api.js";
import type { Belfry } from "./belfry.js";
import { Watched, type Store } from "./store.js";

/** Whether this browser is told while no page is open. */
export type Push =
  /** It cannot be, or the application has no keys for it. */
  | "unsupported"
  /** The user has said no, which a page cannot change. */
  | "denied"
  | "off"
  | "on";

/** Whether this browser is told while no page is open, and how to change that. */
export interface PushStore extends Store<Push> {
  /**
   * Asks the user, from a click, and subscribes. It stays off when they close the question without an answer; it can be
   * asked again.
   *
   * @throws Error when the worker cannot be had, or the application or the browser's push service does not take it
   */
  enable(): Promise<void>;
  disable(): Promise<void>;
}

/**
 * Notifications while no page is open.
 *
 * @param worker where the application serves the service worker, which is `belfry/worker` or imports it
 */
export function push(belfry: Belfry, worker: string): PushStore {
  return belfry.shared(`push ${worker}`, () => new WebPush(belfry, worker));
}

const NOT_FOUND = 404;

class WebPush extends Watched<Push> implements PushStore {
  readonly #belfry: Belfry;
  readonly #worker: string;

  constructor(belfry: Belfry, worker: string) {
    super("off", () => {
      void this.#look();
      return () => {};
    });
    this.#belfry = belfry;
    this.#worker = worker;
  }

  async #look(): Promise<void> {
    if (!("serviceWorker" in navigator) || !("PushManager" in globalThis)) {
      this.set("unsupported");
    } else if (globalThis.Notification.permission === "denied") {
      this.set("denied");
    } else {
      const registration = await navigator.serviceWorker.getRegistration(this.#worker);
      const subscription = await registration?.pushManager.getSubscription();
      if (subscription) {
        // Again, as somebody else may have signed in here, or the application has forgotten it.
        await this.#tell(subscription).catch(() => {});
      }
      this.set(subscription ? "on" : "off");
    }
  }

  async enable(): Promise<void> {
    const permission = await globalThis.Notification.requestPermission();
    if (permission !== "granted") {
      this.set(permission === "denied" ? "denied" : "off");
      return;
    }
    const key = await this.#key();
    if (key === null) {
      this.set("unsupported");
      return;
    }
    const registration = await navigator.serviceWorker.register(this.#worker);
    warnOfScope(this.#worker, registration.scope);
    await active(registration);
    const subscription = await registration.pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: key,
    });
    await this.#tell(subscription);
    this.set("on");
  }

  /** Null when the application has none. */
  async #key(): Promise<string | null> {
    try {
      const path = `${this.#belfry.paths.notifications}/push-key`;
      return (await this.#belfry.api.ask<{ public_key: string }>("GET", path)).public_key;
    } catch (e) {
      if (e instanceof ApiError && e.status === NOT_FOUND) {
        return null;
      }
      throw e;
    }
  }

  #tell(subscription: PushSubscription): Promise<void> {
    return this.#belfry.api.ask("POST", `${this.#belfry.paths.notifications}/push-subscriptions`, subscription.toJSON());
  }

  async disable(): Promise<void> {
    const registration = await navigator.serviceWorker.getRegistration(this.#worker);
    const subscription = await registration?.pushManager.getSubscription();
    if (subscription) {
      const { endpoint } = subscription;
      await subscription.unsubscribe();
      await this.#belfry.api.ask("DELETE", `${this.#belfry.paths.notifications}/push-subscriptions`, { endpoint });
    }
    this.set("off");
  }
}

/** Waits until the worker works: `navigator.serviceWorker.ready` does so for ever where it is not the one of the page. */
function active({ active: working, waiting, installing }: ServiceWorkerRegistration): Promise<void> {
  const coming = installing ?? waiting;
  return new Promise((resolve, reject) => {
    const look = (): void => {
      if (working || coming?.state === "activated") {
        resolve();
      } else if (!coming || coming.state === "redundant") {
        reject(new Error("The service worker could not be started."));
      }
    };
    coming?.addEventListener("statechange", look);
    look();
  });
}

function warnOfScope(worker: string, scope: string): void {
  if (!globalThis.location.href.startsWith(scope)) {
    console.warn(
      `belfry: the service worker ${worker} is for ${scope}, and this page is elsewhere. Who clicks on what is pushed is ` +
        `not led to where it belongs in this page, but in another one. Serve the worker at the root of the application.`,
    );
  }
}
