// What members of a class send each other without the application: client events on its presence channel.

import { members, type Member } from "belfry";
import { useBelfry, useStore } from "belfry/vue";
import { onScopeDispose, type ShallowRef } from "vue";
import { echoOfPage } from "../live";
import type { Named } from "../school";

/** The hub takes ten in a second of each connection. */
const PACE_MILLIS = 125;

export interface ClassRoom {
  readonly members: Readonly<ShallowRef<readonly Member<Named>[]>>;
  /** Of this page: a user may have several. */
  readonly page: string;
  /** Sends it, after what was sent before. */
  send(event: string, data: object): void;
  /** Sends it, and nothing that was to be sent before of the same event. */
  sendLatest(event: string, data: object): void;
  /**
   * Listens as long as the component is there.
   *
   * @param listener is given the id of the user who has sent it, as the hub knows it
   */
  on(event: string, listener: (data: any, from: string) => void): void;
  /**
   * Calls back, as long as the component is there, whenever the page comes into class, after each new connection too; soon
   * if it is there already.
   */
  onEntered(listener: () => void): void;
}

/** Is in class as long as the component is there. */
export function useClassRoom(lesson: number): ClassRoom {
  const belfry = useBelfry();
  const name = `class.${lesson}.participants`;
  const entered = new Set<() => void>();
  const leave = belfry.channels.listen(name, {}, { kind: "presence", subscribed: () => entered.forEach((each) => each()) });
  const channel = echoOfPage().join(name);
  let waiting: { event: string; data: object }[] = [];
  const timer = setInterval(() => {
    const next = channel.subscription.subscribed ? waiting.shift() : undefined;
    if (next) {
      channel.whisper(next.event, next.data);
    }
  }, PACE_MILLIS);
  onScopeDispose(() => {
    clearInterval(timer);
    leave();
  });
  const send = (event: string, data: object): void => void waiting.push({ event, data });
  return {
    members: useStore(members<Named>(belfry, name)),
    page: crypto.randomUUID?.() ?? String(Math.random()),
    send,
    sendLatest(event, data) {
      waiting = waiting.filter((each) => each.event !== event);
      send(event, data);
    },
    on(event, listener) {
      const heard = (data: unknown, about?: { user_id?: string }): void => listener(data, about?.user_id ?? "");
      channel.subscription.bind(`client-${event}`, heard);
      onScopeDispose(() => channel.subscription.unbind(`client-${event}`, heard));
    },
    onEntered(listener) {
      entered.add(listener);
      onScopeDispose(() => entered.delete(listener));
      if (channel.subscription.subscribed) {
        queueMicrotask(listener);
      }
    },
  };
}
