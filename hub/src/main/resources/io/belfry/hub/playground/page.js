// The page itself: shows one Connection, and lets its user act as a client and as the app's server.

import { HubAsServer, SecretInPage } from "./app-server.js";
import { Connection } from "./connection.js";

const MOST_ROWS = 200;
const LONGEST_DATA = 5_000;
const NAMES = ["Ada", "Alan", "Barbara", "Donald", "Edsger", "Frances", "Grace", "Ken", "Radia"];

const KINDS = {
  "": "Anybody may listen.",
  "private-": "The app's server signs who may listen; members may send client events.",
  "presence-": "Private, and everybody sees who else is there.",
  "private-encrypted-":
    "Private, and the app's server seals the data with a key that the hub does not have: what" +
    " arrives is shown as it is, sealed.",
};
const CACHE_MEANS = " The hub keeps the last event for those who come later.";

const root = new URL(".", document.baseURI);
const at = (id) => document.getElementById(id);

let config;
let app;
let server = null;
let connection;
let bundling = 0;
const unseen = [];

at("user").value = `${NAMES[random(NAMES.length)]}-${10 + random(90)}`;
showJoin();
// The page may be used at once: what needs the hub's answer waits for this.
const ready = begin();
ready.catch((problem) => (at("state").textContent = problem.message));

async function begin() {
  config = await askForConfig();
  for (const each of config.apps) {
    at("app").add(new Option(each.name ? `${each.name} (${each.id})` : each.id, each.id));
  }
  at("app-choice").hidden = config.apps.length < 2;
  if (config.apps.length === 0) {
    throw new Error("This hub serves no app yet.");
  }
  const wanted = new URLSearchParams(location.hash.slice(1));
  choose(config.apps.find((each) => each.id === wanted.get("app")) ?? config.apps[0]);
  wanted.getAll("join").forEach((name) => connection.join(name));
}

async function askForConfig() {
  try {
    return await (await fetch(new URL("playground/config", root))).json();
  } catch {
    throw new Error("The hub does not answer. Reload this page when it is back.");
  }
}

/** Becomes a client of another app. */
function choose(chosen) {
  connection?.disconnect();
  app = chosen;
  at("app").value = app.id;
  server = config.signs ? new HubAsServer(app, root) : null;
  at("secret-form").hidden = config.signs;
  connection = new Connection(addressOf(app), authorize);
  connection.addEventListener("change", show);
  connection.addEventListener("message", ({ detail }) => record(detail));
  connection.connect();
}

function addressOf({ key }) {
  const url = new URL(`app/${encodeURIComponent(key)}`, root);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  url.search = "protocol=7&client=belfry-playground&version=1.0.0";
  return url;
}

function authorize(socketId, channel) {
  return theServer().authorize(socketId, channel, at("user").value);
}

function theServer() {
  if (!server) {
    at("secret").focus();
    throw new Error("Type the app's secret first.");
  }
  return server;
}

// Acting

at("app").addEventListener("change", () =>
  choose(config.apps.find((each) => each.id === at("app").value)),
);

at("connect").addEventListener("click", () => {
  if (!connection) {
    return;
  }
  if (connection.state === "idle" || connection.state === "ended") {
    connection.connect();
  } else {
    connection.disconnect();
  }
});

onSubmit("secret-form", async () => {
  server = await SecretInPage.of(app, root, at("secret").value);
  at("secret").value = "";
  for (const { name, state } of [...connection.channels.values()]) {
    if (state === "refused") {
      connection.leave(name);
      connection.join(name);
    }
  }
  return "This page signs now. Reload it to make it forget the secret.";
});

onSubmit("join-form", () => {
  const name = nameToJoin();
  connection.join(name);
  at("publish-channel").value = name;
});

onSubmit("publish-form", async () => {
  const channel = at("publish-channel").value;
  const data = at("publish-data").value;
  if (channel.startsWith("private-encrypted-") && !isSealed(data)) {
    throw new Error(
      "Data for an encrypted channel is sealed by the app's server and looks like this:" +
        ' {"nonce":"…","ciphertext":"…"}',
    );
  }
  const event = { name: at("publish-event").value, channels: [channel], data };
  if (at("publish-others").checked && connection.socketId) {
    event.socket_id = connection.socketId;
  }
  await theServer().publish(event);
  return `Published at ${now()}.`;
});

onSubmit("client-form", () => {
  const channel = at("client-channel").value;
  const event = at("client-event").value;
  const data = at("client-data").value;
  connection.sendClientEvent(channel, event, jsonOr(data, data));
  record({ channel, event, data, sent: true });
});

at("join-form").addEventListener("input", showJoin);
at("clear").addEventListener("click", () => {
  at("events").replaceChildren();
  at("no-events").hidden = false;
});

/** Runs an action, and tells under the form what came of it. */
function onSubmit(id, action) {
  const outcome = at(id).querySelector(".outcome");
  const tell = (text, failed) => {
    if (outcome) {
      outcome.textContent = text;
      outcome.classList.toggle("bad", failed);
    }
  };
  at(id).addEventListener("submit", async (submit) => {
    submit.preventDefault();
    tell("", false);
    try {
      await ready;
      tell((await action()) ?? "", false);
    } catch (error) {
      tell(error.message, true);
    }
  });
}

// Showing

function nameToJoin() {
  const fields = new FormData(at("join-form"));
  const kind = fields.get("kind");
  return kind + (fields.has("cache") ? "cache-" : "") + at("join-name").value;
}

function showJoin() {
  const fields = new FormData(at("join-form"));
  at("kind-means").textContent = KINDS[fields.get("kind")] + (fields.has("cache") ? CACHE_MEANS : "");
  at("join-full").textContent = nameToJoin();
}

