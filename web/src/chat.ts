// Conversations, and what is said in them.

import { ApiError } from "./api.js";
import type { Belfry } from "./belfry.js";
import { Retry } from "./retry.js";
import { Watched, type Store } from "./store.js";
import { Typists, type Typist, type TypingSignal } from "./typing.js";

/** What a participant has said. */
export interface Message {
  readonly id: string;
  readonly conversation_id: string;
  /** 1, 2, 3 and so on in its conversation, without a gap. */
  readonly number: number;
  readonly sender_id: string;
  /** Text; empty when it was deleted. */
  readonly body: string;
  readonly created_at: string;
  readonly edited_at: string | null;
  readonly deleted: boolean;
  /** That its sender gave it. */
  readonly key: string;
}

/** One of those who are in a conversation, and how far they have got. */
export interface Participant {
  readonly user_id: string;
  readonly name: string | null;
  readonly delivered_up_to: number;
  readonly read_up_to: number;
}

/** A conversation as whoever is signed in sees it. */
export interface Conversation {
  readonly id: string;
  readonly title: string | null;
  readonly participants: readonly Participant[];
  readonly last_message: Message | null;
  readonly unread: number;
  readonly updated_at: string;
}

/** A message on its way, or one that did not get there. */
export interface Outgoing {
  readonly key: string;
  readonly body: string;
  readonly created_at: string;
  readonly isFailed: boolean;
}

/** What a page knows of a conversation. */
export interface Chat {
  /** Null until the application has answered, and when there is no such conversation for this user. */
  readonly conversation: Conversation | null;
  /** The oldest first. */
  readonly messages: readonly Message[];
  /** What was sent here and is not among the messages yet. */
  readonly outgoing: readonly Outgoing[];
  /** Whether there are older messages to be had. */
  readonly hasMore: boolean;
  readonly error: Error | null;
}

/** A conversation, and what can be done in it. */
export interface ChatStore extends Store<Chat> {
  /** Who else is typing. */
  readonly typing: Store<readonly Typist[]>;
  /** Sends a message, once however often it is tried. */
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
  readonly #retry = new Retry(() => void this.#catchUp());
  #oldest: number | null = null;
  #readUpTo = 0;
  #isCatchingUp = false;
  #isDue = false;

  constructor(belfry: Belfry, id: string) {
    super({ conversation: null, messages: [], outgoing: [], hasMore: false, error: null }, () => this.#begin(id));
    this.#belfry = belfry;
    this.#path = `${belfry.paths.chat}/conversations/${encodeURIComponent(id)}`;
    const say = (isTyping: boolean): Promise<unknown> =>
      belfry.api.ask("POST", `${this.#path}/typing`, { typing: isTyping });
    // Heard below, on the same channel.
    this.typing = new Typists(belfry, say, () => this.subscribe(() => {}));
  }

  #begin(id: string): () => void {
    const said = ({ data }: Told<Message>): void => this.#said(data);
    const receipt =
      (isRead: boolean) =>
      ({ data }: Told<Receipt>): void =>
        this.#got(data, isRead);
    const leave = this.#belfry.channels.listen(
      this.#belfry.channelName("conversation", id),
      {
        "message-sent": said,
        "message-edited": said,
        "message-deleted": said,
        "message-delivered": receipt(false),
        "message-read": receipt(true),
        typing: ({ data }: Told<TypingSignal>) => this.typing.heard(data),
      },
      { subscribed: () => void this.#catchUp() },
    );
    void this.#catchUp();
    return () => {
      leave();
      this.#retry.over();
    };
  }

