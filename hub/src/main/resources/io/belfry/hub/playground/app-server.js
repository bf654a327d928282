// What an app's own server does for its clients: it signs for channels, and it publishes. Two ways
// to stand in for one; both answer promises and fail with an Error that says why.

import { hex, md5 } from "./md5.js";

/** The hub does it. It agrees only in development mode, to a browser on its own machine. */
export class HubAsServer {
  constructor(app, root) {
    this.app = app;
    this.root = root;
  }

  authorize(socketId, channel, user) {
    const form = new URLSearchParams({
      app: this.app.id,
      socket_id: socketId,
      channel_name: channel,
      user,
    });
    return post(new URL("playground/auth", this.root), form);
  }

  publish(event) {
    const url = new URL("playground/events", this.root);
    url.searchParams.set("app", this.app.id);
    return post(url, JSON.stringify(event));
  }
}

/** This page does it, with the app's secret, which it keeps in memory only and never sends. */
export class SecretInPage {
  #key;

  constructor(app, root, key) {
    this.app = app;
    this.root = root;
    this.#key = key;
  }

  static async of(app, root, secret) {
    if (!crypto.subtle) {
      throw new Error("Browsers sign only on https and on localhost. Open this page there.");
    }
    const algorithm = { name: "HMAC", hash: "SHA-256" };
    const bytes = new TextEncoder().encode(secret);
    const key = await crypto.subtle.importKey("raw", bytes, algorithm, false, ["sign"]);
    return new SecretInPage(app, root, key);
  }

  async authorize(socketId, channel, user) {
    if (!channel.startsWith("presence-")) {
      return { auth: await this.#signed(`${socketId}:${channel}`) };
    }
    const member = JSON.stringify({ user_id: user, user_info: { name: user } });
    return {
      auth: await this.#signed(`${socketId}:${channel}:${member}`),
      channel_data: member,
    };
  }

  /** Calls the signed HTTP API, as any server SDK does. */
  async publish(event) {
    const body = JSON.stringify(event);
    const path = `/apps/${encodeURIComponent(this.app.id)}/events`;
    const query =
      `auth_key=${this.app.key}&auth_timestamp=${Math.floor(Date.now() / 1000)}` +
      `&auth_version=1.0&body_md5=${md5(body)}`;
    const signature = await this.#sign(`POST\n${path}\n${query}`);
    const url = new URL(`.${path}`, this.root);
    url.search = new URLSearchParams(`${query}&auth_signature=${signature}`);
    return post(url, body);
  }

  async #signed(text) {
    return `${this.app.key}:${await this.#sign(text)}`;
  }

  async #sign(text) {
    const bytes = new TextEncoder().encode(text);
    return hex(new Uint8Array(await crypto.subtle.sign("HMAC", this.#key, bytes)));
  }
}

async function post(url, body) {
  const headers = typeof body === "string" ? { "Content-Type": "application/json" } : {};
  const response = await fetch(url, { method: "POST", body, headers });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new Error(answer.error ?? `The hub answered ${response.status}`);
  }
  return answer;
}
