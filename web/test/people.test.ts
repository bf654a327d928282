import { afterEach, describe, expect, it, vi } from "vitest";
import { appear, chat, members, presence, setStatus, typing, type ApiError, type Chat } from "../src/index.js";
import { Retry } from "../src/retry.js";
import type { Watched } from "../src/store.js";
import { Typists } from "../src/typing.js";
import { given, until, type Page } from "./given-page.js";

function isSubscribed({ pusher }: Page): boolean {
  const channels = pusher.allChannels() as { subscribed: boolean }[];
  return channels.length > 0 && channels.every(({ subscribed }) => subscribed);
}

describe("presence", () => {
  const all = given();

  it("knows who is there, and hears who comes, goes, and says something else", async () => {
    const away = { user_id: "bob", online: false, status: "offline", text: null, last_seen: "2026-01-01T00:00:00.000Z" };
    all.application.presences.set("bob", away);
    const page = all.page("ann");
    const others = presence(page.belfry, ["bob", "eve"]);
    others.subscribe(() => {});
    await until(() => others.get().get("bob") && isSubscribed(page));
    expect(others.get().get("bob")).toEqual(away);
    expect(others.get().has("eve")).toBe(false);

    await all.application.present("bob", "UserOnline", { online: true, status: "online", last_seen: null });
    await until(() => others.get().get("bob")?.online);
    await all.application.present("bob", "UserStatusChanged", { online: true, status: "busy", text: "in a meeting" });
    await until(() => others.get().get("bob")?.text === "in a meeting");
    await all.application.present("bob", "UserOffline", { online: false, status: "offline", text: null, last_seen: "now" });
    await until(() => others.get().get("bob")?.last_seen === "now");
    expect(others.get().get("bob")).toMatchObject({ online: false, status: "offline", text: null });
  });

  it("is the same for the same users, whatever their order", () => {
    const { belfry } = all.page("ann");
    expect(presence(belfry, [2, 1, 2])).toBe(presence(belfry, ["1", "2"]));
  });

  it("says that the user is there, and what else the user says", async () => {
    const page = all.page("dee");
    const leave = appear(page.belfry);
    await until(() => page.pusher.channel("private-user.dee")?.subscribed);
    expect(await setStatus(page.belfry, "away", "lunch")).toMatchObject({ status: "away", text: "lunch" });
    leave();
    await until(() => !page.pusher.channel("private-user.dee"));
  });
});

describe("members", () => {
  const all = given();

  it("are those on a presence channel, each once, and who one is oneself", async () => {
    const ann = all.page("ann");
    const viewers = members<{ name: string }>(ann.belfry, "tickets.7");
    viewers.subscribe(() => {});
    await until(() => viewers.get().length === 1);
    expect(viewers.get()).toEqual([{ id: "ann", info: { name: "ANN" }, isMe: true }]);
    const tabs = [all.page("bob"), all.page("bob")];
    const leaves = tabs.map(({ belfry }) => members(belfry, "tickets.7").subscribe(() => {}));
    await until(() => viewers.get().length === 2 && tabs.every(isSubscribed));
    expect(viewers.get()[1]).toEqual({ id: "bob", info: { name: "BOB" }, isMe: false });
    leaves.forEach((leave) => leave());
    await until(() => viewers.get().length === 1);
  });

  it("are right again when the page was away", async () => {
    const [ann, bob] = [all.page("ann"), all.page("bob")];
    const viewers = members(ann.belfry, "tickets.8");
    viewers.subscribe(() => {});
    members(bob.belfry, "tickets.8").subscribe(() => {});
    await until(() => viewers.get().length === 2);
    ann.pusher.disconnect();
    expect(viewers.get()).toHaveLength(2);
    bob.pusher.disconnect();
    members(all.page("eve").belfry, "tickets.8").subscribe(() => {});
    ann.pusher.connect();
    await until(() => viewers.get().map(({ id }) => id).sort().join() === "ann,eve");
  });

  it("are known at once to who joins a channel that the page is on already", async () => {
    const { belfry, echo } = all.page("ann");
    const joined = echo.join("tickets.9");
    await new Promise((done) => joined.here(done));
    const viewers = members(belfry, "tickets.9");
    viewers.subscribe(() => {});
    await until(() => viewers.get().length === 1);
  });

  it("are none any more for who is no longer let in", async () => {
    const page = all.page("eve");
    const viewers = members(page.belfry, "tickets.10");
    viewers.subscribe(() => {});
    await until(() => viewers.get().length === 1);
    all.application.deniedChannels.add("presence-tickets.10");
    page.pusher.disconnect();
    page.pusher.connect();
    await until(() => viewers.get().length === 0);
  });
});