  /** Fetches what has changed: at first, after each time away, and when something is missing in between. */
  async #catchUp(): Promise<void> {
    if (this.#isCatchingUp) {
      this.#isDue = true;
      return;
    }
    this.#isCatchingUp = true;
    try {
      const known = this.get().messages.length;
      const limit = Math.min(MOST, Math.max(PAGE, known));
      const [conversation, page] = await Promise.all([
        this.#belfry.api.ask<Conversation>("GET", this.#path),
        this.#belfry.api.ask<Page>("GET", `${this.#path}/messages?limit=${limit}`),
      ]);
      this.#retry.over();
      this.#takeNewest(page);
      this.change({ conversation: this.#newer(conversation), error: null });
      this.#tellDelivered();
    } catch (e) {
      this.change({ error: e as Error });
      if (!(e instanceof ApiError) || e.status !== GONE) {
        this.#retry.failed();
      }
    } finally {
      this.#isCatchingUp = false;
    }
    if (this.#isDue) {
      this.#isDue = false;
      await this.#catchUp();
    }
  }

  /** With what is known from before only where the newest page goes on with it, so that there is no gap. */
  #takeNewest({ items, next }: Page): void {
    const newest = [...items].reverse();
    const first = newest[0]?.number ?? 1;
    const before = this.get().messages;
    const isConnected = before.some(({ number }) => number >= first - 1);
    const older = isConnected ? before.filter(({ number }) => number < first) : [];
    const later = before.filter(({ number }) => number > (newest.at(-1)?.number ?? 0));
    if (older.length === 0) {
      this.#oldest = next;
    }
    this.#show([...older, ...newest, ...later]);
  }

  #show(messages: readonly Message[]): void {
    const keys = new Set(messages.filter((each) => this.#isOwn(each)).map(({ key }) => key));
    this.change({
      messages,
      outgoing: this.get().outgoing.filter(({ key }) => !keys.has(key)),
      hasMore: this.#oldest !== null,
    });
  }

  #isOwn(message: Message): boolean {
    return message.sender_id === this.#belfry.userId;
  }

  /** A message that is new, or is another one now. */
  #said(message: Message & { truncated?: boolean }): void {
    const { messages } = this.get();
    const last = messages.at(-1)?.number ?? 0;
    if (message.truncated || message.number > last + 1) {
      void this.#catchUp();
    } else if (message.number === last + 1) {
      this.typing.gone(message.sender_id);
      this.#show([...messages, message]);
      this.#countUnread(message);
      this.#tellDelivered();
    } else {
      this.#show(messages.map((each) => (each.id === message.id ? message : each)));
    }
  }

  #countUnread(message: Message): void {
    const { conversation } = this.get();
    if (conversation) {
      const unread = conversation.unread + (this.#isOwn(message) ? 0 : 1);
      this.change({ conversation: { ...conversation, unread, last_message: message, updated_at: message.created_at } });
    }
  }

  #got({ user_id: user, up_to: upTo }: Receipt, isRead: boolean): void {
    const { conversation } = this.get();
    if (!conversation) {
      return;
    }
    const participants = conversation.participants.map((each) =>
      each.user_id !== user
        ? each
        : {
            ...each,
            delivered_up_to: Math.max(each.delivered_up_to, upTo),
            read_up_to: isRead ? Math.max(each.read_up_to, upTo) : each.read_up_to,
          },
    );
    const isAllRead = isRead && user === this.#belfry.userId && upTo >= (this.get().messages.at(-1)?.number ?? 0);
    this.change({ conversation: { ...conversation, participants, unread: isAllRead ? 0 : conversation.unread } });
  }

  /** Receipts only grow, whichever answer comes last. */
  #newer(conversation: Conversation): Conversation {
    const before = new Map(this.get().conversation?.participants.map((each) => [each.user_id, each]));
    const participants = conversation.participants.map((each) => ({
      ...each,
      delivered_up_to: Math.max(each.delivered_up_to, before.get(each.user_id)?.delivered_up_to ?? 0),
      read_up_to: Math.max(each.read_up_to, before.get(each.user_id)?.read_up_to ?? 0),
    }));
    return { ...conversation, participants };
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
      this.change({ conversation: this.#newer(conversation) });
    } catch (e) {
      this.#readUpTo = 0;
      this.change({ error: e as Error });
    }
  }

  async send(body: string): Promise<void> {
    const outgoing = { key: crypto.randomUUID(), body, created_at: new Date().toISOString(), isFailed: false };
    this.change({ outgoing: [...this.get().outgoing, outgoing] });
    this.typing.stopped();
    await this.#send(outgoing);
  }

  async resend(key: string): Promise<void> {
    const outgoing = this.get().outgoing.find((each) => each.key === key);
    if (outgoing?.isFailed) {
      this.#mark(key, false);
      await this.#send(outgoing);
    }
  }

  async #send({ key, body }: Outgoing): Promise<void> {
    try {
      this.#said(await this.#belfry.api.ask<Message>("POST", `${this.#path}/messages`, { body, key }));
    } catch (e) {
      this.#mark(key, true);
      this.change({ error: e as Error });
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