function show() {
  const channels = [...connection.channels.values()];
  showState();
  showSecondTab(channels);
  at("joined").replaceChildren(...channels.map(({ name }) => new Option(name)));
  showClientChannels(channels.filter((channel) => channel.takesClientEvents));
  showChannels(channels);
}

function showState() {
  const { state, problem, socketId } = connection;
  const words = {
    idle: "Disconnected",
    connecting: "Connecting …",
    connected: "Connected",
    waiting: `Connecting again: ${problem}`,
    ended: `Ended: ${problem}`,
  };
  const isNew = at("state").textContent !== words[state];
  if (isNew) {
    at("state").textContent = words[state];
    at("state").dataset.state = state;
  }
  at("socket-id").textContent = socketId ?? "none";
  at("connect").textContent = state === "idle" || state === "ended" ? "Connect" : "Disconnect";
}

/** A second tab that joins the same channels, as somebody else. */
function showSecondTab(channels) {
  const hash = new URLSearchParams({ app: app.id });
  channels.forEach(({ name }) => hash.append("join", name));
  at("second-tab").href = `#${hash}`;
}

function showClientChannels(channels) {
  const select = at("client-channel");
  const chosen = select.value;
  select.replaceChildren(...channels.map(({ name }) => new Option(name)));
  if (channels.length === 0) {
    const none = new Option("join a private or presence channel first", "");
    none.disabled = true;
    select.add(none);
  }
  select.value = channels.some(({ name }) => name === chosen) ? chosen : (channels[0]?.name ?? "");
}

/** Keeps the cards of channels that stay, so that the keyboard's focus stays where it is. */
function showChannels(channels) {
  const list = at("channels");
  const cards = new Map([...list.children].map((card) => [card.dataset.channel, card]));
  cards.forEach((card, name) => connection.channels.has(name) || card.remove());
  for (const channel of channels) {
    const card = cards.get(channel.name) ?? list.appendChild(newCard(channel));
    const standing = card.querySelector(".standing");
    standing.textContent = standingOf(channel);
    standing.className = `standing ${{ joined: "joined", refused: "bad" }[channel.state] ?? ""}`;
    card.querySelector(".members").replaceChildren(...[...channel.members].map(memberItem(channel)));
  }
}

function newCard(channel) {
  const card = at("channel-card").content.firstElementChild.cloneNode(true);
  card.dataset.channel = channel.name;
  card.querySelector("h3").textContent = channel.name;
  card.querySelector(".kind").textContent = kindOf(channel);
  card.querySelector(".members").setAttribute("aria-label", `Members of ${channel.name}`);
  const leave = card.querySelector("button");
  leave.setAttribute("aria-label", `Leave ${channel.name}`);
  leave.addEventListener("click", () => connection.leave(channel.name));
  return card;
}

function memberItem(channel) {
  return ([id, info]) => {
    const item = document.createElement("li");
    const name = typeof info?.name === "string" && info.name !== id ? `${info.name} (${id})` : id;
    item.textContent = id === channel.me ? `${name} · you` : name;
    return item;
  };
}

function kindOf(channel) {
  const cache = /^(private-encrypted-|private-|presence-)?cache-/.test(channel.name);
  const guard = channel.encrypted
    ? "encrypted"
    : channel.presence
      ? "presence"
      : channel.guarded
        ? "private"
        : "public";
  return cache ? `${guard}, cache` : guard;
}

function standingOf({ state, problem, presence, members, count }) {
  if (state === "refused") {
    return `refused: ${problem}`;
  }
  if (state === "joined" && presence) {
    return `joined, ${counted(members.size, "member")}`;
  }
  return state === "joined" && count ? `joined, ${counted(count, "subscription")}` : state;
}

function counted(number, noun) {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** Rows are added in bundles: a storm of events must not freeze the page. */
function record(message) {
  unseen.push({ ...message, time: now() });
  if (unseen.length > MOST_ROWS) {
    unseen.shift();
  }
  bundling ||= setTimeout(showUnseen, 20);
}

function showUnseen() {
  bundling = 0;
  const rows = unseen.splice(0).reverse().map(row);
  at("no-events").hidden = true;
  at("events").prepend(...rows);
  while (at("events").rows.length > MOST_ROWS) {
    at("events").lastElementChild.remove();
  }
}

function row({ time, channel, event, data, userId, sent }) {
  const tr = document.createElement("tr");
  tr.classList.toggle("protocol", event.startsWith("pusher"));
  tr.classList.toggle("sent", Boolean(sent));
  const text = data === undefined ? "" : typeof data === "string" ? data : JSON.stringify(data);
  const shown =
    text.length > LONGEST_DATA
      ? `${text.slice(0, LONGEST_DATA)} … (${text.length} characters)`
      : text;
  for (const value of [time, channel, userId ? `${event} from ${userId}` : event]) {
    tr.insertCell().textContent = value;
  }
  tr.insertCell().appendChild(document.createElement("pre")).textContent = shown;
  return tr;
}

function isSealed(data) {
  const { nonce, ciphertext } = jsonOr(data, null) ?? {};
  return typeof nonce === "string" && typeof ciphertext === "string";
}

function jsonOr(text, otherwise) {
  try {
    return JSON.parse(text);
  } catch {
    return otherwise;
  }
}

function now() {
  const time = new Date();
  return `${time.toTimeString().slice(0, 8)}.${String(time.getMilliseconds()).padStart(3, "0")}`;
}

function random(below) {
  return Math.floor(Math.random() * below);
}
