// Belfry for Vue 3.

import {
  computed,
  inject,
  onScopeDispose,
  shallowRef,
  toValue,
  watch,
  type App,
  type ComputedRef,
  type InjectionKey,
  type MaybeRefOrGetter,
  type ShallowRef,
} from "vue";
import type { Belfry } from "../belfry.js";
import type { Listeners, ListenOptions } from "../channels.js";
import { chat, type Chat, type ChatStore } from "../chat.js";
import type { Connection } from "../connection.js";
import { liveRefresh, type LiveRefreshOptions, type Refetch } from "../live-refresh.js";
import { members, type Member } from "../members.js";
import { notifications, type Notification, type NotificationsStore } from "../notifications.js";
import { presence, type Presences } from "../presence.js";
import { push, type Push, type PushStore } from "../push.js";
import type { Store } from "../store.js";
import { typing, type Typist, type TypingStore } from "../typing.js";

export { useOnce, type UseOnce } from "./once.js";

const KEY: InjectionKey<Belfry> = Symbol("belfry");

/** Gives an application its Belfry: `app.use(belfryPlugin, belfry)`. */
export const belfryPlugin = {
  install(app: App, belfry: Belfry): void {
    app.provide(KEY, belfry);
  },
};

/**
 * The Belfry of the application.
 *
 * @throws Error where the plugin is not used
 */
export function useBelfry(): Belfry {
  const belfry = inject(KEY, null);
  if (!belfry) {
    throw new Error("The application does not use belfryPlugin.");
  }
  return belfry;
}

/** What a store holds, as long as the component is there; another store when the getter gives another. */
export function useStore<T>(store: MaybeRefOrGetter<Store<T>>): Readonly<ShallowRef<T>> {
  const value = shallowRef<T>(toValue(store).get());
  let leave = (): void => {};
  watch(
    () => toValue(store),
    (next) => {
      const before = leave;
      leave = next.subscribe(() => (value.value = next.get()));
      value.value = next.get();
      before();
    },
    { immediate: true, flush: "sync" },
  );
  onScopeDispose(() => leave());
  return value;
}

/** How the connection is, and a way to try it now. */
export function useConnection(): { connection: Readonly<ShallowRef<Connection>>; retry: () => void } {
  const { connection } = useBelfry();
  return { connection: useStore(connection), retry: () => connection.retry() };
}

/** The bell of whoever is signed in. */
export interface UseNotifications {
  readonly notifications: ComputedRef<readonly Notification[]>;
  readonly unreadCount: ComputedRef<number>;
  readonly hasUnread: ComputedRef<boolean>;
  readonly hasMore: ComputedRef<boolean>;
  readonly isReady: ComputedRef<boolean>;
  readonly isLoading: ComputedRef<boolean>;
  readonly error: ComputedRef<Error | null>;
  markAsRead(id: string): Promise<void>;
  markAllAsRead(): Promise<void>;
  deleteNotification(id: string): Promise<void>;
  /** What else can be done with it. */
  readonly bell: NotificationsStore;
}

/** The bell of whoever is signed in. */
export function useNotifications(): UseNotifications {
  const bell = notifications(useBelfry());
  const state = useStore(bell);
  return {
    notifications: computed(() => state.value.items),
    unreadCount: computed(() => state.value.unread),
    hasUnread: computed(() => state.value.unread > 0),
    hasMore: computed(() => state.value.hasMore),
    isReady: computed(() => state.value.isReady),
    isLoading: computed(() => state.value.isLoading),
    error: computed(() => state.value.error),
    markAsRead: (id) => bell.markRead(id),
    markAllAsRead: () => bell.markAllRead(),
    deleteNotification: (id) => bell.delete(id),
    bell,
  };
}

/** Fetches again whenever one of these contexts has changed, or may have while the page was away. */
export function useLiveRefresh(
  contexts: MaybeRefOrGetter<string | readonly string[]>,
  refetch: Refetch,
  options: LiveRefreshOptions = {},
): void {
  const refresh = liveRefresh(useBelfry(), options);
  let leave = (): void => {};
  watch(
    () => JSON.stringify(toValue(contexts)),
    () => {
      const before = leave;
      leave = refresh.on(toValue(contexts), refetch);
      before();
    },
    { immediate: true, flush: "sync" },
  );
  onScopeDispose(() => leave());
}

