// A client of Pusher Channels, protocol 7, as small as the page needs it. Apps take pusher-js or
// Laravel Echo.

const PONG_PATIENCE = 30_000;
const LONGEST_PAUSE = 10_000;

/** Events that the protocol itself sends on a channel. */
const INTERNAL = "pusher_internal:";

/** One channel that the page wants to be on, across reconnects. */
class Channel {
  state = "joining";
  problem = "";
  /** User id to user info; on presence channels only. */
  members = new Map();
  /** The own user id; on presence channels only. */
  me = null;
  /** Subscriptions in all, where the app has the hub tell. */
  count = null;

  constructor(name) {
    this.name = name;
  }

  get presence() {
    return this.name.startsWith("presence-");
  }

  get guarded() {
    return this.presence || this.name.startsWith("private-");
  }

  get encrypted() {
    return this.name.startsWith("private-encrypted-");
  }

  get takesClientEvents() {
    return this.state === "joined" && this.guarded && !this.encrypted;
  }
}

/**
 * Dispatches "change" when its state or a channel has changed, and "message" with what came in:
 * { channel, event, data, userId }.
 */
export class Connection extends EventTarget {
  channels = new Map();
  /** idle, connecting, connected, waiting (to connect again), or ended. */
  state = "idle";
  socketId = null;
  /** Why the connection is not there, in words. */
  problem = "";

  #url;
  #authorize;
  #socket = null;
  #activityTimeout = 30_000;
  #silence;
  #retry;
  #failures = 0;

  /** authorize(socketId, channel) promises the answer of an authorization endpoint. */
  constructor(url, authorize) {
    super();
    this.#url = url;
    this.#authorize = authorize;
  }

  connect() {
    this.#stop();
    this.#become("connecting", "");
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    socket.onmessage = (message) => this.#received(socket, JSON.parse(message.data));
    socket.onclose = (close) => this.#closed(socket, close);
  }

  disconnect() {
    this.#stop();
    this.#become("idle", "");
  }

  join(name) {
    if (!this.channels.has(name)) {
      const channel = new Channel(name);
      this.channels.set(name, channel);
      this.#subscribe(channel);
      this.#changed();
    }
  }

  leave(name) {
    if (this.channels.delete(name)) {
      this.#send("pusher:unsubscribe", { channel: name });
      this.#changed();
    }
  }

  sendClientEvent(channel, event, data) {
    this.#send(event, data, channel);
  }

  async #subscribe(channel) {
    const socketId = this.socketId;
    if (!socketId) {
      return;
    }
    Object.assign(channel, { state: "joining", problem: "", members: new Map(), count: null });
    let proof = { auth: "" };
    try {
      proof = channel.guarded ? await this.#authorize(socketId, channel.name) : proof;
    } catch (error) {
      this.#refused(channel, error.message);
      return;
    }
    // Signing took a while: it may be another connection by now, or the channel was left.
    if (this.socketId === socketId && this.channels.get(channel.name) === channel) {
      channel.me = proof.channel_data ? JSON.parse(proof.channel_data).user_id : null;
      const { auth, channel_data } = proof;
      this.#send("pusher:subscribe", { channel: channel.name, auth, channel_data });
    }
  }

  #received(socket, { event, channel, data, user_id }) {
    if (socket !== this.#socket) {
      return;
    }
    this.#listenForSilence();
    switch (event) {
      case "pusher:connection_established":
        this.#established(JSON.parse(data));
        break;
      case "pusher:ping":
        this.#send("pusher:pong", {});
        break;
      case "pusher:pong":
        break;
      case "pusher:error":
        this.#complained(typeof data === "string" ? JSON.parse(data) : data);
        break;
      default:
        this.#heard(this.channels.get(channel), { event, channel, data, userId: user_id });
    }
  }

  #established({ socket_id, activity_timeout }) {
    this.socketId = socket_id;
    this.#activityTimeout = activity_timeout * 1000;
    this.#failures = 0;
    this.#become("connected", "");
    this.channels.forEach((channel) => this.#subscribe(channel));
  }

  #complained({ code, message }) {
    if (this.state === "connected") {
      this.#tell({ channel: "", event: "pusher:error", data: JSON.stringify({ code, message }) });
    } else {
      this.problem = `${message} (${code})`;
    }
  }

  #heard(channel, message) {
    if (!channel) {
      return;
    }
    switch (message.event) {
      case `${INTERNAL}subscription_succeeded`:
        channel.state = "joined";
        channel.members = new Map(Object.entries(parsed(message.data).presence?.hash ?? {}));
        this.#changed();
        break;
      case "pusher:subscription_error":
        this.#refused(channel, parsed(message.data).error);
        break;
      case `${INTERNAL}member_added`: {
        const { user_id, user_info } = parsed(message.data);
        channel.members.set(user_id, user_info);
        this.#changed();
        break;
      }
      case `${INTERNAL}member_removed`:
        channel.members.delete(parsed(message.data).user_id);
        this.#changed();
        break;
      case `${INTERNAL}subscription_count`:
        channel.count = parsed(message.data).subscription_count;
        this.#changed();
        return;
    }
    if (message.event !== `${INTERNAL}subscription_succeeded`) {
      this.#tell(message);
    }
  }

  #refused(channel, problem) {
    Object.assign(channel, { state: "refused", problem });
    this.#changed();
  }

  #closed(socket, { code }) {
    if (socket !== this.#socket) {
      return;
    }
    const why = this.problem || `the connection was closed (${code})`;
    this.#stop();
    this.#failures++;
    const pause = pauseAfter(code, this.#failures);
    if (pause === null) {
      this.#become("ended", why);
    } else {
      this.#become("waiting", why);
      this.#retry = setTimeout(() => this.connect(), pause);
    }
  }

  #listenForSilence() {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => {
      this.#send("pusher:ping", {});
      this.#silence = setTimeout(() => this.connect(), PONG_PATIENCE);
    }, this.#activityTimeout);
  }

  #send(event, data, channel) {
    if (this.#socket?.readyState === WebSocket.OPEN) {
      this.#socket.send(JSON.stringify({ event, channel, data }));
    }
  }

  #stop() {
    clearTimeout(this.#silence);
    clearTimeout(this.#retry);
    const socket = this.#socket;
    this.#socket = null;
    this.socketId = null;
    socket?.close();
    this.channels.forEach((channel) => (channel.state = "joining"));
  }

  #become(state, problem) {
    this.state = state;
    this.problem = problem;
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }

  #tell(message) {
    this.dispatchEvent(new CustomEvent("message", { detail: message }));
  }
}

/** Milliseconds until the next attempt, null for never: what the hundreds of the code ask for. */
function pauseAfter(code, failures) {
  if (code >= 4000 && code < 4100) {
    return null;
  }
  const longer = Math.min(1000 * 2 ** (failures - 1), LONGEST_PAUSE);
  return code >= 4200 && code < 4300 && failures === 1 ? 0 : longer;
}

function parsed(data) {
  return typeof data === "string" ? JSON.parse(data) : data;
}
