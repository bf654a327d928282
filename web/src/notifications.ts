// The bell of whoever is signed in.

import type { Belfry } from "./belfry.js";
import { Retry } from "./retry.js";
import { Watched, type Store } from "./store.js";

/** A notification as it stands in the bell. */
export interface Notification {
  readonly id: string;
  readonly type: string;
  readonly title: string;
  readonly message: string | null;
  readonly action_url: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  readonly importance: "low" | "normal" | "high" | "urgent";
  /** How often it was brought up to date, and one. */
  readonly occurrences: number;
  readonly created_at: string;
  readonly seen_at: string | null;
  readonly read_at: string | null;
  readonly archived_at: string | null;
  readonly expires_at: string | null;
}

/** What a bell shows, as the application keeps it; of two the one with the larger version is true. */
export interface BellCounts {
  readonly unread: number;
  readonly unseen: number;
  readonly version: number;
}

/** What a page knows of the bell. */
export interface Notifications {
  /** The newest first; without archived ones. */
  readonly items: readonly Notification[];
  readonly unread: number;
  readonly unseen: number;
  /** Whether there are older ones to be had. */
  readonly hasMore: boolean;
  /** False until the application has answered for the first time. */
  readonly isReady: boolean;
  readonly isLoading: boolean;
  /** Why the application could not be asked, or told; null when all is well. */
  readonly error: Error | null;
}

/** The bell: what it shows, and what can be done with it. Changes are shown at once, and taken back when they fail. */
export interface NotificationsStore extends Store<Notifications> {
  loadMore(): Promise<void>;
  /** Asks the application again, as is done by itself after each connection. */
  refresh(): Promise<void>;
  markRead(id: string): Promise<void>;
  markUnread(id: string): Promise<void>;
  archive(id: string): Promise<void>;
  delete(id: string): Promise<void>;
  markAllRead(): Promise<void>;
  /** What the open bell shows has been seen. */
  markAllSeen(): Promise<void>;
  deleteAll(): Promise<void>;
  /** Calls back with each that arrives while the page is open, and with none twice. */
  onArrival(listener: (notification: Notification) => void): () => void;
}

const CHANGED = "belfry.bell";
const PAGE = 20;
const MOST = 100;
const TOLD_TOGETHER_MILLIS = 250;

type Change = "read" | "unread" | "seen" | "archived" | "unarchived" | "deleted";

interface Arrival extends Record<string, unknown> {
  id: string;
  type: string;
  title: string;
  /** Null when it stands in no bell. */
  bell: BellCounts | null;
}

interface Changed {
  change: Change;
  ids: string[] | null;
  up_to: string | null;
  bell: BellCounts;
}

interface Page {
  items: Notification[];
  next: string | null;
  bell: BellCounts;
}

/** The bell of whoever is signed in; the same one wherever it is asked for. */
export function notifications(belfry: Belfry): NotificationsStore {
  return belfry.shared("notifications", () => new BellOfUser(belfry));
}

const EMPTY: Notifications = {
  items: [],
  unread: 0,
  unseen: 0,
  hasMore: false,
  isReady: false,
  isLoading: false,
  error: null,
};

class BellOfUser extends Watched<Notifications> implements NotificationsStore {
  readonly #belfry: Belfry;
  readonly #listeners = new Set<(notification: Notification) => void>();
  readonly #retry = new Retry(() => void this.refresh());
  #version = -1;
  #next: string | null = null;
  #asking = 0;
  /** What was heard while the list was asked for, which may or may not know of it. */
  #heard: { version: number; again: () => void }[] = [];
  /** What listeners were told of lately. */
  readonly #told = new Set<string>();
  /** Why what was done last was taken back. */
  #refused: Error | null = null;
  #shown: string[] = [];
  #telling: ReturnType<typeof setTimeout> | undefined;

  constructor(belfry: Belfry) {
    super(EMPTY, () => this.#begin());
    this.#belfry = belfry;
  }

  #begin(): () => void {
    if (this.#belfry.userId === null) {
      return () => {};
    }
    const leave = this.#belfry.channels.listen(
      this.#belfry.channelName("notifications"),
      {
        [this.#belfry.events.notification]: (arrival: Arrival) => this.#arrived(arrival),
        [CHANGED]: (changed: Changed) => this.#changed(changed),
      },
      // At first, and after each time away: nothing is missed in between.
      { subscribed: () => void this.refresh() },
    );
    // Also where nothing is live: then a page shows what there was when it was loaded.
    void this.refresh();
    return () => {
      leave();
      this.#retry.over();
    };
  }

