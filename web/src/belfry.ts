// What all parts of a page share: the connection, the channels, and who asks the application.

import { Api, ApiError } from "./api.js";
import { Authorizer } from "./authorizer.js";
import { Channels } from "./channels.js";
import { ConnectionStore } from "./connection.js";
import { connectorOf, type EchoLike } from "./echo.js";
import { askWhileAway } from "./fallback.js";
import { Owner, type WhoIsThere } from "./owner.js";
import type { Store } from "./store.js";

/** How a page uses Belfry. */
export interface BelfryOptions {
  /** Echo 2 with the broadcaster `reverb` or `pusher`, set up by the page. */
  echo: EchoLike;
  /** Who is signed in; null for a guest, for whom there are no notifications. */
  userId: string | number | null;
  /** What stands before the paths of the application; the page's own origin if nothing is said. */
  baseUrl?: string;
  /** Headers of each request, or who knows them; the token of a cookie named XSRF-TOKEN is sent by itself. */
  headers?: Record<string, string> | (() => Record<string, string>);
  fetch?: typeof fetch;
  /**
   * Where the application says which channels a page may listen to, such as `/broadcasting/auth`: it is then asked there
   * as everywhere, with the same headers and tokens. If nothing is said, pusher-js asks as it was set up.
   */
  authEndpoint?: string;
  /**
   * Gets another token when the application has answered 401: the headers to send from then on, for requests and for
   * the hub's channels. Null when there is none, and the user has to sign in. It is not asked after a 403: a user who is
   * known, and may not, may as little with another token.
   */
  refreshToken?: () => Promise<Record<string, string> | null>;
  /**
   * Answers who is signed in now, null for nobody: for pages whose session is a cookie, in the place of `refreshToken` and
   * `mayComeBack`. It is asked when the application has answered 401 or ended the connection. The page goes on if that is
   * its user, is loaded anew if it is somebody else, and if it is nobody `signedOut` says so until `signedIn()`.
   */
  whoIsThere?: WhoIsThere;
  /**
   * Asked when the application has ended the connection: whether this page may still be seen, and connects again.
   * It is asked again later when it throws. If nothing is said, the application is asked for the count of the bell: a
   * page whose user is still signed in comes back.
   */
  mayComeBack?: () => boolean | Promise<boolean>;
  /**
   * Every how many seconds the application is asked for what is new while the hub cannot be reached, 1 at least; not at
   * all if nothing is said.
   */
  pollEvery?: number;
  /** Where the application was told to put something else than usually. */
  paths?: Partial<Paths>;
  /** Which channels the application was told to use. */
  channels?: Partial<ChannelNames>;
  /** What the application was told to call events. */
  events?: Partial<EventNames>;
}

/** Where the application answers. */
export interface Paths {
  notifications: string;
  liveRefresh: string;
  presence: string;
  typing: string;
  chat: string;
}

/** Names of channels, without `private-`; `{…}` stands for an id. */
export interface ChannelNames {
  notifications: string;
  liveRefresh: string;
  liveRefreshAdmin: string;
  /** Whoever listens to it is there. */
  user: string;
  presence: string;
  conversation: string;
}

/** Names of events on the wire. */
export interface EventNames {
  notification: string;
  liveRefresh: string;
  typing: string;
}

const PATHS: Paths = {
  notifications: "/notifications",
  liveRefresh: "/live-refresh",
  presence: "/presence",
  typing: "/typing",
  chat: "/chat",
};

const CHANNELS: ChannelNames = {
  notifications: "notifications.{user}",
  liveRefresh: "live-refresh.{user}",
  liveRefreshAdmin: "live-refresh.admin",
  user: "user.{user}",
  presence: "presence.{user}",
  conversation: "conversation.{id}",
};

const EVENTS: EventNames = {
  notification: "Illuminate\\Notifications\\Events\\BroadcastNotificationCreated",
  liveRefresh: "LiveRefreshContextsUpdated",
  typing: "TypingIndicator",
};

const NOT_FOUND = 404;
/** So long a new token is good at least: what is refused with it is refused for another reason. */
const RENEWED_MILLIS = 5_000;

