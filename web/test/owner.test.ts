import type Pusher from "pusher-js";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { notifications } from "../src/index.js";
import { given, until } from "./given-page.js";

describe("a page whose session is a cookie", () => {
  const all = given();

  /** A page that hears what is new, and who is signed in, as the application has it. */
  async function pageOf(user: string) {
    const there: { id: string | number | null } = { id: user };
    const { belfry, pusher } = all.page(user, {
      authEndpoint: "/broadcasting/auth",
      whoIsThere: async () => there.id,
    });
    const reload = vi.fn();
    vi.stubGlobal("location", { reload });
    vi.spyOn(console, "warn").mockImplementation(() => {});
    onTestFinished(() => {
      vi.unstubAllGlobals();
      vi.restoreAllMocks();
    });
    const bell = notifications(belfry);
    bell.subscribe(() => {});
    belfry.connection.subscribe(() => {});
    const channel = `private-notifications.${user}`;
    await until(() => pusher.channel(channel)?.subscribed);
    const signsOut = async (other: string | null) => {
      there.id = other;
      all.application.badTokens.add(`${user}-token`);
      await belfry.api.ask("GET", "/notifications/count").catch(() => {});
    };
    const signsIn = async () => {
      there.id = user;
      all.application.badTokens.clear();
      await belfry.signedIn();
    };
    return { belfry, pusher, bell, channel, reload, there, signsOut, signsIn };
  }

  it("says that its user has signed out, and goes on where they are when they are back", async () => {
    const { belfry, bell, reload, signsOut, signsIn } = await pageOf("ann");
    expect(belfry.signedOut.get()).toBe(false);
    await signsOut(null);
    expect(belfry.signedOut.get()).toBe(true);
    await signsIn();
    expect(belfry.signedOut.get()).toBe(false);
    await until(() => belfry.connection.get().state === "connected");
    await all.application.notify("ann", "there again");
    await until(() => bell.get().unread === 1);
    expect(reload).not.toHaveBeenCalled();
  });

  /** The application ends the connections of a user. */
  async function isEnded(user: string, pusher: Pusher): Promise<void> {
    pusher.signin();
    await until(() => pusher.user.user_data);
    await all.application.terminate(user);
  }

  it("comes back by itself when the application has ended its connection and its user is there", async () => {
    const { belfry, pusher, channel } = await pageOf("bea");
    const before = pusher.connection.socket_id;
    await isEnded("bea", pusher);
    await until(() => pusher.connection.socket_id !== before && pusher.channel(channel).subscribed);
    expect(belfry.signedOut.get()).toBe(false);
  });

  it("stays away when the application has ended its connection and nobody is there, until its user is back", async () => {
    const { belfry, pusher, channel, there, signsIn } = await pageOf("fay");
    there.id = null;
    await isEnded("fay", pusher);
    await until(() => belfry.signedOut.get());
    expect(belfry.connection.get()).toMatchObject({ state: "refused", code: 4009 });
    await signsIn();
    await until(() => pusher.channel(channel).subscribed);
  });

  it("is loaded anew when somebody else has signed in over it", async () => {
    const { belfry, reload, signsOut } = await pageOf("cleo");
    await signsOut("dee");
    expect(reload).toHaveBeenCalledOnce();
    expect(belfry.signedOut.get()).toBe(false);
  });

  it("is not asked again who is there for what its user may not", async () => {
    const { belfry, there } = await pageOf("eve");
    there.id = null;
    all.application.deniedChannels.add("private-secret.1");
    const denied: number[] = [];
    belfry.channels.listen("secret.1", {}, { denied: (status) => denied.push(status) });
    await until(() => denied.length === 1);
    expect(belfry.signedOut.get()).toBe(false);
  });
});
