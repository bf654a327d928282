// What is done once, however often somebody clicks.

import { attempt } from "belfry/elements";
import { ref } from "vue";

/** A double click is over by then: its second click must not hit the button that comes in place of the first. */
const DOUBLE_CLICK_MILLIS = 500;

export function useOnce() {
  const busy = ref<ReadonlySet<unknown>>(new Set());

  /**
   * Does it, and says why it was not done.
   *
   * @param key of what it is done to, which nothing else is done to meanwhile
   * @returns whether it was done
   */
  async function once(action: () => Promise<unknown>, key: unknown = null): Promise<boolean> {
    if (busy.value.has(key)) {
      return false;
    }
    busy.value = new Set([...busy.value, key]);
    const isDone = await attempt(action);
    setTimeout(() => (busy.value = new Set([...busy.value].filter((each) => each !== key))), DOUBLE_CLICK_MILLIS);
    return isDone;
  }

  return { once, isBusy: (key: unknown = null): boolean => busy.value.has(key) };
}
