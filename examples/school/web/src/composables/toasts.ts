// What a page says in passing.

import { ref } from "vue";

export interface Toast {
  readonly id: number;
  readonly title: string;
  readonly text: string;
  readonly isProblem: boolean;
}

const SHOWN_MILLIS = 8_000;
let last = 0;

export const toasts = ref<readonly Toast[]>([]);

export function say(title: string, text = "", isProblem = false): void {
  const toast = { id: ++last, title, text, isProblem };
  toasts.value = [...toasts.value, toast];
  setTimeout(() => dismiss(toast.id), SHOWN_MILLIS);
}

export function dismiss(id: number): void {
  toasts.value = toasts.value.filter((toast) => toast.id !== id);
}

/** Does something, and says why it was not done. */
export async function attempt(action: () => Promise<unknown>): Promise<boolean> {
  try {
    await action();
    return true;
  } catch (e) {
    say("That was not done", e instanceof Error ? e.message : String(e), true);
    return false;
  }
}
