// Channels that several parts of a page listen to at once.

import type { Hearing } from "./connection.js";
import { connectorOf, type EchoChannel, type EchoLike, type PusherMembers } from "./echo.js";
import { Retry } from "./retry.js";
import { LINGER_MILLIS } from "./store.js";

/** What to do with events, by their names on the wire: no dot in front, and no namespace is added. */
export type Listeners = Record<string, (data: any) => void>;

/** Private and presence channels are guarded by the application's rules, public ones are not. */
export type ChannelKind = "private" | "presence" | "public";

const JOINS: Record<ChannelKind, (echo: EchoLike, name: string) => unknown> = {
  private: (echo, name) => echo.private(name),
  presence: (echo, name) => echo.join(name),
  public: (echo, name) => echo.channel(name),
};

function wireNameOf(kind: ChannelKind, name: string): string {
  return kind === "public" ? name : `${kind}-${name}`;
}

export interface ListenOptions {
  kind?: ChannelKind;
  /**
   * Called each time the hub has let the page in: at first, and after each new connection; and now and then while
   * there is none, if the page has asked for that by `pollEvery`. What was missed can be fetched.
   */
  subscribed?: () => void;
  /** Called when the application does not let the page in, and a new token does not help. */
  denied?: (status: number) => void;
}

interface Failure {
  status?: number;
}

/** How the page gets into guarded channels. */
export interface Access {
  /** Gets another token; false when there is none. */
  renew: () => Promise<boolean>;
  /** What the application said last of a channel, where pusher-js does not know it. */
  statusOf: (wireName: string) => number | undefined;
  /** Told when the page is let in everywhere where it was not, or is not any more. */
  hears: (hearing: Hearing) => void;
}

const OK = 200;
const UNAUTHORIZED = 401;
/** An application that is started again is back by then, mostly. */
const FAILURES_UNTOLD = 2;

/** A channel, and how many listen to it. */
class Shared {
  readonly channel: EchoChannel;
  readonly options = new Set<ListenOptions>();
  hearing: Hearing = "connected";
  readonly #access: Access;
  readonly #changed: () => void;
  readonly #retry: Retry;
  #renewed = false;

  /**
   * @param changed called when {@link hearing} is another than before
   */
  constructor(channel: EchoChannel, access: Access, changed: () => void) {
    this.channel = channel;
    this.#access = access;
    this.#changed = changed;
    this.#retry = new Retry(() => this.channel.subscription.subscribe());
    channel.subscription.bind("pusher:subscription_succeeded", this.#succeeded);
    channel.subscription.bind("pusher:subscription_error", this.#failed);
  }

  readonly #succeeded = (): void => {
    this.#retry.over();
    this.#renewed = false;
    this.#decided("connected");
    this.options.forEach(({ subscribed }) => subscribed?.());
  };

  /** pusher-js asks once for each connection; an application that was away for a moment is asked again here. */
  readonly #failed = async (failure: Failure): Promise<void> => {
    const { name, subscribed } = this.channel.subscription;
    if (subscribed) {
      // Late: the page has asked again meanwhile, on another connection, and was let in.
      return;
    }
    const answered = failure.status ?? this.#access.statusOf(name) ?? 0;
    // An answer that is good and no authorization is a page to sign in at.
    const status = answered === OK ? UNAUTHORIZED : answered;
    if (status === 0 || status === 429 || status >= 500) {
      this.#retry.failed();
      this.#decided(this.#retry.failures > FAILURES_UNTOLD ? "unanswered" : this.hearing);
    } else if (status === UNAUTHORIZED && !this.#renewed && (await this.#access.renew())) {
      this.#renewed = true;
      this.channel.subscription.subscribe();
    } else {
      this.#renewed = false;
      console.warn(
        `belfry: this page may not listen to ${name}: the application answered ${status}. ` +
          "Does a rule allow it, and is the page's token sent along, also the one against foreign sites?",
      );
      this.#decided(status === UNAUTHORIZED ? "unauthorized" : "connected");
      this.options.forEach(({ denied }) => denied?.(status));
    }
  };

  #decided(hearing: Hearing): void {
    if (hearing !== this.hearing) {
      this.hearing = hearing;
      this.#changed();
    }
  }

  close(): void {
    this.#retry.over();
    this.#decided("connected");
    this.channel.subscription.unbind("pusher:subscription_succeeded", this.#succeeded);
    this.channel.subscription.unbind("pusher:subscription_error", this.#failed);
  }
}

/**
 * Joins a channel when the first part of a page listens, and leaves it a moment after the last. A channel that the
 * page has joined itself, with Echo, is never left.
 */
export class Channels {
  readonly #echo: EchoLike;
  readonly #access: Access;
  readonly #open = new Map<string, Shared>();

  constructor(echo: EchoLike, access: Access) {
    this.#echo = echo;
    this.#access = access;
  }

  /**
   * Listens, until the function that it returns is called.
   *
   * @param name as the application names the channel, without `private-` or `presence-`
   */
  listen(name: string, listeners: Listeners, options: ListenOptions = {}): () => void {
    const kind = options.kind ?? "private";
    const wireName = wireNameOf(kind, name);
    const shared = this.#open.get(wireName) ?? this.#join(kind, name, wireName);
    // Of one's own, so that the same options can be given twice.
    const own = { ...options };
    shared.options.add(own);
    // Of one's own too: pusher-js would forget a function for all who have given it.
    const bound = Object.entries(listeners).map(([event, listener]) => {
      const call = (data: never): void => listener(data);
      shared.channel.listen(`.${event}`, call);
      return () => shared.channel.stopListening(`.${event}`, call);
    });
    if (shared.channel.subscription.subscribed) {
      queueMicrotask(() => shared.options.has(own) && own.subscribed?.());
    }
    return () => {
      bound.forEach((unbind) => unbind());
      shared.options.delete(own);
      this.#leaveSoon(wireName, shared);
    };
  }

  /** As if the hub had just let the page in everywhere. */
  catchUp(): void {
    for (const { options } of this.#open.values()) {
      options.forEach(({ subscribed }) => subscribed?.());
    }
  }

  /** Who is on a presence channel; null while the hub has not said so. */
  members(name: string): PusherMembers | null {
    const subscription = this.#open.get(wireNameOf("presence", name))?.channel.subscription;
    return (subscription?.subscribed && subscription.members) || null;
  }

  #join(kind: ChannelKind, name: string, wireName: string): Shared {
    const isOurs = !(wireName in connectorOf(this.#echo).channels);
    const channel = JOINS[kind](this.#echo, name) as EchoChannel;
    const shared = new Shared(channel, this.#access, () => this.#access.hears(this.#hearing()));
    this.#open.set(wireName, shared);
    if (!isOurs) {
      // As somebody who never leaves: who else listens is not known.
      shared.options.add({});
    }
    return shared;
  }

  /** Whoever signs in again is let in everywhere, so that is said first. */
  #hearing(): Hearing {
    const all = [...this.#open.values()].map(({ hearing }) => hearing);
    return all.find((each) => each === "unauthorized") ?? all.find((each) => each === "unanswered") ?? "connected";
  }

  #leaveSoon(wireName: string, shared: Shared): void {
    setTimeout(() => {
      if (shared.options.size === 0 && this.#open.get(wireName) === shared) {
        shared.close();
        this.#open.delete(wireName);
        this.#echo.leaveChannel(wireName);
      }
    }, LINGER_MILLIS);
  }
}