/**
 * Listens to a channel as long as the component is there.
 *
 * @param channel without `private-` or `presence-`; null for none
 * @param listeners by the names of events on the wire
 * @param options what kind of channel it is, and what to do when the hub has let the page in: at first, and after each
 *     new connection, as what was missed in between can be fetched
 */
export function useLiveSession(
  channel: MaybeRefOrGetter<string | null>,
  listeners: Listeners,
  options: Pick<ListenOptions, "kind" | "subscribed"> = {},
): void {
  const { channels } = useBelfry();
  const stable = Object.fromEntries(
    Object.entries(listeners).map(([event, listener]) => [event.replace(/^\./, ""), listener]),
  );
  let leave = (): void => {};
  watch(
    () => toValue(channel),
    (name) => {
      const before = leave;
      leave = name === null ? () => {} : channels.listen(name, stable, options);
      before();
    },
    { immediate: true, flush: "sync" },
  );
  onScopeDispose(() => leave());
}

/** The connection, and whatever arrives over it, by the names that pages use. */
export interface UseWebSocket {
  readonly isConnected: ComputedRef<boolean>;
  readonly connection: Readonly<ShallowRef<Connection>>;
  retry(): void;
  /** Calls back with each notification that arrives, as long as the component is there. */
  onNotification(listener: (notification: Notification) => void): void;
  /** Calls back with each event on the user's channel of appointments, `appointments.7`. */
  onAppointmentUpdate(listener: (data: unknown) => void, event?: string): void;
  /** Calls back with events of any channel, as long as the component is there. */
  listen(channel: string, listeners: Listeners): void;
}

/** The connection, and whatever arrives over it. */
export function useWebSocket(): UseWebSocket {
  const belfry = useBelfry();
  const connection = useStore(belfry.connection);
  const listen = (channel: string, listeners: Listeners): void => {
    onScopeDispose(belfry.channels.listen(channel, listeners));
  };
  return {
    isConnected: computed(() => connection.value.state === "connected"),
    connection,
    retry: () => belfry.connection.retry(),
    onNotification: (listener) => onScopeDispose(notifications(belfry).onArrival(listener)),
    onAppointmentUpdate: (listener, event = "appointment-updated") =>
      listen(`appointments.${belfry.userId}`, { [event]: listener }),
    listen,
  };
}

/** Whether some users are there. */
export function usePresence(userIds: MaybeRefOrGetter<readonly (string | number)[]>): Readonly<ShallowRef<Presences>> {
  const belfry = useBelfry();
  return useStore(() => presence(belfry, toValue(userIds)));
}

/** Joins a presence channel as long as the component is there, and knows who is on it. */
export function useMembers<I = unknown>(
  channel: MaybeRefOrGetter<string>,
): Readonly<ShallowRef<readonly Member<I>[]>> {
  const belfry = useBelfry();
  return useStore(() => members<I>(belfry, toValue(channel)));
}

/** Who is typing on a private channel, and word of one's own; `heardOn` where the channel has audiences. */
export function useTyping(
  channel: MaybeRefOrGetter<string>,
  heardOn?: MaybeRefOrGetter<string>,
): { typists: Readonly<ShallowRef<readonly Typist[]>> } & Pick<TypingStore, "typed" | "stopped"> {
  const belfry = useBelfry();
  const store = (): TypingStore => typing(belfry, toValue(channel), toValue(heardOn));
  return { typists: useStore(store), typed: () => store().typed(), stopped: () => store().stopped() };
}

/** A conversation, what can be done in it, and who is typing there. */
export function useChat(id: MaybeRefOrGetter<string>): {
  chat: Readonly<ShallowRef<Chat>>;
  typists: Readonly<ShallowRef<readonly Typist[]>>;
  room: ComputedRef<ChatStore>;
} {
  const belfry = useBelfry();
  const room = computed(() => chat(belfry, toValue(id)));
  return { chat: useStore(room), typists: useStore(() => room.value.typing), room };
}

/** Notifications while no page is open. */
export function usePush(worker: string): { state: Readonly<ShallowRef<Push>> } & Pick<PushStore, "enable" | "disable"> {
  const store = push(useBelfry(), worker);
  return { state: useStore(store), enable: () => store.enable(), disable: () => store.disable() };
}
