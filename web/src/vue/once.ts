// What is done once, however often somebody clicks.

import { ref } from "vue";
import { attempt } from "../elements/toasts.js";

/** A double click is over by then: its second click must not hit the button that comes in place of the first. */
const DOUBLE_CLICK_MILLIS = 500;

/** Things that are done once at a time. */
export interface UseOnce {
  /**
   * Does it, and says in the toasts of the page why it was not done.
   *
   * @param key of what it is done to, which nothing else is done to meanwhile
   * @returns whether it was done
   */
  once(action: () => unknown, key?: unknown): Promise<boolean>;
  /** Whether something is done to it, or was a moment ago: for buttons, which are disabled then. */
  isBusy(key?: unknown): boolean;
}

/** Does things once, however often somebody clicks. */
export function useOnce(): UseOnce {
  const busy = ref<ReadonlySet<unknown>>(new Set());

  async function once(action: () => unknown, key: unknown = null): Promise<boolean> {
    if (busy.value.has(key)) {
      return false;
    }
    busy.value = new Set([...busy.value, key]);
    const isDone = await attempt(action);
    setTimeout(() => (busy.value = new Set([...busy.value].filter((each) => each !== key))), DOUBLE_CLICK_MILLIS);
    return isDone;
  }

  return { once, isBusy: (key = null) => busy.value.has(key) };
}
