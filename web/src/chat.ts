// Conversations, and what is said in them.

import { ApiError } from "./api.js";
import type { Belfry } from "./belfry.js";
import { furthest, newerOf, upToDate, type Conversation, type Message, type Participant } from "./conversation.js";
import { Retry } from "./retry.js";
import { Watched, type Store } from "./store.js";
import { Typists, type Typist, type TypingSignal } from "./typing.js";

export type { Conversation, Message, Participant };

/** A message on its way, or one that did not get there. */
export interface Outgoing {
  readonly key: string;
  readonly body: string;
  readonly created_at: string;
  readonly isFailed: boolean;
}

/** What a page knows of a conversation. */
export interface Chat {
  /**
   * Null until the application has answered, and as long as there is no such conversation for this user, which `error`
   * then says; who is let in later finds it by and by.
   */
  readonly conversation: Conversation | null;
  /** The oldest first. */
  readonly messages: readonly Message[];
  /** What was sent here and is not among the messages yet. */
  readonly outgoing: readonly Outgoing[];
  /** Whether there are older messages to be had. */
  readonly hasMore: boolean;
  /** What has failed last of that which has not worked since; an ApiError where the application has answered. */
  readonly error: Error | null;
}

/** A conversation, and what can be done in it. */
export interface ChatStore extends Store<Chat> {
  /** Who else is typing. */
  readonly typing: Store<readonly Typist[]>;
  /** Sends a message, once however often it is tried, and after those that were sent here before. */
  send(body: string): Promise<void>;
  /** Sends again what did not get there. */
  resend(key: string): Promise<void>;
  edit(id: string, body: string): Promise<void>;
  delete(id: string): Promise<void>;
  /** Says that the user has read all that there is here. */
  read(): Promise<void>;
  loadOlder(): Promise<void>;
  /** To be called at each key. */
  typed(): void;
}

const PAGE = 50;
const MOST = 100;
const GONE = 404;

/** What may fail, beside each message. */
const FETCHING = "fetching";
const READING = "reading";

interface Page {
  items: Message[];
  next: number | null;
}

interface Told<T> {
  data: T;
}

interface Receipt {
  user_id: string;
  up_to: number;
}

/** A conversation; the same store wherever it is asked for. */
export function chat(belfry: Belfry, id: string): ChatStore {
  return belfry.shared(`chat ${id}`, () => new ChatRoom(belfry, id));
}

/** Opens a conversation with others. */
export function openConversation(
  belfry: Belfry,
  participants: readonly (string | number)[],
  title: string | null = null,
): Promise<Conversation> {
  const body = { participants: participants.map(String), title };
  return belfry.api.ask("POST", `${belfry.paths.chat}/conversations`, body);
}

class ChatRoom extends Watched<Chat> implements ChatStore {
  readonly typing: Typists;
  readonly #belfry: Belfry;
  readonly #path: string;
  readonly #channel: string;
  readonly #retry = new Retry(() => void this.#catchUp());
  /** What has failed, by what it was. */
  readonly #errors = new Map<string, Error>();
  #sending: Promise<void> = Promise.resolve();
  #oldest: number | null = null;
  #readUpTo = 0;
  #isCatchingUp = false;
  #isDue = false;
  #isDenied = false;

  constructor(belfry: Belfry, id: string) {
    super({ conversation: null, messages: [], outgoing: [], hasMore: false, error: null }, () => this.#begin());
    this.#belfry = belfry;
    this.#path = `${belfry.paths.chat}/conversations/${encodeURIComponent(id)}`;
    this.#channel = belfry.channelName("conversation", id);
    const say = (isTyping: boolean): Promise<unknown> =>
      belfry.api.ask("POST", `${this.#path}/typing`, { typing: isTyping });
    // Heard below, on the same channel.
    this.typing = new Typists(belfry, say, () => this.subscribe(() => {}));
  }

  #begin(): () => void {
    const said = ({ data }: Told<Message>): void => this.#said(data);
    const receipt =
      (isRead: boolean) =>
      ({ data }: Told<Receipt>): void =>
        this.#got(data, isRead);
    const leave = this.#belfry.channels.listen(
      this.#channel,
      {
        "message-sent": said,
        "message-edited": said,
        "message-deleted": said,
        "message-delivered": receipt(false),
        "message-read": receipt(true),
        typing: ({ data }: Told<TypingSignal>) => this.typing.heard(data),
      },
      { subscribed: () => this.#joined(), denied: (status) => this.#denied(status) },
    );
    void this.#catchUp();
    return () => {
      leave();
      this.#retry.over();
    };
  }

