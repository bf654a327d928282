import { describe, expect, it } from "vitest";
import { notifications, type Notification } from "../src/index.js";
import { given, until } from "./given-page.js";

describe("the bell", () => {
  const all = given();

  /** A page that watches its bell, and has it. */
  async function ringing(user: string) {
    const page = all.page(user);
    const bell = notifications(page.belfry);
    bell.subscribe(() => {});
    await until(() => bell.get().isReady && !bell.get().isLoading && isSubscribed(page, user));
    return { ...page, bell, titles: () => bell.get().items.map(({ title }) => title) };
  }

  function isSubscribed({ pusher }: { pusher: { channel(name: string): { subscribed: boolean } } }, user: string) {
    return pusher.channel(`private-notifications.${user}`)?.subscribed;
  }

  it("shows what there is, and what arrives, once and on top", async () => {
    await all.application.notify("ann", "before");
    const { bell, titles } = await ringing("ann");
    expect(titles()).toEqual(["before"]);
    const arrived: Notification[] = [];
    bell.onArrival((notification) => arrived.push(notification));

    const item = await all.application.notify("ann", "after", { data: { ticket: 7 }, action_url: "/tickets/7" });
    await until(() => bell.get().unread === 2);
    await all.application.tell("ann", item);
    await all.application.notify("ann", "last");
    await until(() => bell.get().unread === 3);

    expect(titles()).toEqual(["last", "after", "before"]);
    expect(bell.get().items[1]).toMatchObject({ data: { ticket: 7 }, action_url: "/tickets/7", read_at: null });
    expect(arrived.map(({ title }) => title)).toEqual(["after", "last"]);
  });

  it("brings an item that was brought up to date to the top", async () => {
    const item = await all.application.notify("bea", "one message");
    await all.application.notify("bea", "something else");
    const { titles } = await ringing("bea");
    await all.application.notify("bea", "two messages", { id: item.id, occurrences: 2 });
    await until(() => titles()[0] === "two messages");
    expect(titles()).toEqual(["two messages", "something else"]);
  });

  it("agrees with the user's other tabs, whatever is done in one", async () => {
    for (const title of ["a", "b", "c", "d"]) {
      await all.application.notify("cleo", title);
    }
    const one = await ringing("cleo");
    const other = await ringing("cleo");
    const [d, c, b] = one.bell.get().items;
    await one.bell.markRead(d!.id);
    await until(() => other.bell.get().unread === 3);
    expect(other.bell.get().items[0]!.read_at).not.toBeNull();
    await one.bell.markUnread(d!.id);
    await until(() => other.bell.get().unread === 4);
    await one.bell.delete(c!.id);
    await until(() => other.titles().join() === "d,b,a");
    await other.bell.archive(b!.id);
    await until(() => one.titles().join() === "d,a");
    await other.bell.markAllSeen();
    await until(() => one.bell.get().unseen === 0);
    await one.bell.markAllRead();
    await until(() => other.bell.get().unread === 0);
    await one.bell.deleteAll();
    await until(() => other.bell.get().items.length === 0);
    expect(one.bell.get().items).toEqual([]);
  });

  it("does not mean what arrives while all is marked", async () => {
    await all.application.notify("dee", "known");
    const { bell } = await ringing("dee");
    const marking = bell.markAllRead();
    await all.application.notify("dee", "new");
    await marking;
    await until(() => bell.get().items.length === 2);
    await until(() => bell.get().unread === 1);
    expect(bell.get().items.map(({ read_at: readAt }) => readAt === null)).toEqual([true, false]);
  });

  it("shows a change at once, and takes it back when it is refused", async () => {
    await all.application.notify("eve", "stays unread");
    const { bell } = await ringing("eve");
    const id = bell.get().items[0]!.id;
    const bellOfEve = all.application.bellOf("eve");
    // It was deleted elsewhere, which nobody has told this page.
    const kept = bellOfEve.items;
    bellOfEve.items = [];
    const marking = bell.markRead(id);
    expect(bell.get().unread).toBe(0);
    bellOfEve.items = kept.map((item) => ({ ...item, id: "another" }));
    await marking;
    expect(bell.get().error).toMatchObject({ status: 404, detail: "there is no such notification" });
    expect(bell.get()).toMatchObject({ unread: 1, items: [{ id: "another", read_at: null }] });
    // It is no news any more when there is something new.
    await all.application.notify("eve", "arrives");
    await until(() => bell.get().unread === 2);
    expect(bell.get().error).toBeNull();
  });

  it("is right also when a list arrives late, of before what was done and heard meanwhile", async () => {
    const gone = await all.application.notify("ivy", "deleted elsewhere");
    await all.application.notify("ivy", "read here");
    const { bell, pusher, titles } = await ringing("ivy");
    const bellOfIvy = all.application.bellOf("ivy");
    bellOfIvy.items = bellOfIvy.items.filter(({ id }) => id !== gone.id);
    bellOfIvy.version += 1;
    let arrive = () => {};
    all.application.held = new Promise((resolve) => (arrive = resolve));
    const lists = () => all.application.asked.filter((each) => each === "GET /notifications").length;
    const before = lists();
    pusher.disconnect();
    pusher.connect();
    await until(() => lists() > before && isSubscribed({ pusher }, "ivy"));

    // An event of the one that is gone, which was long on its way.
    await all.application.tell("ivy", { ...gone, occurrences: 2 });
    await until(() => titles()[0] === "deleted elsewhere");
    await bell.markRead(bell.get().items.find(({ title }) => title === "read here")!.id);
    all.application.held = null;
    arrive();

    await until(() => !bell.get().isLoading);
    expect(titles()).toEqual(["read here"]);
    expect(bell.get()).toMatchObject({ unread: 0, items: [{ read_at: expect.any(String) }] });
  });

  it("fetches older ones page by page", async () => {
    for (let i = 0; i < 45; i++) {
      await all.application.notify("fay", `n${i}`);
    }
    const { bell } = await ringing("fay");
    expect(bell.get().items).toHaveLength(20);
    await bell.loadMore();
    await all.application.notify("fay", "new");
    await until(() => bell.get().items.length === 41);
    await bell.loadMore();
    expect(bell.get().hasMore).toBe(false);
    expect(new Set(bell.get().items.map(({ id }) => id)).size).toBe(46);
  });

  it("has no older ones any more when all are deleted, here or elsewhere", async () => {
    for (let i = 0; i < 25; i++) {
      await all.application.notify("jo", `n${i}`);
    }
    const one = await ringing("jo");
    const other = await ringing("jo");
    expect([one.bell.get().hasMore, other.bell.get().hasMore]).toEqual([true, true]);
    await one.bell.deleteAll();
    await until(() => other.bell.get().items.length === 0);
    expect([one.bell.get().hasMore, other.bell.get().hasMore]).toEqual([false, false]);
    await other.bell.loadMore();
    expect(other.bell.get().items).toEqual([]);
  });

  it("has what came while it was not connected", async () => {
    const { bell, pusher, titles } = await ringing("gwen");
    pusher.disconnect();
    await all.application.notify("gwen", "missed");
    expect(titles()).toEqual([]);
    pusher.connect();
    await until(() => titles().join() === "missed");
    expect(bell.get().unread).toBe(1);
  });

  it("tells of what stands in no bell, and does not show it there", async () => {
    const { bell, titles } = await ringing("max");
    const arrived: string[] = [];
    bell.onArrival(({ title }) => arrived.push(title));
    await all.application.tell("max", { id: "1", type: "note", title: "passing", data: {} }, null);
    await until(() => arrived.length === 1);
    expect({ arrived, titles: titles(), unread: bell.get().unread }).toEqual({ arrived: ["passing"], titles: [], unread: 0 });
  });

  it("fetches what was too long to be told", async () => {
    const { bell } = await ringing("ned");
    const item = all.application.put("ned", "long", { message: "all of it" });
    await all.application.tell("ned", { ...item, message: null, truncated: true });
    await until(() => bell.get().items[0]?.message === "all of it");
  });

  it("asks again when it is told to, as a page does that is not connected", async () => {
    const { bell, pusher, titles } = await ringing("kim");
    pusher.disconnect();
    await all.application.notify("kim", "missed");
    await bell.refresh();
    expect(titles()).toEqual(["missed"]);
  });

  it("hears notifications under another name, where the application was told to use one", async () => {
    const { belfry, pusher } = all.page("lou", { events: { notification: "general-notification" } });
    const arrived: string[] = [];
    notifications(belfry).onArrival(({ title }) => arrived.push(title));
    await until(() => isSubscribed({ pusher }, "lou") && notifications(belfry).get().isReady);
    const said = { id: "1", type: "note", title: "renamed", bell: { unread: 1, unseen: 1, version: 1 } };
    await all.application.publish("private-notifications.lou", "general-notification", said);
    await until(() => arrived.join() === "renamed");
    expect(notifications(belfry).get().unread).toBe(1);
  });

  it("says when the application cannot be asked, and asks again", async () => {
    all.application.isAway = true;
    const { belfry } = all.page("hal");
    const bell = notifications(belfry);
    bell.subscribe(() => {});
    await until(() => bell.get().error);
    expect(bell.get().isReady).toBe(false);
    all.application.isAway = false;
    await all.application.notify("hal", "there");
    await until(() => bell.get().isReady);
    expect(bell.get()).toMatchObject({ error: null, unread: 1 });
  });

  it("asks for nothing where nobody is signed in", async () => {
    const { belfry } = all.page("nobody", { userId: null });
    const asked = all.application.asked.length;
    const leave = notifications(belfry).subscribe(() => {});
    leave();
    await notifications(belfry).refresh();
    expect(notifications(belfry).get().isReady).toBe(false);
    expect(all.application.asked).toHaveLength(asked);
  });
});
