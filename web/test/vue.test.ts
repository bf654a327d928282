// @vitest-environment happy-dom

import { afterEach, describe, expect, it, vi } from "vitest";
import { createApp, defineComponent, h, nextTick, ref, type App } from "vue";
import {
  belfryPlugin,
  useChat,
  useConnection,
  useLiveRefresh,
  useLiveSession,
  useNotifications,
  useOnce,
  useMembers,
  usePresence,
  usePush,
  useTyping,
  useWebSocket,
} from "../src/vue/index.js";
import { given, until, type Page } from "./given-page.js";

describe("composables for Vue", () => {
  const all = given();
  const apps: App[] = [];

  afterEach(() => apps.splice(0).forEach((app) => app.unmount()));

  /** Shows what a component's setup answers. */
  function shown(page: Page, setup: () => () => string) {
    const place = document.createElement("div");
    const app = createApp(
      defineComponent({
        setup: () => {
          const text = setup();
          return () => h("p", text());
        },
      }),
    ).use(belfryPlugin, page.belfry);
    apps.push(app);
    app.mount(place);
    return { app, says: (text: string) => until(() => place.textContent === text) };
  }

  function isSubscribed({ pusher }: Page, channel: string): boolean {
    return pusher.channel(channel)?.subscribed ?? false;
  }

  it("useOnce does once what is clicked twice, and says when it may be done again", async () => {
    const done: string[] = [];
    let finish = (): void => {};
    let both!: ReturnType<typeof useOnce>;
    const { says } = shown(all.page("ann"), () => {
      both = useOnce();
      return () => `${both.isBusy("first")} ${both.isBusy("second")}`;
    });
    const slowly = (): Promise<void> => new Promise<void>((resolve) => (finish = resolve)).then(() => void done.push("first"));
    const first = both.once(slowly, "first");
    await says("true false");
    expect(await both.once(slowly, "first")).toBe(false);
    expect(await both.once(() => done.push("second"), "second")).toBe(true);
    finish();
    expect(await first).toBe(true);
    const doneAt = performance.now();
    expect(await both.once(slowly, "first")).toBe(false);
    await says("false false");
    // The second click of a double click is over by then.
    expect(performance.now() - doneAt).toBeGreaterThan(400);
    // There are no toasts here to say it.
    const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
    expect(await both.once(() => Promise.reject(new Error("refused")), "first")).toBe(false);
    expect(warned).toHaveBeenCalledOnce();
    warned.mockRestore();
    expect(done).toEqual(["second", "first"]);
  });

  it("useNotifications gives what the bell has, live", async () => {
    await all.application.notify("ann", "before");
    const page = all.page("ann");
    let bell!: ReturnType<typeof useNotifications>;
    const { says } = shown(page, () => {
      bell = useNotifications();
      const { notifications, unreadCount, hasUnread } = bell;
      return () => `${notifications.value.map(({ title }) => title).join()} ${unreadCount.value} ${hasUnread.value}`;
    });
    await says("before 1 true");
    await until(() => isSubscribed(page, "private-notifications.ann") && !bell.isLoading.value);
    await all.application.notify("ann", "after");
    await says("after,before 2 true");
    await bell.markAsRead(bell.notifications.value[0]!.id);
    await says("after,before 1 true");
    await bell.deleteNotification(bell.notifications.value[0]!.id);
    await bell.markAllAsRead();
    await says("before 0 false");
  });

  it("useWebSocket says whether it is connected, and calls back as long as the component is there", async () => {
    const page = all.page("bea");
    const heard: string[] = [];
    const { app, says } = shown(page, () => {
      const { isConnected, onNotification, onAppointmentUpdate, listen } = useWebSocket();
      const { connection } = useConnection();
      onNotification(({ title }) => heard.push(title));
      onAppointmentUpdate(() => heard.push("appointment"));
      listen("consultations.5", { "status-updated": () => heard.push("consultation") });
      return () => `${isConnected.value} ${connection.value.state}`;
    });
    await says("true connected");
    const channels = ["private-notifications.bea", "private-appointments.bea", "private-consultations.5"];
    await until(() => channels.every((channel) => isSubscribed(page, channel)));
    await all.application.notify("bea", "note");
    await all.application.publish("private-appointments.bea", "appointment-updated", {});
    await all.application.publish("private-consultations.5", "status-updated", {});
    await until(() => heard.length === 3);
    expect(heard.sort()).toEqual(["appointment", "consultation", "note"]);
    app.unmount();
    apps.length = 0;
    await until(() => page.pusher.allChannels().length === 0);
  });

  it("useLiveSession and useLiveRefresh follow what they are given", async () => {
    const page = all.page("cleo");
    const channel = ref<string | null>("session.1");
    const context = ref("bookings");
    const heard: string[] = [];
    let letIn = 0;
    shown(page, () => {
      useLiveSession(
        channel,
        { ".SessionUpdated": ({ n }: { n: number }) => heard.push(`session ${n}`) },
        { subscribed: () => (letIn += 1) },
      );
      useLiveRefresh(context, () => heard.push(context.value));
      return () => "";
    });
    await until(() => isSubscribed(page, "private-session.1") && isSubscribed(page, "private-live-refresh.cleo"));
    await all.application.publish("private-session.1", "SessionUpdated", { n: 1 });
    await until(() => heard.length === 1);
    channel.value = "session.2";
    context.value = "children";
    await nextTick();
    await until(() => isSubscribed(page, "private-session.2") && !page.pusher.channel("private-session.1"));
    await all.application.publish("private-session.2", "SessionUpdated", { n: 2 });
    await all.application.changes("cleo", "bookings");
    await all.application.changes("cleo", "children");
    await until(() => heard.length === 3);
    expect(heard).toEqual(["session 1", "session 2", "children"]);
    expect(letIn).toBe(2);
  });

  it("usePresence, useTyping and useChat know the others", async () => {
    all.application.presences.set("bob", { user_id: "bob", online: true, status: "busy", text: null, last_seen: null });
    all.application.opens("v1", "dee", "bob");
    const page = all.page("dee");
    const users = ref<string[]>([]);
    const { says } = shown(page, () => {
      const presences = usePresence(users);
      const { typists } = useTyping("tickets.1");
      const { chat } = useChat("v1");
      return () =>
        [
          presences.value.get("bob")?.status ?? "-",
          typists.value.map(({ user_id: user }) => user).join(),
          chat.value.messages.map(({ body }) => body).join(),
        ].join("|");
    });
    await says("-||");
    users.value = ["bob"];
    await says("busy||");
    await until(() => isSubscribed(page, "private-tickets.1") && isSubscribed(page, "private-conversation.v1"));
    const signal = { user_id: "bob", name: null, typing: true, expires_in: 9 };
    await all.application.publish("private-tickets.1", "TypingIndicator", signal);
    await all.application.says("v1", "bob", "hello");
    await says("busy|bob|hello");
  });

  it("useMembers knows who is on a channel, and on another", async () => {
    const channel = ref("tickets.1");
    const page = all.page("eve");
    const { says } = shown(page, () => {
      const viewers = useMembers<{ name: string }>(channel);
      return () => `${channel.value} ${viewers.value.map(({ info }) => info.name).join()}`;
    });
    await says("tickets.1 EVE");
    channel.value = "tickets.2";
    await says("tickets.2 EVE");
    await until(() => !page.pusher.channel("presence-tickets.1"));
  });

  it("usePush says where a browser has none", async () => {
    const { says } = shown(all.page("eve"), () => {
      const { state } = usePush("/sw.js");
      return () => state.value;
    });
    await says("unsupported");
  });

  it("says when the plugin is not used", () => {
    const app = createApp(defineComponent({ setup: () => void useConnection(), render: () => "" }));
    app.config.warnHandler = () => {};
    app.config.errorHandler = (e) => {
      throw e;
    };
    expect(() => app.mount(document.createElement("div"))).toThrow("The application does not use belfryPlugin.");
  });
});
