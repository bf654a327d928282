// The customer's own server: it decides who may join what, and serves pages to browsers.

import { createHash, createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";

/** Secret of publisher and clients, never of the hub: 32 bytes. */
export const MASTER_KEY = Buffer.alloc(32, 7).toString("base64");

const hmac = (secret, text) => createHmac("sha256", secret).update(text).digest("hex");

/** What a client shows to the hub to join a channel. */
export function authorization({ key, secret }, socketId, channel, member) {
  const answer = {};
  let signed = `${socketId}:${channel}`;
  if (channel.startsWith("presence-")) {
    answer.channel_data = JSON.stringify(member ?? { user_id: "nobody" });
    signed += `:${answer.channel_data}`;
  }
  if (channel.startsWith("private-encrypted-")) {
    const hash = createHash("sha256").update(channel).update(Buffer.from(MASTER_KEY, "base64"));
    answer.shared_secret = hash.digest("base64");
  }
  return { ...answer, auth: `${key}:${hmac(secret, signed)}` };
}

/** What a client shows to the hub to sign in. */
export function authentication({ key, secret }, socketId, user) {
  const user_data = JSON.stringify(user);
  return { user_data, auth: `${key}:${hmac(secret, `${socketId}::user::${user_data}`)}` };
}

/**
 * Starts a server on loopback that believes the bearer token to be the user. It refuses channels
 * with "forbidden" in their names, and signs those with "missigned" with a wrong secret. pages maps
 * paths to { type, body }. What comes back is { url, joins, watchlists, stop }: joins are the
 * channels that clients asked for, and watchlists maps users to whom they watch.
 */
export async function givenAppServer({ app, pages = {} }) {
  const joins = [];
  const watchlists = {};

  const answers = {
    "/broadcasting/auth": (user, form) => {
      const channel = form.get("channel_name");
      joins.push(channel);
      if (!user || channel.includes("forbidden")) {
        return null;
      }
      const signer = channel.includes("missigned") ? { ...app, secret: "wrong" } : app;
      const member = { user_id: user, user_info: { name: user.toUpperCase() } };
      return authorization(signer, form.get("socket_id"), channel, member);
    },
    "/broadcasting/user-auth": (user, form) =>
      user &&
      authentication(app, form.get("socket_id"), { id: user, watchlist: watchlists[user] ?? [] }),
  };

  const server = createServer(async (request, response) => {
    const page = pages[request.url];
    if (page) {
      response.writeHead(200, { "Content-Type": page.type }).end(page.body);
      return;
    }
    const answer = answers[request.url];
    const user = request.headers.authorization?.replace(/^Bearer /, "");
    const said = answer?.(user, new URLSearchParams(await text(request)));
    response.writeHead(said ? 200 : answer ? 403 : 404, { "Content-Type": "application/json" });
    response.end(JSON.stringify(said ?? {}));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");

  const stop = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  };
  return { url: `http://127.0.0.1:${server.address().port}`, joins, watchlists, stop };
}
