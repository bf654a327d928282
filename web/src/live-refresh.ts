// Fetching again what has changed, and nothing else.

import type { Belfry } from "./belfry.js";
import { Retry } from "./retry.js";
import { Watched } from "./store.js";

/** Fetches again what a screen shows; while it does, it is not asked a second time. */
export type Refetch = () => unknown;

export interface LiveRefreshOptions {
  /** Whether the page is that of an administrator, who hears of contexts of all. */
  admin?: boolean;
}

/** Tells parts of a page when what they show has changed. */
export interface LiveRefresh {
  /**
   * Calls a function whenever one of these contexts has changed, or may have while the page was not connected, until
   * the function that it returns is called. To be called before what is shown is fetched for the first time.
   */
  on(contexts: string | readonly string[], refetch: Refetch): () => void;
  /**
   * Has fetched again what this page shows of these contexts: for what it has changed itself, and for a button, where
   * nobody would tell it.
   */
  invalidate(contexts: string | readonly string[]): void;
}

/** What changes within this time is fetched once. */
const BURST_MILLIS = 50;

type Versions = Record<string, number>;

interface Answer {
  contexts: Versions;
  admin?: Versions;
}

/** Tells parts of a page when what they show has changed; the same one wherever it is asked for. */
export function liveRefresh(belfry: Belfry, { admin = false }: LiveRefreshOptions = {}): LiveRefresh {
  return belfry.shared(`live-refresh ${admin}`, () => new Contexts(belfry, admin));
}

/** Somebody who fetches again. */
class Fetcher {
  readonly contexts: ReadonlySet<string>;
  readonly #refetch: Refetch;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isFetching = false;
  #isDue = false;

  constructor(contexts: readonly string[], refetch: Refetch) {
    this.contexts = new Set(contexts);
    this.#refetch = refetch;
  }

  soon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#fetch();
    }, BURST_MILLIS);
  }

  async #fetch(): Promise<void> {
    if (this.#isFetching) {
      this.#isDue = true;
      return;
    }
    this.#isFetching = true;
    try {
      await this.#refetch();
    } catch (e) {
      // Whoever fetches knows best what to do about it; the others are not held up.
      console.error("belfry: a refetch failed", e);
    } finally {
      this.#isFetching = false;
    }
    if (this.#isDue) {
      this.#isDue = false;
      this.soon();
    }
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#isDue = false;
  }
}

class Contexts implements LiveRefresh {
  readonly #belfry: Belfry;
  readonly #isAdmin: boolean;
  readonly #fetchers = new Set<Fetcher>();
  readonly #working = new Watched<null>(null, () => this.#begin());
  readonly #retry = new Retry(() => void this.#compare());
  #known: { contexts: Versions; admin: Versions } | null = null;
  #asking = 0;

  constructor(belfry: Belfry, isAdmin: boolean) {
    this.#belfry = belfry;
    this.#isAdmin = isAdmin;
  }

  on(contexts: string | readonly string[], refetch: Refetch): () => void {
    const fetcher = new Fetcher(typeof contexts === "string" ? [contexts] : contexts, refetch);
    this.#fetchers.add(fetcher);
    const stopWorking = this.#working.subscribe(() => {});
    return () => {
      fetcher.stop();
      this.#fetchers.delete(fetcher);
      stopWorking();
    };
  }

  invalidate(contexts: string | readonly string[]): void {
    this.#tell(new Set(typeof contexts === "string" ? [contexts] : contexts));
  }

  #begin(): () => void {
    const belfry = this.#belfry;
    if (belfry.userId === null) {
      return () => {};
    }
    this.#known = null;
    void this.#compare();
    const subscribed = (): void => void this.#compare();
    const leaves = [
      belfry.channels.listen(
        belfry.channelName("liveRefresh"),
        { [belfry.events.liveRefresh]: ({ contexts }: { contexts: string[] }) => this.#changed("contexts", contexts) },
        { subscribed },
      ),
    ];
    if (this.#isAdmin) {
      leaves.push(
        belfry.channels.listen(
          belfry.channelName("liveRefreshAdmin"),
          { [belfry.events.liveRefresh]: ({ contexts }: { contexts: string[] }) => this.#changed("admin", contexts) },
          { subscribed },
        ),
      );
    }
    return () => {
      this.#retry.over();
      leaves.forEach((leave) => leave());
    };
  }

  #changed(whose: "contexts" | "admin", contexts: readonly string[]): void {
    if (this.#known && this.#asking === 0) {
      // Each event is one change: so a page that was away fetches exactly what it has missed.
      const versions = this.#known[whose];
      contexts.forEach((context) => (versions[context] = (versions[context] ?? 0) + 1));
    }
    this.#tell(new Set(contexts));
  }

  #tell(contexts: ReadonlySet<string>): void {
    for (const fetcher of this.#fetchers) {
      if ([...fetcher.contexts].some((context) => contexts.has(context))) {
        fetcher.soon();
      }
    }
  }

  /** What has another number than before has changed meanwhile. */
  async #compare(): Promise<void> {
    this.#asking += 1;
    try {
      const path = `${this.#belfry.paths.liveRefresh}/versions`;
      const { contexts, admin = {} } = await this.#belfry.api.ask<Answer>("GET", path);
      this.#retry.over();
      const before = this.#known;
      this.#known = { contexts: { ...contexts }, admin: { ...admin } };
      if (before) {
        this.#tell(different(before.contexts, contexts));
        this.#tell(different(before.admin, this.#isAdmin ? admin : before.admin));
      }
    } catch {
      this.#retry.failed();
    } finally {
      this.#asking -= 1;
    }
  }
}

function different(before: Versions, now: Versions): Set<string> {
  return new Set(Object.keys({ ...before, ...now }).filter((context) => before[context] !== now[context]));
}
