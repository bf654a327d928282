import { describe, expect, it, vi } from "vitest";
import { liveRefresh } from "../src/index.js";
import { given, until } from "./given-page.js";

describe("live refresh", () => {
  const all = given();

  /** A page that fetches what has changed, and is connected. */
  async function fetching(user: string, { admin = false } = {}) {
    const page = all.page(user);
    const fetched: string[] = [];
    const asked = all.application.asked.length;
    for (const context of ["bookings", "children"]) {
      liveRefresh(page.belfry, { admin }).on(context, () => fetched.push(context));
    }
    const isSubscribed = () =>
      page.pusher.allChannels().every(({ subscribed }: { subscribed: boolean }) => subscribed) &&
      page.pusher.allChannels().length > 0;
    await until(isSubscribed);
    // Once at the start and once with each channel.
    const versions = () => all.application.asked.slice(asked).filter((each) => each === "GET /live-refresh/versions");
    await until(() => versions().length === (admin ? 3 : 2));
    return { ...page, fetched, versions };
  }

  it("fetches what has changed, once for a burst, and nothing else", async () => {
    const { fetched } = await fetching("ann");
    await Promise.all([1, 2, 3].map(() => all.application.changes("ann", "bookings")));
    await until(() => fetched.length === 1);
    await all.application.changes("ann", "children", "unknown");
    await until(() => fetched.length === 2);
    expect(fetched).toEqual(["bookings", "children"]);
  });

  it("fetches what it has missed when it is connected again, and nothing else", async () => {
    const { fetched, pusher, versions } = await fetching("bea");
    await all.application.changes("bea", "bookings");
    await until(() => fetched.length === 1);
    pusher.disconnect();
    await all.application.changes("bea", "children");
    pusher.connect();
    await until(() => fetched.length === 2);
    expect(fetched).toEqual(["bookings", "children"]);
    expect(versions()).toHaveLength(3);
  });

  it("fetches what the page says it has changed itself, and nothing else", async () => {
    const { belfry, fetched } = await fetching("ida");
    liveRefresh(belfry).invalidate("bookings");
    await until(() => fetched.length === 1);
    liveRefresh(belfry).invalidate(["children", "unknown"]);
    await until(() => fetched.length === 2);
    expect(fetched).toEqual(["bookings", "children"]);
  });

  it("tells administrators of what concerns them all", async () => {
    const { fetched, pusher } = await fetching("root", { admin: true });
    await all.application.changes("admin", "bookings");
    await until(() => fetched.length === 1);
    pusher.disconnect();
    await all.application.changes("admin", "children");
    pusher.connect();
    await until(() => fetched.length === 2);
    expect(fetched).toEqual(["bookings", "children"]);
  });

  it("does not fetch while it is fetching, and once more afterwards", async () => {
    const { belfry } = all.page("cleo");
    const answers: (() => void)[] = [];
    liveRefresh(belfry).on(["bookings", "children"], () => new Promise<void>((resolve) => answers.push(resolve)));
    await until(() => belfry.connection.get() && all.application.asked.length > 0);
    await until(async () => {
      await all.application.changes("cleo", "bookings");
      return answers.length === 1;
    });
    await all.application.changes("cleo", "children");
    await all.application.changes("cleo", "bookings");
    answers[0]!();
    await until(() => answers.length === 2);
  });

  it("goes on for others when one fails", async () => {
    const said = vi.spyOn(console, "error").mockImplementation(() => {});
    const { belfry, fetched } = await fetching("dee");
    liveRefresh(belfry).on("bookings", () => {
      throw new Error("away");
    });
    await all.application.changes("dee", "bookings");
    await until(() => fetched.length === 1);
    await all.application.changes("dee", "bookings");
    await until(() => fetched.length === 2);
    expect(said.mock.calls[0]).toEqual(["belfry: a refetch failed", new Error("away")]);
    said.mockRestore();
  });

  it("asks nothing more once nobody wants to know", async () => {
    const { belfry, pusher } = all.page("eve");
    const leave = liveRefresh(belfry).on("bookings", () => {});
    await until(() => pusher.channel("private-live-refresh.eve")?.subscribed);
    leave();
    await until(() => !pusher.channel("private-live-refresh.eve"));
  });
});