describe("typing", () => {
  const all = given();

  it("is heard on the channel of one's own audience", async () => {
    const agent = all.page("ann");
    const seen = typing(agent.belfry, "tickets.7", "tickets.7@agent");
    seen.subscribe(() => {});
    await until(() => agent.pusher.channel("private-tickets.7@agent")?.subscribed);
    const signal = { user_id: "bob", name: null, typing: true, expires_in: 9 };
    await all.application.publish("private-tickets.7@agent", "TypingIndicator", signal);
    await until(() => seen.get().length === 1);
    expect(agent.pusher.channel("private-tickets.7")).toBeUndefined();
  });

  it("is seen by others until it is over", async () => {
    const [ann, bob] = [all.page("ann"), all.page("bob")];
    const seen = typing(bob.belfry, "tickets.7");
    seen.subscribe(() => {});
    await until(() => isSubscribed(bob));
    const own = typing(ann.belfry, "tickets.7");
    const asked = all.application.asked.length;
    for (let key = 0; key < 10; key++) {
      own.typed();
    }
    await until(() => seen.get().length === 1);
    expect(seen.get()).toEqual([{ user_id: "ann", name: "ANN" }]);
    own.stopped();
    own.stopped();
    await until(() => seen.get().length === 0);
    expect(all.application.asked.slice(asked)).toEqual(["POST /typing", "POST /typing"]);
  });

  it("is over when nothing more is heard", async () => {
    const bob = all.page("bob");
    const seen = typing(bob.belfry, "tickets.8");
    const changes: number[] = [];
    seen.subscribe(() => changes.push(seen.get().length));
    await until(() => isSubscribed(bob));
    const signal = { user_id: "ann", name: null, typing: true, expires_in: 0.2 };
    await all.application.publish("private-tickets.8", "TypingIndicator", signal);
    await until(() => changes.length === 2);
    expect(changes).toEqual([1, 0]);
  });

  describe("of one's own", () => {
    afterEach(() => void vi.useRealTimers());

    /** What is told, and when, in milliseconds, of somebody whose hands are on a clock. */
    function writing() {
      const { belfry } = all.page("ann");
      vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"] });
      const start = Date.now();
      const told: [boolean, number][] = [];
      const say = async (isTyping: boolean) => void told.push([isTyping, Date.now() - start]);
      const own = new Typists(belfry, say, () => () => {});
      /** A key every so many milliseconds, so many times. */
      const keys = (times: number, every: number) => {
        for (let key = 0; key < times; key++) {
          own.typed();
          vi.advanceTimersByTime(every);
        }
      };
      return { own, told, keys };
    }

    it("is told every now and then", () => {
      const { told, keys } = writing();
      keys(70, 100);
      expect(told).toEqual([[true, 0], [true, 3_000], [true, 6_000]]);
    });

    it("is told again as soon as it is passed on, when it begins anew right after something was sent", () => {
      const { own, told, keys } = writing();
      keys(5, 100);
      own.stopped();
      // One burst, and then thought.
      keys(3, 100);
      vi.advanceTimersByTime(2_000);
      expect(told).toEqual([[true, 0], [false, 500], [true, 500], [true, 2_200]]);
      vi.advanceTimersByTime(1_000);
      own.typed();
      expect(told).toHaveLength(4);
    });

    it("is over when it was stopped, whatever was still to be told", () => {
      const { own, told, keys } = writing();
      keys(5, 100);
      own.stopped();
      keys(1, 100);
      own.stopped();
      vi.advanceTimersByTime(10_000);
      expect(told.at(-1)).toEqual([false, 600]);
    });
  });
});