  #joined(): void {
    this.#isDenied = false;
    void this.#catchUp();
  }

  #denied(status: number): void {
    this.#isDenied = true;
    this.#lose(new ApiError(status, `${this.#channel} is not for this user`));
  }

  /** Nobody tells who is let in again: it is asked for every now and then. */
  #lose(error: Error): void {
    this.#oldest = null;
    this.#readUpTo = 0;
    this.typing.get().forEach(({ user_id: user }) => this.typing.gone(user));
    this.#failed(FETCHING, error, { conversation: null, messages: [], hasMore: false });
    this.#fetchLater();
  }

  #fetchLater(): void {
    // Nobody may watch any more when an answer comes.
    if (this.isWatched) {
      this.#retry.failed();
    }
  }

  #failed(what: string, error: unknown, lost: Partial<Chat> = {}): void {
    this.#errors.delete(what);
    this.#errors.set(what, error as Error);
    this.change({ ...lost, error: error as Error });
  }

  #worked(what: string): void {
    if (this.#errors.delete(what)) {
      this.change({ error: this.#error });
    }
  }

  get #error(): Error | null {
    return [...this.#errors.values()].at(-1) ?? null;
  }

  /** Fetches what has changed: at first, after each time away, and when something is missing in between. */
  async #catchUp(): Promise<void> {
    this.#isDue = true;
    if (this.#isCatchingUp) {
      return;
    }
    this.#isCatchingUp = true;
    while (this.#isDue) {
      this.#isDue = false;
      await this.#fetch();
    }
    this.#isCatchingUp = false;
  }

  async #fetch(): Promise<void> {
    try {
      const known = this.get().messages.length;
      const limit = Math.min(MOST, Math.max(PAGE, known));
      const [conversation, page] = await Promise.all([
        this.#belfry.api.ask<Conversation>("GET", this.#path),
        this.#belfry.api.ask<Page>("GET", `${this.#path}/messages?limit=${limit}`),
      ]);
      if (this.#isDenied) {
        this.#joinAgain();
        return;
      }
      this.#retry.over();
      this.#takeNewest(page, conversation);
      this.#worked(FETCHING);
      this.#tellDelivered();
    } catch (e) {
      if (isGone(e)) {
        this.#lose(e);
      } else {
        this.#failed(FETCHING, e);
        this.#fetchLater();
      }
    }
  }

  /** What is shown would not be kept up to date before. */
  #joinAgain(): void {
    if (this.isWatched) {
      (this.#belfry.echo.private(this.#channel) as { subscribe(): void }).subscribe();
    }
  }

  /** With what is known from before only where the newest page goes on with it, so that there is no gap. */
  #takeNewest({ items, next }: Page, conversation: Conversation): void {
    const before = this.get().messages;
    const known = new Map(before.map((each) => [each.number, each]));
    const newest = items.map((each) => newerOf(known.get(each.number), each)).reverse();
    const first = newest[0]?.number ?? 1;
    const isConnected = before.some(({ number }) => number >= first - 1);
    const older = isConnected ? before.filter(({ number }) => number < first) : [];
    const later = before.filter(({ number }) => number > (newest.at(-1)?.number ?? 0));
    if (older.length === 0) {
      this.#oldest = next;
    }
    this.#show([...older, ...newest, ...later], conversation);
  }

  #show(messages: readonly Message[], conversation = this.get().conversation): void {
    const keys = new Set(messages.filter((each) => this.#isOwn(each)).map(({ key }) => key));
    keys.forEach((key) => this.#errors.delete(key));
    this.change({
      messages,
      conversation: conversation && this.#upToDate(conversation, messages),
      outgoing: this.get().outgoing.filter(({ key }) => !keys.has(key)),
      hasMore: this.#oldest !== null,
      error: this.#error,
    });
  }

  #upToDate(conversation: Conversation, messages: readonly Message[]): Conversation {
    return upToDate(conversation, this.get().conversation, messages, this.#belfry.userId);
  }

  #isOwn(message: Message): boolean {
    return message.sender_id === this.#belfry.userId;
  }

  /** A message that is new, or is another one now. */
  #said(message: Message & { truncated?: boolean }): void {
    const { conversation, messages } = this.get();
    const last = messages.at(-1)?.number ?? 0;
    if (!conversation || message.truncated || message.number > last + 1) {
      void this.#catchUp();
    } else if (message.number === last + 1) {
      this.typing.gone(message.sender_id);
      this.#show([...messages, message]);
      this.#know(message.sender_id);
      this.#tellDelivered();
    } else {
      this.#show(messages.map((each) => (each.id === message.id ? newerOf(each, message) : each)));
    }
  }

  /** Who is not known has been let in meanwhile. */
  #know(user: string): void {
    if (!this.get().conversation?.participants.some(({ user_id: known }) => known === user)) {
      void this.#catchUp();
    }
  }

  #got({ user_id: user, up_to: upTo }: Receipt, isRead: boolean): void {
    const { conversation, messages } = this.get();
    if (!conversation) {
      return;
    }
    const receipt = { delivered_up_to: upTo, read_up_to: isRead ? upTo : 0 };
    const participants = conversation.participants.map((each) =>
      each.user_id === user ? furthest(each, receipt) : each,
    );
    this.change({ conversation: this.#upToDate({ ...conversation, participants }, messages) });
    this.#know(user);
  }

  #tellDelivered(): void {
    const last = this.get().messages.at(-1)?.number ?? 0;
    const own = this.get().conversation?.participants.find(({ user_id: user }) => user === this.#belfry.userId);
    if (own && last > own.delivered_up_to) {
      this.#got({ user_id: own.user_id, up_to: last }, false);
      // Said again with the next message when it does not arrive.
      this.#belfry.api.ask("POST", `${this.#path}/delivered`, { up_to: last }).catch(() => {});
    }
  }

  async read(): Promise<void> {
    const last = this.get().messages.at(-1)?.number ?? 0;
    if (last <= this.#readUpTo || this.get().conversation === null) {
      return;
    }
    this.#readUpTo = last;
    try {
      const conversation = await this.#belfry.api.ask<Conversation>("POST", `${this.#path}/read`, { up_to: last });
      if (this.get().conversation) {
        this.#show(this.get().messages, conversation);
      }
      this.#worked(READING);
    } catch (e) {
      this.#readUpTo = 0;
      this.#failed(READING, e);
      this.#lookWhetherGone(e);
    }
  }

  async send(body: string): Promise<void> {
    const outgoing = { key: crypto.randomUUID(), body, created_at: new Date().toISOString(), isFailed: false };
    this.change({ outgoing: [...this.get().outgoing, outgoing] });
    this.typing.stopped();
    await this.#sendInTurn(outgoing);
  }

  async resend(key: string): Promise<void> {
    const outgoing = this.get().outgoing.find((each) => each.key === key);
    if (outgoing?.isFailed) {
      this.#mark(key, false);
      await this.#sendInTurn(outgoing);
    }
  }

  /** So that they are numbered in the order in which they were written. */
  #sendInTurn(outgoing: Outgoing): Promise<void> {
    this.#sending = this.#sending.then(() => this.#send(outgoing));
    return this.#sending;
  }

  async #send({ key, body }: Outgoing): Promise<void> {
    try {
      this.#said(await this.#belfry.api.ask<Message>("POST", `${this.#path}/messages`, { body, key }));
      this.#worked(key);
    } catch (e) {
      this.#mark(key, true);
      this.#failed(key, e);
      this.#lookWhetherGone(e);
    }
  }

  #lookWhetherGone(e: unknown): void {
    if (isGone(e)) {
      void this.#catchUp();
    }
  }

  #mark(key: string, isFailed: boolean): void {
    this.change({ outgoing: this.get().outgoing.map((each) => (each.key === key ? { ...each, isFailed } : each)) });
  }

  async edit(id: string, body: string): Promise<void> {
    this.#said(await this.#belfry.api.ask("PATCH", `${this.#path}/messages/${encodeURIComponent(id)}`, { body }));
  }

  async delete(id: string): Promise<void> {
    this.#said(await this.#belfry.api.ask("DELETE", `${this.#path}/messages/${encodeURIComponent(id)}`));
  }

  async loadOlder(): Promise<void> {
    const before = this.#oldest;
    if (before === null) {
      return;
    }
    const page = await this.#belfry.api.ask<Page>("GET", `${this.#path}/messages?limit=${PAGE}&before=${before}`);
    if (this.#oldest === before) {
      this.#oldest = page.next;
      this.#show([...page.items.reverse(), ...this.get().messages]);
    }
  }

  typed(): void {
    this.typing.typed();
  }
}

function isGone(e: unknown): e is ApiError {
  return e instanceof ApiError && e.status === GONE;
}
