// The connection as people see it.

import { connectorOf, type EchoLike, type PusherLike } from "./echo.js";
import { Retry } from "./retry.js";
import { Watched } from "./store.js";

/** How the connection is. */
export type Connection =
  | { readonly state: "connected" }
  /**
   * On the way, at first or again; `retryIn` seconds are left until the next try, null when nobody knows. `isNew` tells
   * a page that was never connected.
   */
  | { readonly state: "connecting"; readonly retryIn: number | null; readonly isNew: boolean }
  /** It has not come about for a while; it is tried on. */
  | { readonly state: "unavailable"; readonly retryIn: number | null }
  /** The device has no network; it is tried when it has. */
  | { readonly state: "offline" }
  /** The hub wants this page no more, for a reason; it stays away until it is told to try again. */
  | { readonly state: "refused"; readonly code: number; readonly reason: string }
  /** It is there, but the application knows nobody here any more: the page hears nothing until somebody signs in. */
  | { readonly state: "unauthorized" }
  /**
   * It is there, but the application has not let the page into a channel for a while: it fails, or does not answer. It is
   * asked on.
   */
  | { readonly state: "unanswered" }
  /** The page has ended it itself. */
  | { readonly state: "disconnected" };

/** Whether the page is let into its channels, where there is a connection; and why not, where it is not. */
export type Hearing = "connected" | "unauthorized" | "unanswered";

/** With this code an application ends the connections of a user. */
const TERMINATED = 4009;
const SECOND_MILLIS = 1_000;
/**
 * How long each try is given before the next. pusher-js, where a try has failed at once, waits for 15 seconds as if it
 * might still succeed.
 */
const TRY_MILLIS = [3_000, 5_000, 8_000, 12_000, 15_000];

interface Problem {
  error?: { data?: { code?: number; message?: string } };
}

/** Watches the connection of pusher-js, and tries again sooner than pusher-js would. */
export class ConnectionStore extends Watched<Connection> {
  readonly #pusher: PusherLike;
  readonly #mayComeBack: () => boolean | Promise<boolean>;
  readonly #comingBack = new Retry(() => void this.#comeBack());
  #problem: { code: number; reason: string } | null = null;
  #wasConnected = false;
  #tries = 0;
  #next: ReturnType<typeof setTimeout> | undefined;
  #retryAt: number | null = null;
  #ticking: ReturnType<typeof setInterval> | undefined;
  #isStarting = false;
  #hearing: Hearing = "connected";

  constructor(echo: EchoLike, mayComeBack: () => boolean | Promise<boolean>) {
    super({ state: "connecting", retryIn: null, isNew: true }, () => this.#watch());
    this.#pusher = connectorOf(echo).pusher;
    this.#mayComeBack = mayComeBack;
    const { connection } = this.#pusher;
    connection.bind("error", ({ error }: Problem) => {
      const { code, message } = error?.data ?? {};
      this.#problem = code ? { code, reason: message ?? "" } : this.#problem;
    });
    connection.bind("connecting_in", (seconds: number) => {
      this.#retryAt = Date.now() + seconds * SECOND_MILLIS;
      this.#look();
    });
    connection.bind("state_change", () => this.#changed());
    this.#changed();
  }

  /** Tries now, whatever the state: what the button of a banner does. */
  retry(): void {
    this.#problem = null;
    if (this.#pusher.connection.state !== "connected" || this.#retryAt !== null || this.#hearing !== "connected") {
      this.#start();
    }
  }

  /** Whether the application lets the page into its channels is another way than before. */
  hears(hearing: Hearing): void {
    this.#hearing = hearing;
    this.#look();
  }

  #start(): void {
    this.#isStarting = true;
    this.#pusher.disconnect();
    this.#isStarting = false;
    this.#pusher.connect();
  }

  #changed(): void {
    if (this.#isStarting) {
      return;
    }
    clearTimeout(this.#next);
    this.#retryAt = null;
    switch (this.#pusher.connection.state) {
      case "connected":
        this.#problem = null;
        this.#wasConnected = true;
        this.#tries = 0;
        this.#comingBack.over();
        break;
      case "connecting":
      case "unavailable":
        this.#startLater();
        break;
      case "disconnected":
        if (this.#problem?.code === TERMINATED) {
          void this.#comeBack();
        }
    }
    this.#look();
  }

  /** Not all pages at the same time, which have lost their hub at the same time. */
  #startLater(): void {
    const pause = TRY_MILLIS[Math.min(this.#tries, TRY_MILLIS.length - 1)]! * (1 + Math.random() / 3);
    this.#retryAt = Date.now() + pause;
    this.#next = setTimeout(() => {
      this.#tries += 1;
      if (globalThis.navigator?.onLine === false) {
        this.#startLater();
      } else {
        this.#start();
      }
    }, pause);
  }

  /** An application that ends connections may still want this page, as another user or with less. */
  async #comeBack(): Promise<void> {
    try {
      if (await this.#mayComeBack()) {
        this.#pusher.connect();
      }
    } catch {
      this.#comingBack.failed();
    }
  }

  #watch(): () => void {
    const network = (): void => {
      if (globalThis.navigator?.onLine === true && this.get().state === "offline") {
        this.retry();
      }
      this.#look();
    };
    // Perhaps somebody has signed in, in another tab.
    const sight = (): void => {
      if (this.#hearing === "unauthorized" && globalThis.document.visibilityState === "visible") {
        this.retry();
      }
    };
    globalThis.addEventListener?.("online", network);
    globalThis.addEventListener?.("offline", network);
    globalThis.document?.addEventListener("visibilitychange", sight);
    this.#look();
    return () => {
      globalThis.removeEventListener?.("online", network);
      globalThis.removeEventListener?.("offline", network);
      globalThis.document?.removeEventListener("visibilitychange", sight);
      clearInterval(this.#ticking);
      this.#ticking = undefined;
    };
  }

  #look(): void {
    if (!this.isWatched) {
      return;
    }
    const next = this.#now();
    clearInterval(this.#ticking);
    if (this.#retryAt !== null) {
      this.#ticking = setInterval(() => this.#look(), SECOND_MILLIS);
    }
    if (JSON.stringify(next) !== JSON.stringify(this.get())) {
      this.set(next);
    }
  }

  #now(): Connection {
    const state = this.#pusher.connection.state;
    // pusher-js says that it is connected until it tries again.
    const isLost = state === "connected" && this.#retryAt !== null;
    if (state === "connected" && !isLost) {
      return { state: this.#hearing };
    }
    if (state === "failed") {
      return { state: "refused", code: 0, reason: "This browser has no WebSocket." };
    }
    if (state === "disconnected") {
      return this.#problem ? { state: "refused", ...this.#problem } : { state: "disconnected" };
    }
    if (globalThis.navigator?.onLine === false) {
      return { state: "offline" };
    }
    const left = Math.ceil(((this.#retryAt ?? 0) - Date.now()) / SECOND_MILLIS);
    const retryIn = left > 0 ? left : null;
    return state === "unavailable" ? { state, retryIn } : { state: "connecting", retryIn, isNew: !this.#wasConnected };
  }
}