/** What all parts of a page share. */
export class Belfry {
  readonly echo: EchoLike;
  /** Who is signed in; null for a guest. */
  readonly userId: string | null;
  readonly connection: ConnectionStore;
  readonly channels: Channels;
  readonly api: Api;
  readonly paths: Readonly<Paths>;
  readonly events: Readonly<EventNames>;
  /** Whether the user of this page has been signed out, elsewhere or by time, as `whoIsThere` has answered. */
  readonly signedOut: Store<boolean>;
  readonly #owner: Owner;
  readonly #names: Readonly<ChannelNames>;
  readonly #refreshToken: BelfryOptions["refreshToken"];
  readonly #shared = new Map<string, unknown>();
  readonly #headers: () => Record<string, string>;
  #renewed: Record<string, string> = {};
  #renewing: Promise<boolean> | null = null;

  constructor(options: BelfryOptions) {
    this.echo = options.echo;
    this.userId = options.userId === null ? null : String(options.userId);
    this.paths = { ...PATHS, ...options.paths };
    this.events = { ...EVENTS, ...options.events };
    this.#names = { ...CHANNELS, ...options.channels };
    const headers = options.headers ?? {};
    this.#headers = typeof headers === "function" ? headers : () => headers;
    const { whoIsThere } = options;
    this.#owner = new Owner(this.userId, whoIsThere ?? (() => Promise.resolve(this.userId)));
    this.signedOut = this.#owner.signedOut;
    // A cookie is sent by itself: there is nothing to send, but to try again.
    this.#refreshToken = whoIsThere ? async () => ((await this.#owner.isThere()) ? {} : null) : options.refreshToken;
    const mayComeBack = whoIsThere ? () => this.#owner.isThere() : options.mayComeBack;
    this.connection = new ConnectionStore(options.echo, mayComeBack ?? (() => this.#isStillSignedIn()));
    this.api = new Api({
      baseUrl: options.baseUrl ?? "",
      fetch: options.fetch ?? ((...request) => globalThis.fetch(...request)),
      headers: () => ({ ...this.#headers(), ...this.#renewed }),
      socketId: () => connectorOf(options.echo).pusher.connection.socket_id,
      renew: () => this.renewToken(),
    });
    const { authEndpoint } = options;
    const authorizer = authEndpoint === undefined ? null : new Authorizer(options.echo, this.api, authEndpoint);
    this.channels = new Channels(options.echo, {
      renew: () => this.renewToken(),
      statusOf: (wireName) => authorizer?.statusOf(wireName),
      hears: (hearing) => this.connection.hears(hearing),
    });
    if (options.pollEvery !== undefined) {
      askWhileAway(this, options.pollEvery);
    }
  }

  /** The name of a channel, with an id in its place. */
  channelName(kind: keyof ChannelNames, id: string = this.userId ?? ""): string {
    return this.#names[kind].replace(/\{[a-z]+\}/, () => id);
  }

  /**
   * Gets another token, once for all who ask for it at the same time: before the old one is out of date, or because it
   * was refused. False when there is none.
   */
  renewToken(): Promise<boolean> {
    this.#renewing ??= this.#renew().finally(() => {
      setTimeout(() => (this.#renewing = null), RENEWED_MILLIS);
    });
    return this.#renewing;
  }

  /**
   * Somebody has signed in on this page: it goes on with what is on it if that is its user, and is loaded anew otherwise.
   *
   * @throws ApiError, or whatever `whoIsThere` throws, when that is not known
   */
  async signedIn(): Promise<void> {
    if (await this.#owner.isThere()) {
      // Each channel asks anew.
      this.connection.retry();
    }
  }

  async #renew(): Promise<boolean> {
    const headers = (await this.#refreshToken?.().catch(() => null)) ?? null;
    if (headers === null) {
      return false;
    }
    this.#renewed = { ...this.#renewed, ...headers };
    const { auth } = connectorOf(this.echo).options;
    if (auth) {
      // Changed, not replaced: pusher-js has this object.
      auth.headers = Object.assign(auth.headers ?? {}, headers);
    }
    return true;
  }

  async #isStillSignedIn(): Promise<boolean> {
    try {
      await this.api.ask("GET", `${this.paths.notifications}/count`);
      return true;
    } catch (e) {
      if (e instanceof ApiError && !e.isTemporary) {
        // An application without notifications knows nobody there.
        return e.status === NOT_FOUND;
      }
      throw e;
    }
  }

  /** One of its kind: made when it is first asked for. */
  shared<T>(kind: string, make: () => T): T {
    if (!this.#shared.has(kind)) {
      this.#shared.set(kind, make());
    }
    return this.#shared.get(kind) as T;
  }
}

/** Makes what all parts of a page share. One for each page. */
export function createBelfry(options: BelfryOptions): Belfry {
  return new Belfry(options);
}
