import { describe, expect, it, onTestFinished, vi } from "vitest";
import { notifications, warnOfUnheardEvents } from "../src/index.js";
import { given, until } from "./given-page.js";

describe("channels", () => {
  const all = given();

  it("hands each event to each listener, also when two give the same function", async () => {
    const { belfry, pusher } = all.page("ann");
    const heard: unknown[] = [];
    const listener = (data: unknown) => heard.push(data);
    const first = belfry.channels.listen("orders.7", { "order.shipped": listener });
    belfry.channels.listen("orders.7", { "order.shipped": listener });
    await until(() => pusher.channel("private-orders.7")?.subscribed);
    await all.application.publish("private-orders.7", "order.shipped", { order: 1 });
    await until(() => heard.length === 2);
    first();
    await all.application.publish("private-orders.7", "order.shipped", { order: 2 });
    await until(() => heard.length === 3);
    expect(heard).toEqual([{ order: 1 }, { order: 1 }, { order: 2 }]);
  });

  it("loses nothing for who leaves and comes back at once, as components do", async () => {
    const { belfry, pusher } = all.page("bea");
    const heard: number[] = [];
    const listen = () => belfry.channels.listen("orders.8", { moved: ({ n }: { n: number }) => heard.push(n) });
    let leave = listen();
    await until(() => pusher.channel("private-orders.8")?.subscribed);
    const asked = all.application.asked.length;
    for (let n = 0; n < 20; n++) {
      await all.application.publish("private-orders.8", "moved", { n });
      leave();
      leave = listen();
    }
    await until(() => heard.length === 20);
    expect(heard).toEqual(Array.from({ length: 20 }, (_, n) => n));
    expect(all.application.asked.slice(asked)).toEqual([]);
  });

  it("leaves a channel that nobody listens to any more, and none that the page has joined itself", async () => {
    const { belfry, pusher } = all.page("cleo");
    (belfry.echo as unknown as { private(name: string): unknown }).private("own.1");
    const leaves = [belfry.channels.listen("own.1", {}), belfry.channels.listen("ours.1", {})];
    await until(() => pusher.allChannels().every(({ subscribed }: { subscribed: boolean }) => subscribed));
    leaves.forEach((leave) => leave());
    await until(() => !pusher.channel("private-ours.1"));
    expect(pusher.channel("private-own.1")).toBeDefined();
  });

  it("listens to public channels too", async () => {
    const { belfry, pusher } = all.page("dee");
    const heard: unknown[] = [];
    belfry.channels.listen("news", { said: (data) => heard.push(data) }, { kind: "public" });
    await until(() => pusher.channel("news")?.subscribed);
    await all.application.publish("news", "said", "hello");
    await until(() => heard.length === 1);
  });

  it("gets another token when one is out of date, once, and is let in", async () => {
    all.application.badTokens.add("eve-token");
    let renewed = 0;
    const { belfry, pusher } = all.page("eve", {
      refreshToken: async () => {
        renewed += 1;
        return { Authorization: "Bearer eve-newer" };
      },
    });
    const denied: number[] = [];
    for (const channel of ["a.1", "b.1", "c.1"]) {
      belfry.channels.listen(channel, {}, { denied: (status) => denied.push(status) });
    }
    const bell = notifications(belfry);
    bell.subscribe(() => {});
    await until(() => pusher.allChannels().length === 4);
    await until(() => pusher.allChannels().every(({ subscribed }: { subscribed: boolean }) => subscribed));
    await until(() => bell.get().isReady);
    expect({ renewed, denied }).toEqual({ renewed: 1, denied: [] });
  });

  it("asks for channels as for everything else, with a token that may be renewed, if the page wants that", async () => {
    all.application.badTokens.add("ivy-token");
    const { belfry, pusher } = all.page("ivy", {
      authEndpoint: "/broadcasting/auth",
      refreshToken: async () => ({ Authorization: "Bearer ivy-newer" }),
    });
    all.application.deniedChannels.add("private-secret.2");
    const denied: number[] = [];
    belfry.channels.listen("orders.7", {});
    belfry.channels.listen("secret.2", {}, { denied: (status) => denied.push(status) });
    await until(() => pusher.channel("private-orders.7")?.subscribed);
    await until(() => denied.length === 1);
    expect(denied).toEqual([403]);
    all.application.isAway = true;
    belfry.channels.listen("orders.8", {});
    const asked = all.application.asked.length;
    await until(() => all.application.asked.slice(asked).includes("POST /broadcasting/auth"));
    all.application.isAway = false;
    await until(() => pusher.channel("private-orders.8").subscribed);
  });

  /** What a page does and says whose user is not let in. */
  async function refusedPage(): Promise<{ renewed: number; denied: number[]; said: unknown }> {
    all.application.deniedChannels.add("private-secret.1");
    let renewed = 0;
    const { belfry } = all.page("fay", {
      refreshToken: async () => {
        renewed += 1;
        return {};
      },
    });
    const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
    onTestFinished(() => warned.mockRestore());
    const denied: number[] = [];
    belfry.channels.listen("secret.1", {}, { denied: (status) => denied.push(status) });
    await until(() => denied.length === 1);
    return { renewed, denied, said: warned.mock.calls[0]![0] };
  }

  it("says when nobody is let in, and asks for no other token", async () => {
    const { renewed, denied, said } = await refusedPage();
    expect({ renewed, denied }).toEqual({ renewed: 0, denied: [403] });
    expect(said).toMatch(/^belfry: this page may not listen to private-secret\.1: the application answered 403\. /);
  });

  it("asks for another token once when it has none that counts, and then says so", async () => {
    all.application.badTokens.add("fay-token");
    const { renewed, denied, said } = await refusedPage();
    expect({ renewed, denied }).toEqual({ renewed: 1, denied: [401] });
    expect(said).toContain("the application answered 401. ");
  });

  it("takes no answer for one of now that comes late, from before it was let in on another connection", async () => {
    const { belfry, pusher } = all.page("hope");
    let answer = (): void => {};
    all.application.late.set("POST /broadcasting/auth", new Promise((resolve) => (answer = resolve)));
    all.application.deniedChannels.add("private-orders.6");
    const denied: number[] = [];
    const asked = all.application.asked.length;
    belfry.channels.listen("orders.6", {}, { denied: (status) => denied.push(status) });
    await until(() => all.application.asked.slice(asked).includes("POST /broadcasting/auth"));
    all.application.late.clear();
    all.application.deniedChannels.clear();
    pusher.disconnect();
    pusher.connect();
    await until(() => pusher.channel("private-orders.6").subscribed);
    const late = new Promise((resolve) => pusher.channel("private-orders.6").bind("pusher:subscription_error", resolve));
    answer();
    await late;
    expect(denied).toEqual([]);
  });

  it("asks an application again that was away for a moment", async () => {
    all.application.isAway = true;
    const { belfry, pusher } = all.page("gwen");
    const asked = all.application.asked.length;
    belfry.channels.listen("orders.9", {});
    await until(() => all.application.asked.slice(asked).includes("POST /broadcasting/auth"));
    expect(pusher.channel("private-orders.9").subscribed).toBe(false);
    all.application.isAway = false;
    await until(() => pusher.channel("private-orders.9").subscribed);
  });
});