  onArrival(listener: (notification: Notification) => void): () => void {
    const stopWatching = this.subscribe(() => {});
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
      stopWatching();
    };
  }

  async refresh(): Promise<void> {
    if (this.#belfry.userId === null) {
      return;
    }
    this.#asking += 1;
    const asked = this.#asking;
    this.#heard = [];
    this.change({ isLoading: true });
    try {
      const limit = Math.min(MOST, Math.max(PAGE, this.get().items.length));
      const page = await this.#page(`limit=${limit}`);
      if (asked !== this.#asking) {
        return;
      }
      this.#retry.over();
      const heard = this.#heard;
      this.#next = page.next;
      this.#version = page.bell.version;
      this.set({
        items: page.items,
        unread: page.bell.unread,
        unseen: page.bell.unseen,
        hasMore: page.next !== null,
        isReady: true,
        isLoading: false,
        error: null,
      });
      heard.filter(({ version }) => version > page.bell.version).forEach(({ again }) => again());
    } catch (e) {
      if (asked === this.#asking) {
        this.change({ isLoading: false, error: asError(e) });
        this.#retry.failed();
      }
    }
  }

  async loadMore(): Promise<void> {
    const from = this.#next;
    if (from === null || this.get().isLoading) {
      return;
    }
    this.change({ isLoading: true });
    try {
      const page = await this.#page(`limit=${PAGE}&cursor=${encodeURIComponent(from)}`);
      if (this.#next !== from) {
        return;
      }
      this.#next = page.next;
      const known = new Set(this.get().items.map(({ id }) => id));
      const older = page.items.filter(({ id }) => !known.has(id));
      this.change({ items: [...this.get().items, ...older], hasMore: page.next !== null, error: null });
    } catch (e) {
      this.change({ error: asError(e) });
    } finally {
      this.change({ isLoading: false });
    }
  }

  #page(query: string): Promise<Page> {
    return this.#belfry.api.ask("GET", `${this.#belfry.paths.notifications}?${query}`);
  }

  #arrived(arrival: Arrival): void {
    const { bell } = arrival;
    if (bell) {
      this.#heard.push({ version: bell.version, again: () => this.#place(arrival, bell) });
      this.#place(arrival, bell);
    }
    if (bell && arrival.truncated) {
      void this.refresh();
    }
    const item = asItem(arrival);
    const key = `${item.id} ${item.occurrences}`;
    const known = this.get().items.find(({ id }) => id === item.id);
    // The list may have had it before it was told, and what is told twice was there before.
    if (this.#told.has(key) || known?.read_at) {
      return;
    }
    this.#told.add(key);
    if (this.#told.size > MOST) {
      this.#told.delete(this.#told.values().next().value!);
    }
    this.#tellShown(item.id);
    this.#listeners.forEach((listener) => listener(item));
  }

  #place(arrival: Arrival, bell: BellCounts): void {
    const item = asItem(arrival);
    const { items } = this.get();
    const known = items.find(({ id }) => id === item.id);
    if (!known || known.occurrences < item.occurrences) {
      this.change({ items: [item, ...items.filter(({ id }) => id !== item.id)] });
    }
    this.#count(bell);
  }

  #changed(changed: Changed): void {
    this.#heard.push({ version: changed.bell.version, again: () => this.#apply(changed) });
    this.#apply(changed);
  }

  #apply({ change, ids, up_to: upTo, bell }: Changed): void {
    const { items } = this.get();
    if (change === "unarchived" || (upTo !== null && !items.some(({ id }) => id === upTo))) {
      // What it is about is not here.
      void this.refresh();
      return;
    }
    const from = items.findIndex(({ id }) => id === upTo);
    const isMeant = (item: Notification, at: number): boolean =>
      ids ? ids.includes(item.id) : upTo === null || at >= from;
    this.#mark(change, isMeant, ids === null);
    this.#count(bell);
  }

  /**
   * @param isOfOlder whether the older ones are meant too that are not here
   */
  #mark(change: Change, isMeant: (item: Notification, at: number) => boolean, isOfOlder: boolean): void {
    const { items, hasMore } = this.get();
    const now = new Date().toISOString();
    if (change !== "deleted" && change !== "archived") {
      this.change({ items: items.map((item, at) => (isMeant(item, at) ? marked(item, change, now) : item)) });
      return;
    }
    this.#next = isOfOlder ? null : this.#next;
    this.change({ items: items.filter((item, at) => !isMeant(item, at)), hasMore: hasMore && !isOfOlder });
  }

  /** The application has something new to say: what it has refused before is no news any more. */
  #count(bell: BellCounts): void {
    if (bell.version >= this.#version) {
      const { error } = this.get();
      this.#version = bell.version;
      this.change({ unread: bell.unread, unseen: bell.unseen, error: error === this.#refused ? null : error });
    }
  }

  markRead(id: string): Promise<void> {
    return this.#doOne(id, "read", "read");
  }

  markUnread(id: string): Promise<void> {
    return this.#doOne(id, "unread", "unread");
  }

  archive(id: string): Promise<void> {
    return this.#doOne(id, "archived", "archive");
  }

  async #doOne(id: string, change: Change, verb: string): Promise<void> {
    await this.#do(change, [id], async () => {
      const path = `${this.#belfry.paths.notifications}/${encodeURIComponent(id)}/${verb}`;
      return (await this.#belfry.api.ask<{ bell: BellCounts }>("POST", path)).bell;
    });
  }

  async delete(id: string): Promise<void> {
    const path = `${this.#belfry.paths.notifications}/${encodeURIComponent(id)}`;
    await this.#do("deleted", [id], () => this.#belfry.api.ask("DELETE", path));
  }

  markAllRead(): Promise<void> {
    return this.#doAll("read");
  }

  markAllSeen(): Promise<void> {
    return this.get().unseen === 0 ? Promise.resolve() : this.#doAll("seen");
  }

  async #doAll(change: "read" | "seen"): Promise<void> {
    const ids = this.#ids();
    if (ids[0]) {
      const path = `${this.#belfry.paths.notifications}/${change}`;
      await this.#do(change, ids, () => this.#belfry.api.ask("POST", path, { up_to: ids[0] }));
    }
  }

  async deleteAll(): Promise<void> {
    const ids = this.#ids();
    if (ids[0]) {
      const path = `${this.#belfry.paths.notifications}?up_to=${encodeURIComponent(ids[0])}`;
      await this.#do("deleted", ids, () => this.#belfry.api.ask("DELETE", path), true);
    }
  }

  /** All that this page knows: what arrives meanwhile is not meant. */
  #ids(): string[] {
    return this.get().items.map(({ id }) => id);
  }

  /** Shows it at once; what the application then says is true, and so is its list when it refuses. */
  async #do(
    change: Change,
    ids: readonly string[],
    ask: () => Promise<BellCounts>,
    isOfOlder = false,
  ): Promise<void> {
    const isMeant = ({ id }: Notification): boolean => ids.includes(id);
    const before = this.get();
    this.#mark(change, isMeant, isOfOlder);
    const after = this.get().items;
    this.change({
      unread: before.unread + unreadOf(after) - unreadOf(before.items),
      unseen: before.unseen + unseenOf(after) - unseenOf(before.items),
      error: null,
    });
    try {
      const bell = await ask();
      // A list that was asked for before may be there by now, or come later.
      const again = (): void => {
        this.#mark(change, isMeant, isOfOlder);
        this.#count(bell);
      };
      this.#heard.push({ version: bell.version, again });
      again();
    } catch (e) {
      this.#refused = asError(e);
      this.change({ error: this.#refused });
      await this.refresh();
      this.change({ error: this.#refused });
    }
  }

  /** So that what a person has in sight is not pushed to their other devices as well. */
  #tellShown(id: string): void {
    if (globalThis.document?.visibilityState !== "visible") {
      return;
    }
    this.#shown.push(id);
    clearTimeout(this.#telling);
    this.#telling = setTimeout(() => {
      const ids = this.#shown.splice(0, MOST);
      const path = `${this.#belfry.paths.notifications}/delivered`;
      // A push more is no harm.
      this.#belfry.api.ask("POST", path, { ids, visible: true }).catch(() => {});
    }, TOLD_TOGETHER_MILLIS);
  }
}

function marked(item: Notification, change: Change, now: string): Notification {
  switch (change) {
    case "read":
      return { ...item, read_at: item.read_at ?? now, seen_at: item.seen_at ?? now };
    case "unread":
      return { ...item, read_at: null };
    case "seen":
      return { ...item, seen_at: item.seen_at ?? now };
    default:
      return item;
  }
}

function unreadOf(items: readonly Notification[]): number {
  return items.filter(({ read_at: readAt }) => readAt === null).length;
}

function unseenOf(items: readonly Notification[]): number {
  return items.filter(({ seen_at: seenAt }) => seenAt === null).length;
}

const OWN = new Set([
  "id",
  "type",
  "title",
  "message",
  "action_url",
  "importance",
  "occurrences",
  "created_at",
  "expires_at",
  "user_id",
  "bell",
  "truncated",
]);

/** An event has the data of a notification beside what all have, as Laravel sends it. */
function asItem(arrival: Arrival): Notification {
  const data = Object.fromEntries(Object.entries(arrival).filter(([key]) => !OWN.has(key)));
  return {
    id: arrival.id,
    type: arrival.type,
    title: arrival.title,
    message: (arrival.message as string | null) ?? null,
    action_url: (arrival.action_url as string | null) ?? null,
    data,
    importance: (arrival.importance as Notification["importance"]) ?? "normal",
    occurrences: (arrival.occurrences as number) ?? 1,
    created_at: (arrival.created_at as string) ?? new Date().toISOString(),
    seen_at: null,
    read_at: null,
    archived_at: null,
    expires_at: (arrival.expires_at as string | null) ?? null,
  };
}

function asError(e: unknown): Error {
  return e instanceof Error ? e : new Error(String(e));
}
