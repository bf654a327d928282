// The application of a page: it answers as Belfry's services do, keeps all in memory, and publishes over a real hub.

import { createHash, createHmac, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { json, text } from "node:stream/consumers";

const hmac = (secret, text_) => createHmac("sha256", secret).update(text_).digest("hex");

/** Refuses what was asked for. */
class Refused extends Error {
  constructor(status, detail, field) {
    super(detail);
    this.status = status;
    this.field = field;
  }
}

/**
 * Starts it on loopback, in front of a hub. Users are whom the bearer token, or the cookie `user`, names; tokens in
 * `badTokens` are out of date. What it is asked is kept in `asked`, as "GET /notifications"; while `isAway` it answers 503.
 */
export class Application {
  static async before(hub, { pages = {} } = {}) {
    const application = new Application(hub, pages);
    application.server.listen(0, "127.0.0.1");
    await once(application.server, "listening");
    application.url = `http://127.0.0.1:${application.server.address().port}`;
    return application;
  }

  constructor(hub, pages) {
    this.url = "";
    this.hub = hub;
    this.app = hub.apps[0];
    this.pages = pages;
    this.asked = [];
    this.badTokens = new Set();
    this.deniedChannels = new Set();
    this.isAway = false;
    /** What is answered with 503 alone, as in `asked`. */
    this.failing = new Set();
    /** Where who is signed out is led to, instead of being refused. */
    this.signInAt = "";
    /** @type {Map<string, {items: any[], version: number}>} */
    this.bells = new Map();
    this.versions = new Map();
    this.pushKey = "";
    this.subscriptions = [];
    /** @type {Promise<void> | null} what lists wait for on their way */
    this.held = null;
    /** @type {Map<string, Promise<void>>} what answers wait for on their way, by what was asked, as in `asked` */
    this.late = new Map();
    this.presences = new Map();
    this.conversations = new Map();
    this.server = createServer((request, response) => void this.#answer(request, response));
  }

  /** Answers what it is just asked, and nothing more. */
  async stop() {
    this.server.close();
    this.server.closeIdleConnections();
    const busy = setInterval(() => this.server.closeIdleConnections(), 20);
    await once(this.server, "close");
    clearInterval(busy);
  }

  async #answer(request, response) {
    const url = new URL(request.url, this.url);
    const page = this.pages[url.pathname];
    if (page && request.method === "GET") {
      response.writeHead(page.status ?? 200, { "Content-Type": page.type, ...page.headers }).end(page.body);
      return;
    }
    const asked = `${request.method} ${url.pathname}`;
    this.asked.push(asked);
    const late = this.late.get(asked);
    try {
      const said = await this.#said(request, url).finally(() => late);
      response.writeHead(said === undefined ? 204 : 200, { "Content-Type": "application/json" });
      response.end(said === undefined ? undefined : JSON.stringify(said));
    } catch (e) {
      if (e.status === 401 && this.signInAt) {
        response.writeHead(302, { Location: this.signInAt }).end();
        return;
      }
      if (!(e instanceof Refused)) {
        console.error(e);
      }
      response.writeHead(e.status ?? 500, { "Content-Type": "application/problem+json" });
      response.end(JSON.stringify({ status: e.status ?? 500, title: "Refused", detail: e.message, field: e.field }));
    }
  }

  async #said(request, url) {
    if (this.isAway || this.failing.has(`${request.method} ${url.pathname}`)) {
      throw new Refused(503, "away");
    }
    const token =
      request.headers.authorization?.replace(/^Bearer /, "") ?? /user=([^;]+)/.exec(request.headers.cookie ?? "")?.[1];
    if (!token || this.badTokens.has(token)) {
      throw new Refused(401, "sign in");
    }
    const user = token.split("-", 1)[0];
    const [, first, ...rest] = url.pathname.split("/");
    const context = { method: request.method, user, rest, query: url.searchParams, except: request.headers["x-socket-id"] };
    const isJson = request.headers["content-type"] === "application/json";
    if (first === "broadcasting") {
      return this.#authorization(user, isJson ? await json(request) : Object.fromEntries(new URLSearchParams(await text(request))));
    }
    context.body = isJson ? await json(request) : undefined;
    const rooms = {
      notifications: () => this.#bell(context),
      "live-refresh": () => this.#versions(context),
      presence: () => this.#presence(context),
      typing: () => this.#typing(context),
      chat: () => this.#chat(context),
    };
    if (!rooms[first]) {
      throw new Refused(404, "nothing is here");
    }
    return rooms[first]();
  }

  #authorization(user, { socket_id: socketId, channel_name: channel }) {
    if (this.deniedChannels.has(channel)) {
      throw new Refused(403, "not for you");
    }
    const signed = `${socketId}:${channel}`;
    if (!channel.startsWith("presence-")) {
      return { auth: `${this.app.key}:${hmac(this.app.secret, signed)}` };
    }
    const data = JSON.stringify({ user_id: user, user_info: { name: user.toUpperCase() } });
    return { auth: `${this.app.key}:${hmac(this.app.secret, `${signed}:${data}`)}`, channel_data: data };
  }

  /** What a page shows to the hub to sign in. */
  authentication(user, socketId) {
    const userData = JSON.stringify({ id: user });
    const signature = hmac(this.app.secret, `${socketId}::user::${userData}`);
    return { auth: `${this.app.key}:${signature}`, user_data: userData };
  }

  /** Publishes as an SDK does. */
  publish(channel, name, data, except) {
    return this.#post("/events", { name, channels: [channel], data: JSON.stringify(data), socket_id: except });
  }

  /** Ends the connections of a user. */
  terminate(user) {
    return this.#post(`/users/${user}/terminate_connections`, {});
  }

  async #post(below, said) {
    const body = JSON.stringify(said);
    const path = `/apps/${this.app.id}${below}`;
    const md5 = createHash("md5").update(body).digest("hex");
    const query = `auth_key=${this.app.key}&auth_timestamp=${Math.floor(Date.now() / 1000)}&auth_version=1.0&body_md5=${md5}`;
    const signature = hmac(this.app.secret, `POST\n${path}\n${query}`);
    const answer = await fetch(`${this.hub.url}${path}?${query}&auth_signature=${signature}`, { method: "POST", body });
    if (!answer.ok) {
      throw new Error(`the hub answered ${answer.status}: ${await answer.text()}`);
    }
  }

  bellOf(user) {
    const bell = this.bells.get(user) ?? { items: [], version: 0 };
    this.bells.set(user, bell);
    return bell;
  }

  #counts(user) {
    const { items, version } = this.bellOf(user);
    const kept = items.filter((item) => !item.archived_at);
    return {
      unread: kept.filter((item) => !item.read_at).length,
      unseen: kept.filter((item) => !item.seen_at).length,
      version,
    };
  }

  /** Puts a notification into a bell; pages hear of it unless the hub is away. */
  async notify(user, title, more = {}) {
    const item = this.put(user, title, more);
    await this.tell(user, item).catch(() => {});
    return item;
  }

  /** Puts a notification into a bell, and tells nobody. */
  put(user, title, more = {}) {
    const item = {
      id: randomUUID(),
      type: "note",
      title,
      message: null,
      action_url: null,
      data: {},
      importance: "normal",
      occurrences: 1,
      created_at: new Date().toISOString(),
      seen_at: null,
      read_at: null,
      archived_at: null,
      expires_at: null,
      ...more,
    };
    const bell = this.bellOf(user);
    bell.items = [item, ...bell.items.filter(({ id }) => id !== item.id)];
    bell.version += 1;
    return item;
  }

  /** Tells pages of a notification, perhaps again; with counts, or null when it stands in no bell. */
  tell(user, item, /** @type {object | null} */ counts = this.#counts(user)) {
    const { data, seen_at: _, read_at: _1, archived_at: _2, expires_at: _3, ...said } = item;
    return this.publish(
      `private-notifications.${user}`,
      "Illuminate\\Notifications\\Events\\BroadcastNotificationCreated",
      { ...data, ...said, user_id: user, bell: counts },
    );
  }

  async #bell({ method, user, rest: [id, verb], query, body, except }) {
    const bell = this.bellOf(user);
    if (id === "count") {
      return this.#counts(user);
    }
    if (id === "push-key") {
      return { public_key: this.pushKey };
    }
    if (id === "push-subscriptions") {
      this.subscriptions = this.subscriptions.filter(({ endpoint }) => endpoint !== body.endpoint);
      if (method === "POST") {
        this.subscriptions.push(body);
      }
      return undefined;
    }
    if (method === "GET") {
      const limit = Number(query.get("limit") ?? 20);
      const from = Number(query.get("cursor") ?? 0);
      const items = bell.items.filter((item) => !item.archived_at);
      const next = from + limit < items.length ? String(from + limit) : null;
      const page = { items: items.slice(from, from + limit), next, bell: this.#counts(user) };
      // As it was when it was asked for, however late it arrives.
      await this.held;
      return page;
    }
    if (id === "delivered") {
      return undefined;
    }
    const isOne = verb !== undefined || (method === "DELETE" && id !== undefined);
    const change = method === "DELETE" ? "deleted" : { archive: "archived" }[verb ?? id] ?? verb ?? id;
    const upTo = body?.up_to ?? query.get("up_to");
    const at = upTo ? bell.items.findIndex((item) => item.id === upTo) : 0;
    const meant = isOne ? bell.items.filter((item) => item.id === id) : bell.items.slice(at);
    if ((isOne && meant.length === 0) || at < 0) {
      throw new Refused(404, "there is no such notification");
    }
    const now = new Date().toISOString();
    const marks = {
      read: { read_at: now, seen_at: now },
      unread: { read_at: null },
      seen: { seen_at: now },
      archived: { archived_at: now },
    };
    bell.items =
      change === "deleted"
        ? bell.items.filter((item) => !meant.includes(item))
        : bell.items.map((item) => (meant.includes(item) ? { ...item, ...marks[change] } : item));
    bell.version += 1;
    const counts = this.#counts(user);
    const told = { change, ids: isOne ? [id] : null, up_to: isOne ? null : (upTo ?? null), bell: counts };
    await this.publish(`private-notifications.${user}`, "belfry.bell", told, except).catch(() => {});
    return isOne && change !== "deleted" ? { item: bell.items.find((item) => item.id === id), bell: counts } : counts;
  }

  versionsOf(user) {
    if (!this.versions.has(user)) {
      this.versions.set(user, {});
    }
    return this.versions.get(user);
  }

  /** Says that contexts of a user, or of "admin", have changed; pages hear of it unless the hub is away. */
  async changes(user, ...contexts) {
    const versions = this.versionsOf(user);
    contexts.forEach((context) => (versions[context] = (versions[context] ?? 0) + 1));
    await this.publish(`private-live-refresh.${user}`, "LiveRefreshContextsUpdated", { contexts }).catch(() => {});
  }

  #versions({ user }) {
    return { contexts: this.versionsOf(user), admin: this.versionsOf("admin") };
  }

  /** Somebody comes, goes, or says something else. */
  async present(user, event, change) {
    this.presences.set(user, { user_id: user, text: null, last_seen: null, ...this.presences.get(user), ...change });
    await this.publish(`private-presence.${user}`, event, this.presences.get(user));
  }

  #presence({ method, user, query, body }) {
    if (method === "PUT") {
      this.presences.set(user, { user_id: user, online: true, ...body, last_seen: null });
      return this.presences.get(user);
    }
    const users = query.getAll("user").map((id) => this.presences.get(id));
    return { users: users.filter(Boolean) };
  }

  async #typing({ user, body: { channel, typing }, except }) {
    const signal = { user_id: user, name: user.toUpperCase(), typing, expires_in: 6 };
    await this.publish(`private-${channel}`, "TypingIndicator", signal, except);
    return undefined;
  }

  /** Opens a conversation. */
  opens(id, ...users) {
    this.conversations.set(id, {
      id,
      title: null,
      messages: [],
      participants: users.map((user) => ({ user_id: user, name: user, delivered_up_to: 0, read_up_to: 0 })),
    });
  }

  /** Takes a user out of a conversation. */
  leaves(id, user) {
    const conversation = this.conversations.get(id);
    conversation.participants = conversation.participants.filter((each) => each.user_id !== user);
  }

  /** Lets a user into a conversation. */
  joins(id, user) {
    const read = this.conversations.get(id).messages.length;
    const participant = { user_id: user, name: user, delivered_up_to: read, read_up_to: read };
    this.conversations.get(id).participants.push(participant);
  }

  #seenBy(conversation, user) {
    const { messages, participants, ...rest } = conversation;
    const readUpTo = participants.find((each) => each.user_id === user)?.read_up_to ?? 0;
    const unread = messages.filter((each) => each.number > readUpTo && each.sender_id !== user && !each.deleted);
    const last = messages.at(-1) ?? null;
    return { ...rest, participants, last_message: last, unread: unread.length, updated_at: last?.created_at ?? "" };
  }

  /** Says something, as a participant's page does. */
  async says(id, user, body, key = randomUUID(), except) {
    const conversation = this.conversations.get(id);
    const known = conversation.messages.find((each) => each.sender_id === user && each.key === key);
    if (known) {
      return known;
    }
    const message = {
      id: randomUUID(),
      conversation_id: id,
      number: conversation.messages.length + 1,
      sender_id: user,
      body,
      created_at: new Date().toISOString(),
      edited_at: null,
      deleted: false,
      key,
    };
    conversation.messages.push(message);
    await this.#tellChat(id, "sent", message, except);
    return message;
  }

  #tellChat(id, type, data, except) {
    const told = { conversation_id: id, type, data, timestamp: new Date().toISOString() };
    return this.publish(`private-conversation.${id}`, type === "typing" ? type : `message-${type}`, told, except).catch(
      () => {},
    );
  }

  async #chat({ method, user, rest: [, id, what, messageId], query, body, except }) {
    const conversation = this.conversations.get(id);
    if (!conversation?.participants.some((each) => each.user_id === user)) {
      throw new Refused(404, "there is no such conversation");
    }
    if (what === undefined) {
      return this.#seenBy(conversation, user);
    }
    if (what === "typing") {
      const signal = { user_id: user, name: user, typing: body.typing, expires_in: 6 };
      await this.#tellChat(id, "typing", signal, except);
      return undefined;
    }
    if (what === "delivered" || what === "read") {
      const own = conversation.participants.find((each) => each.user_id === user);
      own.delivered_up_to = Math.max(own.delivered_up_to, body.up_to);
      own.read_up_to = what === "read" ? Math.max(own.read_up_to, body.up_to) : own.read_up_to;
      const seen = this.#seenBy(conversation, user);
      await this.#tellChat(id, what, { user_id: user, up_to: body.up_to }, except);
      return seen;
    }
    if (method === "GET") {
      const before = Number(query.get("before") ?? Infinity);
      const all = conversation.messages.filter((each) => each.number < before).reverse();
      const items = all.slice(0, Number(query.get("limit")));
      return { items, next: items.length < all.length ? items.at(-1).number : null };
    }
    if (method === "POST") {
      return this.says(id, user, body.body, body.key, except);
    }
    const message = conversation.messages.find((each) => each.id === messageId && each.sender_id === user);
    if (!message) {
      throw new Refused(404, "there is no such message");
    }
    Object.assign(message, method === "DELETE" ? { deleted: true, body: "" } : { body: body.body, edited_at: "now" });
    await this.#tellChat(id, method === "DELETE" ? "deleted" : "edited", message, except);
    return message;
  }
}
