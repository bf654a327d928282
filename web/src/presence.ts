// Who is there.

import type { Belfry } from "./belfry.js";
import { Retry } from "./retry.js";
import { Watched, type Store } from "./store.js";

/** What users say of themselves; only they themselves ever see `invisible`. */
export type Status = "online" | "away" | "busy" | "offline" | "invisible";

/** Whether a user is there. */
export interface UserPresence {
  readonly user_id: string;
  readonly online: boolean;
  readonly status: Status;
  /** What the user has put beside it. */
  readonly text: string | null;
  /** When the user last gave a sign; null while there, and when nothing is known. */
  readonly last_seen: string | null;
}

/** Users by their ids; whom the application does not tell of is not in it. */
export type Presences = ReadonlyMap<string, UserPresence>;

const ASKED_TOGETHER_MILLIS = 50;
const MOST = 100;

interface Came {
  user_id: string;
  status: Status;
}

interface Went {
  user_id: string;
  last_seen: string | null;
}

interface Said extends Came {
  text: string | null;
}

/** Watches some users, of whom the page may know; the same store for the same users. */
export function presence(belfry: Belfry, userIds: readonly (string | number)[]): Store<Presences> {
  const ids = [...new Set(userIds.map(String))].sort();
  return belfry.shared(`presence ${JSON.stringify(ids)}`, () => new Watching(belfry, ids));
}

/**
 * Says that the user is there, as long as the page is open and nobody calls the function that it returns. All pages and
 * devices of a user count as one.
 */
export function appear(belfry: Belfry): () => void {
  return belfry.userId === null ? () => {} : belfry.channels.listen(belfry.channelName("user"), {});
}

/** Says something else of the user than `online`; `invisible` looks offline to everybody else. */
export function setStatus(
  belfry: Belfry,
  status: Exclude<Status, "offline">,
  text: string | null = null,
): Promise<UserPresence> {
  return belfry.api.ask("PUT", `${belfry.paths.presence}/status`, { status, text });
}

class Watching extends Watched<Presences> {
  readonly #belfry: Belfry;
  readonly #ids: readonly string[];
  readonly #retry = new Retry(() => void this.#ask());
  #due = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Who was heard of while the application was asked, and is better known by that. */
  #heardOf = new Set<string>();

  constructor(belfry: Belfry, ids: readonly string[]) {
    super(new Map(), () => this.#begin());
    this.#belfry = belfry;
    this.#ids = ids;
  }

  #begin(): () => void {
    this.#askSoon(this.#ids);
    const leaves = this.#ids.map((id) =>
      this.#belfry.channels.listen(
        this.#belfry.channelName("presence", id),
        {
          UserOnline: ({ user_id: user, status }: Came) =>
            this.#put({ user_id: user, online: true, status, text: null, last_seen: null }),
          UserOffline: ({ user_id: user, last_seen: lastSeen }: Went) =>
            this.#put({ user_id: user, online: false, status: "offline", text: null, last_seen: lastSeen }),
          UserStatusChanged: ({ user_id: user, status, text }: Said) =>
            this.#put({ user_id: user, online: true, status, text, last_seen: null }),
        },
        { subscribed: () => this.#askSoon([id]) },
      ),
    );
    return () => {
      leaves.forEach((leave) => leave());
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.#retry.over();
    };
  }

  #put(user: UserPresence): void {
    this.#heardOf.add(user.user_id);
    this.set(new Map(this.get()).set(user.user_id, user));
  }

  #askSoon(ids: readonly string[]): void {
    ids.forEach((id) => this.#due.add(id));
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#ask();
    }, ASKED_TOGETHER_MILLIS);
  }

  async #ask(): Promise<void> {
    const ids = [...this.#due];
    this.#due = new Set();
    this.#heardOf = new Set();
    try {
      for (let from = 0; from < ids.length; from += MOST) {
        const some = new URLSearchParams(ids.slice(from, from + MOST).map((id) => ["user", id]));
        const path = `${this.#belfry.paths.presence}?${some}`;
        const { users } = await this.#belfry.api.ask<{ users: UserPresence[] }>("GET", path);
        const known = new Map(this.get());
        users.filter((user) => !this.#heardOf.has(user.user_id)).forEach((user) => known.set(user.user_id, user));
        this.set(known);
      }
      this.#retry.over();
    } catch {
      ids.forEach((id) => this.#due.add(id));
      this.#retry.failed();
    }
  }
}
