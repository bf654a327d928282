// Belfry for React 18 and later.

import {
  createContext,
  createElement,
  useContext,
  useEffect,
  useLayoutEffect,
  useRef,
  useSyncExternalStore,
  type ReactNode,
} from "react";
import type { Belfry } from "../belfry.js";
import type { Listeners, ListenOptions } from "../channels.js";
import { chat, type Chat, type ChatStore } from "../chat.js";
import type { Connection } from "../connection.js";
import { liveRefresh, type LiveRefreshOptions, type Refetch } from "../live-refresh.js";
import { members, type Member } from "../members.js";
import {
  notifications,
  type Notification,
  type Notifications,
  type NotificationsStore,
} from "../notifications.js";
import { presence, type Presences } from "../presence.js";
import { push, type Push, type PushStore } from "../push.js";
import type { Store } from "../store.js";
import { typing, type Typist, type TypingStore } from "../typing.js";

const Context = createContext<Belfry | null>(null);

/** Gives the components inside their Belfry. */
export function BelfryProvider({ belfry, children }: { belfry: Belfry; children?: ReactNode }): ReactNode {
  return createElement(Context.Provider, { value: belfry }, children);
}

/**
 * The Belfry of the components around this one.
 *
 * @throws Error outside of a `BelfryProvider`
 */
export function useBelfry(): Belfry {
  const belfry = useContext(Context);
  if (!belfry) {
    throw new Error("There is no <BelfryProvider> around this component.");
  }
  return belfry;
}

/** What a store holds; the component is shown again after each change. */
export function useStore<T>(store: Store<T>): T {
  return useSyncExternalStore(store.subscribe, store.get, store.get);
}

/** How the connection is, and a way to try it now. */
export function useConnection(): { connection: Connection; retry: () => void } {
  const { connection } = useBelfry();
  return { connection: useStore(connection), retry: () => connection.retry() };
}

type BellActions = Omit<NotificationsStore, "get" | "subscribe" | "onArrival">;

/** The bell of whoever is signed in. */
export interface UseNotifications extends Omit<Notifications, "items" | "unread"> {
  readonly notifications: readonly Notification[];
  readonly unreadCount: number;
  readonly hasUnread: boolean;
  markAsRead(id: string): Promise<void>;
  markAllAsRead(): Promise<void>;
  deleteNotification(id: string): Promise<void>;
  /** What else can be done with it. */
  readonly bell: BellActions;
}

/**
 * The bell of whoever is signed in.
 *
 * @param onArrival called with each notification that arrives while the page is open
 */
export function useNotifications(onArrival?: (notification: Notification) => void): UseNotifications {
  const bell = notifications(useBelfry());
  const { items, unread, ...rest } = useStore(bell);
  const latest = useLatest(onArrival);
  const isWanted = onArrival !== undefined;
  useEffect(
    () => (isWanted ? bell.onArrival((notification) => latest.current?.(notification)) : undefined),
    [bell, isWanted, latest],
  );
  return {
    ...rest,
    notifications: items,
    unreadCount: unread,
    hasUnread: unread > 0,
    markAsRead: (id) => bell.markRead(id),
    markAllAsRead: () => bell.markAllRead(),
    deleteNotification: (id) => bell.delete(id),
    bell,
  };
}

/** Fetches again whenever one of these contexts has changed, or may have while the page was away. */
export function useLiveRefresh(
  contexts: string | readonly string[],
  refetch: Refetch,
  { admin = false }: LiveRefreshOptions = {},
): void {
  const refresh = liveRefresh(useBelfry(), { admin });
  const latest = useLatest(refetch);
  const names = JSON.stringify(contexts);
  useEffect(
    () => refresh.on(JSON.parse(names) as string | string[], () => latest.current()),
    [refresh, names, latest],
  );
}

/**
 * Listens to a channel as long as the component is there: `useLiveSession("session.7", {".SessionUpdated": show})`. The
 * functions may be others each time; nothing that arrives in between is lost.
 *
 * @param channel without `private-` or `presence-`; null for none
 * @param listeners by the names of events on the wire
 * @param options what kind of channel it is, and what to do when the hub has let the page in: at first, and after each
 *     new connection, as what was missed in between can be fetched
 */
export function useLiveSession(
  channel: string | null,
  listeners: Listeners,
  options: Pick<ListenOptions, "kind" | "subscribed"> = {},
): void {
  const { channels } = useBelfry();
  const latest = useLatest(listeners);
  const latestOptions = useLatest(options);
  const { kind = "private" } = options;
  const events = JSON.stringify(Object.keys(listeners));
  useEffect(() => {
    if (channel === null) {
      return undefined;
    }
    const stable = Object.fromEntries(
      (JSON.parse(events) as string[]).map((event) => [
        event.replace(/^\./, ""),
        (data: unknown) => latest.current[event]?.(data),
      ]),
    );
    return channels.listen(channel, stable, { kind, subscribed: () => latestOptions.current.subscribed?.() });
  }, [channels, channel, events, kind, latest, latestOptions]);
}

/** The connection, and whatever arrives over it, by the names that pages use. */
export function useWebSocket(): {
  isConnected: boolean;
  connection: Connection;
  retry: () => void;
  listen: Belfry["channels"]["listen"];
} {
  const belfry = useBelfry();
  const connection = useStore(belfry.connection);
  return {
    isConnected: connection.state === "connected",
    connection,
    retry: () => belfry.connection.retry(),
    listen: (...wish) => belfry.channels.listen(...wish),
  };
}

/** Whether some users are there. */
export function usePresence(userIds: readonly (string | number)[]): Presences {
  return useStore(presence(useBelfry(), userIds));
}

/** Joins a presence channel as long as the component is there, and knows who is on it. */
export function useMembers<I = unknown>(channel: string): readonly Member<I>[] {
  return useStore(members<I>(useBelfry(), channel));
}

/** Who is typing on a private channel, and word of one's own; `heardOn` where the channel has audiences. */
export function useTyping(
  channel: string,
  heardOn?: string,
): { typists: readonly Typist[] } & Pick<TypingStore, "typed" | "stopped"> {
  const store = typing(useBelfry(), channel, heardOn);
  return { typists: useStore(store), typed: () => store.typed(), stopped: () => store.stopped() };
}

/** A conversation, what can be done in it, and who is typing there. */
export function useChat(id: string): Chat & { typists: readonly Typist[]; room: ChatStore } {
  const room = chat(useBelfry(), id);
  return { ...useStore(room), typists: useStore(room.typing), room };
}

/** Notifications while no page is open. */
export function usePush(worker: string): { state: Push } & Pick<PushStore, "enable" | "disable"> {
  const store = push(useBelfry(), worker);
  return { state: useStore(store), enable: () => store.enable(), disable: () => store.disable() };
}

/** The same place for something that is another one each time. */
function useLatest<T>(value: T): { current: T } {
  const latest = useRef(value);
  // Before effects of others, which may call it at once.
  useLayoutEffect(() => {
    latest.current = value;
  });
  return latest;
}
