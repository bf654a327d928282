import { describe, expect, it, onTestFinished, vi } from "vitest";
import { liveRefresh, logConnection, notifications, type Connection } from "../src/index.js";
import { givenOwnHub, until, type Page } from "./given-page.js";

function left(connection: Connection): number | null {
  return "retryIn" in connection ? connection.retryIn : null;
}

describe("the connection", () => {
  const all = givenOwnHub();

  /** A page that is connected, and all that its connection goes through afterwards. */
  async function connected(user: string, options: Parameters<typeof all.page>[1] = {}) {
    const page = all.page(user, options);
    const life: Connection[] = [];
    page.belfry.connection.subscribe(() => life.push(page.belfry.connection.get()));
    await until(() => page.belfry.connection.get().state === "connected");
    life.length = 0;
    return { ...page, life };
  }

  /** The hub ends the connections of a user, as an application may want. */
  async function isEnded(user: string, page: Page): Promise<void> {
    page.pusher.signin();
    await until(() => page.pusher.user.user_data);
    await all.application.terminate(user);
  }

  it("is on its way at first, and then there", async () => {
    const { belfry } = all.page("ann");
    belfry.connection.subscribe(() => {});
    expect(belfry.connection.get()).toMatchObject({ state: "connecting", isNew: true });
    await until(() => belfry.connection.get().state === "connected");
  });

  it("counts down to the next try while the hub is gone, and comes back soon and by itself", async () => {
    const { belfry, life } = await connected("bea");
    await all.hub.kill();
    await until(() => life.length === 1);
    expect(life[0]).toEqual({ state: "connecting", retryIn: 1, isNew: false });
    // A try that failed, and the countdown to the next one.
    await until(() => life.some((each) => left(each) === 3));
    await until(() => left(life.at(-1)!) === 2);
    await all.hubIsBack();
    await until(() => belfry.connection.get().state === "connected");
    expect(life.every(({ state }) => state === "connected" || state === "connecting")).toBe(true);
  });

  it("says why the hub refuses, stays away, and tries when it is told to", async () => {
    const { belfry } = all.page("cleo", {}, "no-such-key");
    belfry.connection.subscribe(() => {});
    await until(() => belfry.connection.get().state === "refused");
    expect(belfry.connection.get()).toMatchObject({ state: "refused", code: 4001 });
    belfry.connection.retry();
    expect(belfry.connection.get().state).toBe("connecting");
    await until(() => belfry.connection.get().state === "refused");
  });

  it("comes back when the application has ended it and its user is still signed in, and else stays away", async () => {
    const stays = await connected("dee");
    all.application.badTokens.add("dee-token");
    await isEnded("dee", stays);
    await until(() => all.application.asked.includes("GET /notifications/count"));
    expect(stays.belfry.connection.get()).toMatchObject({ state: "refused", code: 4009 });
    const back = await connected("flo");
    await isEnded("flo", back);
    await until(() => back.life.at(-1)?.state === "connected");
    expect(stays.belfry.connection.get()).toMatchObject({ state: "refused", code: 4009 });
  });

  it("comes back when the page says so, which is asked until it knows", async () => {

    let asked = 0;
    const mayComeBack = async () => {
      asked += 1;
      if (asked === 1) {
        throw new Error("the application is away");
      }
      return true;
    };
    const comes = await connected("eve", { mayComeBack });
    await isEnded("eve", comes);
    await until(() => asked === 2);
    await until(() => comes.belfry.connection.get().state === "connected");
  });

  it("is no use where nobody is signed in any more, and comes back when somebody is", async () => {
    const { belfry } = await connected("joe", { authEndpoint: "/broadcasting/auth" });
    const bell = notifications(belfry);
    all.application.badTokens.add("joe-token");
    vi.spyOn(console, "warn").mockImplementation(() => {});
    onTestFinished(() => void vi.restoreAllMocks());
    bell.subscribe(() => {});
    await until(() => belfry.connection.get().state === "unauthorized");
    all.application.badTokens.clear();
    belfry.connection.retry();
    await until(() => belfry.connection.get().state === "connected");
    await until(() => bell.get().isReady);
  });

  it("is no use while the application fails whenever it is asked for a channel, and tries when it is told to", async () => {
    const { belfry, pusher, life } = await connected("kim", { authEndpoint: "/broadcasting/auth" });
    const asked = () => all.application.asked.filter((each) => each === "POST /broadcasting/auth").length;
    const before = asked();
    all.application.failing.add("POST /broadcasting/auth");
    belfry.channels.listen("orders.7", {});
    await until(() => asked() === before + 2);
    expect(belfry.connection.get().state).toBe("connected");
    await until(() => belfry.connection.get().state === "unanswered");
    expect(asked()).toBe(before + 3);
    all.application.failing.clear();
    belfry.connection.retry();
    await until(() => belfry.connection.get().state === "connected");
    expect(asked()).toBe(before + 4);
    expect(life.map(({ state }) => state)).toEqual(["unanswered", "connecting", "unanswered", "connected"]);
    expect(pusher.channel("private-orders.7").subscribed).toBe(true);
  });

  it("is of use again when nobody listens any more where the application fails", async () => {
    all.application.failing.add("POST /broadcasting/auth");
    const { belfry } = await connected("lea");
    const leave = belfry.channels.listen("orders.7", {});
    await until(() => belfry.connection.get().state === "unanswered");
    leave();
    await until(() => belfry.connection.get().state === "connected");
  });

  it("says that the page has ended it itself", async () => {
    const { belfry, pusher } = await connected("fay");
    pusher.disconnect();
    expect(belfry.connection.get()).toEqual({ state: "disconnected" });
    belfry.connection.retry();
    await until(() => belfry.connection.get().state === "connected");
  });

  it("is replaced by questions now and then, if the page wants that, and by none when it is back", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    onTestFinished(() => void vi.useRealTimers());
    const { belfry, pusher } = await connected("gus", { pollEvery: 1 });
    const bell = notifications(belfry);
    bell.subscribe(() => {});
    let fetched = 0;
    liveRefresh(belfry).on("bookings", () => (fetched += 1));
    await until(() => pusher.allChannels().length === 2 && pusher.allChannels().every(({ subscribed }) => subscribed));
    pusher.disconnect();
    await all.application.notify("gus", "missed");
    await all.application.changes("gus", "bookings");
    await until(() => bell.get().unread === 1 && fetched === 1);
    expect(vi.getTimerCount()).toBe(1);
    pusher.connect();
    await until(() => belfry.connection.get().state === "connected");
    expect(vi.getTimerCount()).toBe(0);
    expect(() => all.page("gus", { pollEvery: 0.1 })).toThrow("pollEvery is 0.1, must be at least 1 second");
  });

  it("is told in the console, each change in a line", async () => {
    const { belfry, pusher } = all.page("hal");
    const lines: string[] = [];
    const stop = logConnection(belfry, "LiveSession", (line) => lines.push(line));
    await until(() => lines.length === 2);
    pusher.disconnect();
    await until(() => lines.length === 3);
    stop();
    pusher.connect();
    await until(() => belfry.connection.get().state === "connected");
    expect(lines).toEqual([
      "[LiveSession] WebSocket connecting",
      "[LiveSession] WebSocket connected",
      "[LiveSession] WebSocket disconnected",
    ]);
  });

  it("watches nothing once nobody wants to know", async () => {
    const { belfry, pusher } = all.page("gwen");
    const leave = belfry.connection.subscribe(() => {});
    await until(() => belfry.connection.get().state === "connected");
    leave();
    await until(() => !belfry.connection.isWatched);
    pusher.disconnect();
    expect(belfry.connection.get().state).toBe("connected");
  });
});