describe("chat", () => {
  const all = given();

  /** The page of a participant, who has the conversation before them. */
  async function in_(id: string, user: string) {
    const page = all.page(user);
    const room = chat(page.belfry, id);
    room.subscribe(() => {});
    await until(() => room.get().conversation && isSubscribed(page));
    return { ...page, room, bodies: () => room.get().messages.map(({ body }) => body) };
  }

  it("shows what is said to all, once, with receipts", async () => {
    all.application.opens("c1", "ann", "bob");
    const [ann, bob] = [await in_("c1", "ann"), await in_("c1", "bob")];
    const sending = ann.room.send("Are you there?");
    expect(ann.room.get().outgoing).toMatchObject([{ body: "Are you there?", isFailed: false }]);
    await sending;
    expect(ann.bodies()).toEqual(["Are you there?"]);
    expect(ann.room.get().outgoing).toEqual([]);
    await until(() => bob.room.get().conversation?.unread === 1);
    const ofBob = () => ann.room.get().conversation!.participants.find((each) => each.user_id === "bob")!;
    await until(() => ofBob().delivered_up_to === 1);
    expect(ofBob().read_up_to).toBe(0);
    await bob.room.read();
    await until(() => ofBob().read_up_to === 1);
    expect(bob.room.get().conversation?.unread).toBe(0);
    await bob.room.send("Yes.");
    await until(() => ann.bodies().length === 2);
    expect([ann.bodies(), bob.bodies()]).toEqual([
      ["Are you there?", "Yes."],
      ["Are you there?", "Yes."],
    ]);
  });

  it("keeps what did not get there, and sends it again, once", async () => {
    all.application.opens("c2", "ann", "bob");
    const ann = await in_("c2", "ann");
    all.application.failing.add("POST /chat/conversations/c2/messages");
    await ann.room.send("Later.");
    const [failed] = ann.room.get().outgoing;
    expect(failed).toMatchObject({ body: "Later.", isFailed: true });
    expect(ann.room.get().error).toMatchObject({ status: 503 });
    all.application.failing.clear();
    // It had got there after all: only the answer was lost.
    await all.application.says("c2", "ann", "Later.", failed!.key as ReturnType<typeof crypto.randomUUID>);
    await ann.room.resend(failed!.key);
    await until(() => ann.room.get().outgoing.length === 0);
    expect(ann.bodies()).toEqual(["Later."]);
    expect(ann.room.get().error).toBeNull();
  });

  /** Keeps answers on their way, until the function that it returns is called. */
  function late(...asked: string[]): () => void {
    let arrive = () => {};
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    asked.forEach((each) => all.application.late.set(each, arrived));
    return () => {
      asked.forEach((each) => all.application.late.delete(each));
      arrive();
    };
  }

  const timesAsked = (asked: string) => all.application.asked.filter((each) => each === asked).length;

  it("sends in the order in which it was written, whatever fails in between", async () => {
    all.application.opens("c8", "ann", "bob");
    const ann = await in_("c8", "ann");
    const sent = "POST /chat/conversations/c8/messages";
    const arrive = late(sent);
    all.application.failing.add(sent);
    const sending = ["fails", "one", "two", "three"].map((body) => ann.room.send(body));
    await until(() => timesAsked(sent) === 1);
    all.application.failing.clear();
    arrive();
    await Promise.all(sending);
    expect(timesAsked(sent)).toBe(4);
    expect(all.application.conversations.get("c8").messages.map(({ body }: { body: string }) => body)).toEqual([
      "one",
      "two",
      "three",
    ]);
    expect(ann.room.get().outgoing).toMatchObject([{ body: "fails", isFailed: true }]);
    // What has failed has not worked yet.
    expect(ann.room.get().error).toMatchObject({ status: 503 });
  });

  it("keeps what was said while an older answer was on its way", async () => {
    all.application.opens("c9", "ann", "bob");
    const bob = await in_("c9", "bob");
    await all.application.says("c9", "ann", "first");
    await until(() => bob.bodies().length === 1);
    const arrive = late("POST /chat/conversations/c9/read");
    const reading = bob.room.read();
    await until(() => all.application.conversations.get("c9").participants[1].read_up_to === 1);
    await all.application.says("c9", "ann", "second");
    await until(() => bob.bodies().length === 2);
    arrive();
    await reading;
    expect(bob.room.get().conversation).toMatchObject({ unread: 1, last_message: { body: "second" } });
  });

  it("keeps what was changed, said and read while a list was on its way", async () => {
    all.application.opens("c10", "ann", "bob");
    const bob = await in_("c10", "bob");
    const [kept, edited] = [await all.application.says("c10", "ann", "Kept"), await all.application.says("c10", "ann", "Helo")];
    await until(() => bob.room.get().conversation?.unread === 2);
    const list = "GET /chat/conversations/c10/messages";
    const arrive = late(list, "GET /chat/conversations/c10");
    const before = timesAsked(list);
    bob.pusher.disconnect();
    bob.pusher.connect();
    await until(() => timesAsked(list) > before && isSubscribed(bob));
    const ann = all.page("ann").belfry.api;
    await ann.ask("PATCH", `/chat/conversations/c10/messages/${edited.id}`, { body: "Hello" });
    await all.application.says("c10", "ann", "Oops");
    await until(() => bob.bodies().length === 3);
    await bob.room.read();
    await ann.ask("DELETE", `/chat/conversations/c10/messages/${kept.id}`);
    await until(() => bob.bodies().join() === ",Hello,Oops");
    const changes: unknown[] = [];
    bob.room.subscribe(() => changes.push([bob.bodies().join(), bob.room.get().conversation?.unread]));
    arrive();
    await until(() => changes.length > 0);
    expect(changes).toEqual([[",Hello,Oops", 0]]);
  });

  it("says so to whoever is taken out of it, and finds it again when they are let in again", async () => {
    all.application.opens("c11", "ann", "bob");
    await all.application.says("c11", "ann", "before");
    const bob = await in_("c11", "bob");
    all.application.leaves("c11", "bob");
    all.application.deniedChannels.add("private-conversation.c11");
    bob.pusher.disconnect();
    bob.pusher.connect();
    await until(() => (bob.room.get().error as ApiError | null)?.status === 403);
    expect(bob.room.get()).toMatchObject({ conversation: null, messages: [], hasMore: false });
    await until(() => (bob.room.get().error as ApiError | null)?.status === 404);
    await all.application.says("c11", "ann", "not for bob");

    all.application.joins("c11", "bob");
    all.application.deniedChannels.clear();
    await until(() => bob.bodies().at(-1) === "not for bob");
    expect(bob.room.get().error).toBeNull();
    await until(() => isSubscribed(bob));
    await all.application.says("c11", "ann", "heard");
    await until(() => bob.bodies().at(-1) === "heard");
  });

  it("is not heard any more by who is no longer in it, though the channel is still open", async () => {
    all.application.opens("c12", "ann", "bob");
    const bob = await in_("c12", "bob");
    await all.application.says("c12", "ann", "before");
    await until(() => bob.bodies().length === 1);
    all.application.leaves("c12", "bob");
    await bob.room.send("too late");
    await until(() => bob.room.get().conversation === null);
    const shown: string[][] = [];
    bob.room.subscribe(() => shown.push(bob.bodies()));
    const asked = timesAsked("GET /chat/conversations/c12");
    await all.application.says("c12", "ann", "secret");
    await until(() => timesAsked("GET /chat/conversations/c12") > asked);
    expect(bob.room.get()).toMatchObject({ messages: [], outgoing: [{ body: "too late", isFailed: true }] });
    expect(shown.flat()).toEqual([]);
  });

  it("is asked for no more when nobody watches, though it was not there", async () => {
    const { belfry } = all.page("ann");
    const asked = "GET /chat/conversations/none";
    const arrive = late(asked, `${asked}/messages`);
    const room = chat(belfry, "none");
    const leave = room.subscribe(() => {});
    await until(() => timesAsked(asked) === 1);
    leave();
    await until(() => !(room as unknown as Watched<Chat>).isWatched);
    const again = vi.spyOn(Retry.prototype, "failed");
    arrive();
    await until(() => room.get().error);
    expect(again).not.toHaveBeenCalled();
    again.mockRestore();
  });

  it("knows who was let in as soon as they say something", async () => {
    all.application.opens("c13", "ann", "bob");
    const ann = await in_("c13", "ann");
    all.application.joins("c13", "eve");
    await all.application.says("c13", "eve", "I am new.");
    await until(() => ann.room.get().conversation?.participants.length === 3);
  });

  it("has what was said while it was not connected, and older ones page by page", async () => {
    all.application.opens("c3", "ann", "bob");
    for (let i = 1; i <= 120; i++) {
      await all.application.says("c3", "bob", `m${i}`);
    }
    const ann = await in_("c3", "ann");
    expect(ann.bodies()[0]).toBe("m71");
    await ann.room.loadOlder();
    expect(ann.bodies()[0]).toBe("m21");
    ann.pusher.disconnect();
    await all.application.says("c3", "bob", "missed");
    ann.pusher.connect();
    await until(() => ann.bodies().at(-1) === "missed");
    await ann.room.loadOlder();
    expect(ann.bodies()).toHaveLength(121);
    expect(ann.bodies()[0]).toBe("m1");
    expect(ann.room.get().hasMore).toBe(false);
  });

  it("does without what lies too far back when very much was missed", async () => {
    all.application.opens("c4", "ann", "bob");
    await all.application.says("c4", "bob", "old");
    const ann = await in_("c4", "ann");
    ann.pusher.disconnect();
    for (let i = 1; i <= 60; i++) {
      await all.application.says("c4", "bob", `m${i}`);
    }
    ann.pusher.connect();
    await until(() => ann.bodies().at(-1) === "m60");
    expect(ann.bodies()[0]).toBe("m11");
    await ann.room.loadOlder();
    expect(ann.bodies().slice(0, 2)).toEqual(["old", "m1"]);
  });

  it("shows what was changed, and what was taken back", async () => {
    all.application.opens("c5", "ann", "bob");
    const [ann, bob] = [await in_("c5", "ann"), await in_("c5", "bob")];
    await ann.room.send("Helo");
    await ann.room.send("Oops");
    const [helo, oops] = ann.room.get().messages;
    await ann.room.edit(helo!.id, "Hello");
    await ann.room.delete(oops!.id);
    await until(() => bob.room.get().messages[1]?.deleted);
    expect(bob.bodies()).toEqual(["Hello", ""]);
    expect(ann.room.get().conversation?.last_message).toMatchObject({ body: "", deleted: true });
    expect(bob.room.get().conversation).toMatchObject({ unread: 1, last_message: { body: "", deleted: true } });
    await expect(bob.room.edit(helo!.id, "mine")).rejects.toMatchObject({ status: 404 });
  });

  it("shows who is typing, until what they typed is there", async () => {
    all.application.opens("c6", "ann", "bob");
    const [ann, bob] = [await in_("c6", "ann"), await in_("c6", "bob")];
    bob.room.typing.subscribe(() => {});
    ann.room.typed();
    await until(() => bob.room.typing.get().length === 1);
    await all.application.says("c6", "ann", "There.");
    await until(() => bob.room.typing.get().length === 0);
  });

  it("is nothing for who is not in it", async () => {
    all.application.opens("c7", "ann", "bob");
    const { belfry } = all.page("eve");
    const room = chat(belfry, "c7");
    room.subscribe(() => {});
    await until(() => room.get().error);
    expect(room.get()).toMatchObject({ conversation: null, messages: [], error: { status: 404 } });
  });
});
