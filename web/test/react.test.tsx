// @vitest-environment happy-dom

import { StrictMode, type ReactNode } from "react";
import { flushSync } from "react-dom";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, describe, expect, it } from "vitest";
import {
  BelfryProvider,
  useChat,
  useConnection,
  useLiveRefresh,
  useLiveSession,
  useNotifications,
  useMembers,
  usePresence,
  usePush,
  useTyping,
  useWebSocket,
} from "../src/react/index.js";
import { given, until, type Page } from "./given-page.js";

describe("hooks for React", () => {
  const all = given();
  const roots: Root[] = [];

  afterEach(() => roots.splice(0).forEach((root) => root.unmount()));

  /** Shows a component within StrictMode, which leaves and comes back at once; what it answers shows it anew. */
  function shown<P extends object>(page: Page, Component: (props: P) => ReactNode, props: P) {
    const place = document.createElement("div");
    const root = createRoot(place);
    roots.push(root);
    const show = (next: P) =>
      flushSync(() =>
        root.render(
          <StrictMode>
            <BelfryProvider belfry={page.belfry}>
              <Component {...next} />
            </BelfryProvider>
          </StrictMode>,
        ),
      );
    show(props);
    return { place, show, says: (text: string) => until(() => place.textContent === text) };
  }

  function isSubscribed({ pusher }: Page, channel: string): boolean {
    return pusher.channel(channel)?.subscribed ?? false;
  }

  it("useNotifications gives what the bell has, live", async () => {
    await all.application.notify("ann", "before");
    const page = all.page("ann");
    const arrived: string[] = [];
    function Bell() {
      const { notifications, unreadCount, hasUnread, markAsRead, deleteNotification } = useNotifications(({ title }) =>
        arrived.push(title),
      );
      return (
        <>
          {notifications.map(({ id, title }) => (
            <button key={id} onClick={() => void markAsRead(id)} onDoubleClick={() => void deleteNotification(id)}>
              {title}
            </button>
          ))}
          {` ${unreadCount} ${hasUnread}`}
        </>
      );
    }
    const { place, says } = shown(page, Bell, {});
    await says("before 1 true");
    await until(() => isSubscribed(page, "private-notifications.ann"));
    await all.application.notify("ann", "after");
    await says("afterbefore 2 true");
    await until(() => arrived.length === 1);
    place.querySelector("button")!.click();
    await says("afterbefore 1 true");
    place.querySelector("button")!.dispatchEvent(new Event("dblclick", { bubbles: true }));
    await says("before 1 true");
    expect(arrived).toEqual(["after"]);
  });

  it("useLiveSession loses no event, neither in StrictMode nor when its functions and its channel are others", async () => {
    const page = all.page("bea");
    const heard: string[] = [];
    function Session({ channel, mark }: { channel: string | null; mark: string }) {
      useLiveSession(channel, { ".SessionUpdated": ({ n }: { n: number }) => heard.push(`${mark}${n}`) });
      return null;
    }
    const { show } = shown<Parameters<typeof Session>[0]>(page, Session, { channel: "session.1", mark: "a" });
    await until(() => isSubscribed(page, "private-session.1"));
    const authorized = () => all.application.asked.filter((each) => each === "POST /broadcasting/auth").length;
    const before = authorized();
    await all.application.publish("private-session.1", "SessionUpdated", { n: 1 });
    await until(() => heard.length === 1);
    show({ channel: "session.1", mark: "b" });
    await all.application.publish("private-session.1", "SessionUpdated", { n: 2 });
    await until(() => heard.length === 2);
    expect(authorized()).toBe(before);
    show({ channel: "session.2", mark: "c" });
    await until(() => isSubscribed(page, "private-session.2") && !page.pusher.channel("private-session.1"));
    await all.application.publish("private-session.1", "SessionUpdated", { n: 3 });
    await all.application.publish("private-session.2", "SessionUpdated", { n: 4 });
    await until(() => heard.length === 3);
    show({ channel: null, mark: "d" });
    await until(() => !page.pusher.channel("private-session.2"));
    expect(heard).toEqual(["a1", "b2", "c4"]);
  });

  it("useLiveSession tells that the page is let in, at first and after each new connection", async () => {
    const page = all.page("bea");
    const told: string[] = [];
    function Session({ mark }: { mark: string }) {
      useLiveSession("session.1", {}, { subscribed: () => told.push(mark) });
      return null;
    }
    const { show } = shown(page, Session, { mark: "a" });
    await until(() => told.length === 1);
    show({ mark: "b" });
    page.pusher.disconnect();
    page.pusher.connect();
    await until(() => told.length === 2);
    expect(told).toEqual(["a", "b"]);
  });

  it("useLiveRefresh calls the refetch of the last time", async () => {
    const page = all.page("cleo");
    const fetched: string[] = [];
    function Screen({ mark, contexts }: { mark: string; contexts: string[] }) {
      useLiveRefresh(contexts, () => fetched.push(mark));
      return null;
    }
    const { show } = shown(page, Screen, { mark: "a", contexts: ["bookings"] });
    await until(() => isSubscribed(page, "private-live-refresh.cleo"));
    show({ mark: "b", contexts: ["bookings"] });
    await all.application.changes("cleo", "bookings");
    await until(() => fetched.length === 1);
    show({ mark: "c", contexts: ["children"] });
    await all.application.changes("cleo", "bookings");
    await all.application.changes("cleo", "children");
    await until(() => fetched.length === 2);
    expect(fetched).toEqual(["b", "c"]);
  });

  it("useConnection and useWebSocket say how the connection is", async () => {
    const page = all.page("dee");
    function Status() {
      const { connection, retry } = useConnection();
      const { isConnected } = useWebSocket();
      return <button onClick={retry}>{`${connection.state} ${isConnected}`}</button>;
    }
    const { place, says } = shown(page, Status, {});
    await says("connected true");
    page.pusher.disconnect();
    await says("disconnected false");
    place.querySelector("button")!.click();
    await says("connected true");
  });

  it("usePresence and useTyping know the others", async () => {
    all.application.presences.set("bob", { user_id: "bob", online: true, status: "busy", text: null, last_seen: null });
    const page = all.page("eve");
    function Others({ users }: { users: string[] }) {
      const presences = usePresence(users);
      const { typists, typed } = useTyping("tickets.1");
      return (
        <button onClick={typed}>
          {`${presences.get("bob")?.status ?? "-"} ${typists.map(({ user_id: user }) => user).join()}`}
        </button>
      );
    }
    const { place, says } = shown(page, Others, { users: ["bob"] });
    await says("busy ");
    await until(() => isSubscribed(page, "private-tickets.1"));
    const signal = { user_id: "bob", name: null, typing: true, expires_in: 9 };
    await all.application.publish("private-tickets.1", "TypingIndicator", signal);
    await says("busy bob");
    place.querySelector("button")!.click();
    await until(() => all.application.asked.includes("POST /typing"));
  });

  it("useMembers knows who is on a channel", async () => {
    const page = all.page("eve");
    function Viewers() {
      return useMembers<{ name: string }>("tickets.1").map(({ info }) => info.name).join();
    }
    const { says } = shown(page, Viewers, {});
    await says("EVE");
  });

  it("useChat shows a conversation", async () => {
    all.application.opens("r1", "fay", "bob");
    const page = all.page("fay");
    function Room() {
      const { messages, room } = useChat("r1");
      return <button onClick={() => void room.send("hi")}>{messages.map(({ body }) => body).join()}</button>;
    }
    const { place, says } = shown(page, Room, {});
    await until(() => isSubscribed(page, "private-conversation.r1"));
    await all.application.says("r1", "bob", "hello");
    await says("hello");
    place.querySelector("button")!.click();
    await says("hello,hi");
  });

  it("usePush says where a browser has none", async () => {
    const page = all.page("gwen");
    function Setting() {
      return usePush("/sw.js").state;
    }
    const { says } = shown(page, Setting, {});
    await says("unsupported");
  });

  it("says when there is no provider", async () => {
    function Lost() {
      useConnection();
      return null;
    }
    const seen: unknown[] = [];
    const root = createRoot(document.createElement("div"), { onUncaughtError: (e) => seen.push(e) });
    roots.push(root);
    root.render(<Lost />);
    await until(() => seen.length === 1);
    expect(String(seen[0])).toBe("Error: There is no <BelfryProvider> around this component.");
  });
});