describe("the lint", () => {
  const all = given();

  it.each([
    ["order.shipped", "OrderShipped", 'You listen for "App\\\\Events\\\\OrderShipped". Write .listen(".order.shipped", callback), with a dot in front.'],
    ["App\\Events\\OrderShipped", ".OrderShipped", 'You listen for "OrderShipped". Write .listen("OrderShipped", callback).'],
    ["Illuminate\\Notifications\\Events\\BroadcastNotificationCreated", ".x", "Write .notification(callback)."],
    ["client-typing", ".x", 'Write .listenForWhisper("typing", callback).'],
  ])("says how to listen to %s for who listens to %s", async (sent, listened, advice) => {
    const { belfry, pusher } = all.page("ann");
    const warned: string[] = [];
    const stop = warnOfUnheardEvents(belfry.echo, (text) => warned.push(text));
    const channel = (belfry.echo as unknown as Private).private("lint.1");
    channel.listen(listened, () => {});
    await until(() => pusher.channel("private-lint.1")?.subscribed);
    await all.application.publish("private-lint.1", sent, {});
    await all.application.publish("private-lint.1", sent, {});
    await until(() => warned.length === 1);
    expect(warned[0]).toContain(`belfry: ${JSON.stringify(sent)} came on private-lint.1, and nobody listens to it.`);
    expect(warned[0]).toContain(advice);
    stop();
  });

  it("says nothing of what is listened to", async () => {
    const { belfry, pusher } = all.page("bea");
    const warned: string[] = [];
    warnOfUnheardEvents(belfry.echo, (text) => warned.push(text));
    const heard: unknown[] = [];
    const channel = (belfry.echo as unknown as Private).private("lint.2");
    channel.listen(".order.shipped", (data) => heard.push(data)).listen("OrderShipped", (data) => heard.push(data));
    await until(() => pusher.channel("private-lint.2")?.subscribed);
    await all.application.publish("private-lint.2", "order.shipped", {});
    await all.application.publish("private-lint.2", "App\\Events\\OrderShipped", {});
    await until(() => heard.length === 2);
    expect(warned).toEqual([]);
  });
});

interface Private {
  private(name: string): Listening;
}

interface Listening {
  listen(event: string, callback: (data: unknown) => void): Listening;
}
