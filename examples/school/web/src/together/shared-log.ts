// What a class shares: entries in one order that the application gives them. Each page has all of them at last, however
// often its connection was lost.

import { ApiError, type Belfry } from "belfry";
import { inWords } from "belfry/elements";

export interface Entry {
  readonly number: number;
  readonly key: string;
  /** Null where it was too long for an event. */
  readonly data: string | null;
}

const PAGE = 500;
const AGAIN_MILLIS = 1_500;

export interface LogListener {
  /** Called with each entry, in their order. */
  added(data: string, key: string): void;
  /** Called with the keys of what will not get there: what the application has refused, and what was sent after it. */
  dropped(keys: readonly string[]): void;
  /** Called when the page is left: the last time to send something. */
  left?(): void;
}

export class SharedLog {
  readonly #api: Belfry["api"];
  readonly #path: string;
  readonly #listener: LogListener;
  readonly #refused: (why: string) => void;
  /** All up to this one are here. */
  #last = 0;
  readonly #early = new Map<number, Entry>();
  readonly #outgoing: { key: string; data: string }[] = [];
  #isSending = false;
  #isFetching = false;
  #isStale = false;
  #isClosed = false;

  /** @param refused called when the application does not give what is asked for, or take what was sent */
  constructor(api: Belfry["api"], path: string, listener: LogListener, refused: (why: string) => void) {
    this.#api = api;
    this.#path = path;
    this.#listener = listener;
    this.#refused = refused;
  }

  /** One has arrived, at any time. */
  heard(entry: Entry): void {
    if (entry.number > this.#last) {
      this.#early.set(entry.number, entry);
      this.#takeEarly();
      if (this.#early.size > 0) {
        void this.catchUp();
      }
    }
  }

  /** Fetches all that are not here yet. */
  async catchUp(): Promise<void> {
    this.#isStale = true;
    if (this.#isFetching) {
      return;
    }
    this.#isFetching = true;
    try {
      while (this.#isStale && !this.#isClosed) {
        this.#isStale = false;
        const entries = await this.#api.ask<Entry[]>("GET", `${this.#path}?after=${this.#last}`);
        entries.forEach((each) => this.#early.set(each.number, each));
        this.#takeEarly();
        this.#isStale ||= entries.length === PAGE;
      }
    } catch (e) {
      this.#failed(e, () => this.catchUp());
    } finally {
      this.#isFetching = false;
    }
  }

  /** Sends one, after those that were sent before; it is tried until it is there, or refused. */
  send(data: string, key: string = crypto.randomUUID()): void {
    this.#outgoing.push({ key, data });
    void this.#flush();
  }

  /**
   * Sends what is not there yet once more, in a way that goes on when the page is gone. By its key the application knows
   * what it has taken already.
   */
  sendAtLast(): void {
    for (const each of this.#outgoing) {
      // Nobody is there any more to be told.
      this.#api.ask("POST", this.#path, each, { keepalive: true }).catch(() => {});
    }
  }

  /** What was sent and is not there yet still gets there. */
  close(): void {
    this.#isClosed = true;
  }

  async #flush(): Promise<void> {
    if (this.#isSending) {
      return;
    }
    this.#isSending = true;
    try {
      for (let next = this.#outgoing[0]; next; next = this.#outgoing[0]) {
        const entry = await this.#api.ask<Entry>("POST", this.#path, next);
        this.#outgoing.shift();
        this.heard(entry);
      }
    } catch (e) {
      this.#failed(e, () => this.#flush(), () => this.#drop());
    } finally {
      this.#isSending = false;
    }
  }

  #drop(): void {
    this.#listener.dropped(this.#outgoing.splice(0).map(({ key }) => key));
  }

  #failed(e: unknown, again: () => Promise<void>, refused = (): void => {}): void {
    // Who was signed out signs in again, and sends it then.
    const isTemporary = !(e instanceof ApiError) || e.isTemporary || e.status === 401;
    if (!isTemporary) {
      refused();
      this.#refused(inWords(e));
    } else if (!this.#isClosed || this.#outgoing.length > 0) {
      setTimeout(() => void again(), AGAIN_MILLIS);
    }
  }

  /** What a page of somebody has sent that means nothing is passed over, by all pages alike. */
  #tell(data: string, key: string): void {
    try {
      this.#listener.added(data, key);
    } catch (e) {
      console.warn(`An entry of ${this.#path} means nothing.`, e);
    }
  }

  #takeEarly(): void {
    for (const number of [...this.#early.keys()].sort((a, b) => a - b)) {
      const { data, key } = this.#early.get(number)!;
      if (number <= this.#last) {
        this.#early.delete(number);
      } else if (number === this.#last + 1 && data !== null) {
        this.#early.delete(number);
        this.#last = number;
        this.#tell(data, key);
      }
    }
  }
}
