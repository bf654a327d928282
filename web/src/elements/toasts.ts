// <belfry-toasts>: what has just arrived, and what the page says itself.

import type { Belfry } from "../belfry.js";
import { notifications, type Notification } from "../notifications.js";
import { safeUrl } from "../safe-url.js";
import { BelfryElement, button, made } from "./element.js";
import { inWords, speechAround } from "./words.js";

const STYLE = `
:host {
  position: fixed; inset-block-end: 16px; inset-inline-end: 16px; z-index: 1100;
  display: flex; flex-direction: column; gap: 8px; inline-size: min(340px, calc(100vw - 32px)); pointer-events: none;
}
:host([data-above]) { inset-block: 16px auto; }
.toast {
  pointer-events: auto; display: flex; align-items: start; background: var(--_surface); border: 1px solid var(--_border);
  border-inline-start: 4px solid var(--_accent); border-radius: var(--_radius); box-shadow: 0 4px 16px rgb(0 0 0 / 20%);
}
.toast.urgent { border-inline-start-color: var(--_danger); }
.text { flex: 1; min-inline-size: 0; padding: 10px 12px; overflow-wrap: anywhere; }
.text a { color: inherit; }
.title { font-weight: 600; display: block; }
.message { color: var(--_muted); display: block; }
.close { border: 0; background: none; padding: 10px; color: var(--_muted); }
@media (prefers-reduced-motion: no-preference) {
  .toast { animation: come 160ms ease-out; }
  @keyframes come { from { opacity: 0; translate: 0 8px; } }
}
`;

const USUAL_SECONDS = 8;
/** More than browsers can wait for is for ever, which they take for at once. */
const LONGEST_SECONDS = 2_000_000;
const MOST = 4;

const standing = new Set<BelfryToasts>();

/** Whether toasts on the page tell what arrives, so that nobody else needs to say it. */
export function toastsTell(belfry: Belfry): boolean {
  return [...standing].some((toasts) => toasts.belfry === belfry);
}

/** What has the focus, wherever it is; null for nothing. */
function activeElement(): Element | null {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) {
    at = at.shadowRoot.activeElement;
  }
  return at === document.body ? null : at;
}

/** What stands in a toast. */
type Told = Pick<Notification, "title"> & Partial<Pick<Notification, "message" | "action_url" | "importance">>;

/** Says it wherever there are toasts; what comes back takes it away. */
function tell(told: Told): () => void {
  if (standing.size === 0) {
    console.warn(`There are no <belfry-toasts> on the page to say: ${told.title}`);
  }
  const removals = [...standing].map((toasts) => toasts.say(told));
  return () => removals.forEach((remove) => remove());
}

/** Of what was said, where the page is at another address, whichever way it has got there. */
function onceElsewhere(call: () => void): void {
  const { href } = globalThis.location;
  const left = new AbortController();
  const look = (): void => {
    if (globalThis.location.href !== href) {
      left.abort();
      call();
    }
  };
  const options = { signal: left.signal };
  addEventListener("popstate", look, options);
  addEventListener("hashchange", look, options);
  // Not every browser has it yet; there a script that moves on without these two leaves it to people.
  (globalThis as { navigation?: Navigation }).navigation?.addEventListener("currententrychange", look, options);
}

/**
 * Says something in the toasts of the page, as if it had arrived. What is urgent stays until it is closed, or the page
 * is at another address.
 */
export function say(title: string, more: Omit<Told, "title"> = {}): void {
  const remove = tell({ title, ...more });
  if (more.importance === "urgent") {
    onceElsewhere(remove);
  }
}

/** What was not done at last; each takes away what stands there of it. */
const refusals = new Set<() => void>();

/**
 * Does something, and says why it was not done. That stays until it is closed, something that was attempted after it has
 * come to an end, or the page is at another address. False in that case.
 */
export async function attempt(action: () => unknown): Promise<boolean> {
  const before = [...refusals];
  try {
    await action();
    return true;
  } catch (e) {
    const { notDone } = speechAround(document.documentElement).words;
    const remove = tell({ title: notDone, message: inWords(e), importance: "urgent" });
    refusals.add(remove);
    onceElsewhere(remove);
    return false;
  } finally {
    for (const remove of before) {
      remove();
      refusals.delete(remove);
    }
  }
}

/**
 * Shows each notification that arrives for a while; longer as long as somebody points at it. `duration` says how many
 * seconds; urgent ones stay until they are closed. They stand below, or above where they would cover a form that somebody
 * is in.
 */
export class BelfryToasts extends BelfryElement {
  readonly #polite = made("div", "polite");
  readonly #urgent = made("div", "urgent-ones");
  /** Where whoever is among the toasts has come from. */
  #before: HTMLElement | null = null;

  constructor() {
    super(STYLE);
    // There before anything is said in them, as those who read pages aloud want it.
    this.#polite.setAttribute("role", "status");
    this.#urgent.setAttribute("role", "alert");
    for (const region of [this.#polite, this.#urgent]) {
      // Each is read alone, when it comes.
      region.setAttribute("aria-atomic", "false");
      region.setAttribute("aria-relevant", "additions");
    }
    this.addEventListener("focusin", ({ relatedTarget }) => this.#cameFrom(relatedTarget));
    this.root.append(this.#urgent, this.#polite);
  }

  protected override begin(belfry: Belfry): void {
    standing.add(this);
    this.whileThere(() => standing.delete(this));
    const makeWay = (): void => this.#makeWay();
    document.addEventListener("focusin", makeWay);
    this.whileThere(() => document.removeEventListener("focusin", makeWay));
    this.whileThere(notifications(belfry).onArrival((notification) => this.say(notification)));
  }

  protected override forget(): void {
    this.#urgent.replaceChildren();
    this.#polite.replaceChildren();
  }

  #cameFrom(before: EventTarget | null): void {
    this.#before = before instanceof HTMLElement ? before : null;
  }

  /** Shows something as it does what arrives; what comes back takes it away. */
  say({ title, message, action_url: action, importance }: Told): () => void {
    const isUrgent = importance === "urgent";
    const toast = made("div", isUrgent ? "toast urgent" : "toast");
    const remove = (): void => this.#remove(toast);
    const text = made("div", "text");
    const url = safeUrl(action ?? null);
    if (url) {
      const link = made("a", "title", title);
      link.href = url;
      text.append(link);
    } else {
      text.append(made("span", "title", title));
    }
    if (message) {
      text.append(made("span", "message", message));
    }
    const close = button("close", "×", remove);
    close.setAttribute("aria-label", `${this.words.close}: ${title}`);
    toast.append(text, close);
    if (isUrgent) {
      // It stays: who tries five times in vain need not close five of them.
      [...this.#urgent.children]
        .filter((each) => each.firstElementChild!.isEqualNode(text))
        .forEach((same) => this.#remove(same));
    }
    if (!this.root.querySelector(".toast")) {
      this.removeAttribute("data-above");
    }
    const region = isUrgent ? this.#urgent : this.#polite;
    region.append(toast);
    if (!isUrgent) {
      this.#removeLater(toast, remove);
    }
    while (region.children.length > MOST) {
      this.#remove(region.firstElementChild!);
    }
    this.#makeWay();
    return remove;
  }

  /** Out of the way of a form that somebody is in; where there is room for that neither above nor below, of the field. */
  #makeWay(): void {
    const at = activeElement();
    if (!at || document.activeElement === this) {
      return;
    }
    for (const place of [at.closest("form"), at]) {
      for (let tries = 0; place && tries < 2; tries++) {
        if (!this.#covers(place)) {
          return;
        }
        this.toggleAttribute("data-above");
      }
    }
  }

  #covers(place: Element): boolean {
    const [one, other] = [this, place].map((each) => each.getBoundingClientRect()) as [DOMRect, DOMRect];
    const isBeside = one.right <= other.left || other.right <= one.left;
    return one.height > 0 && !isBeside && one.top < other.bottom && other.top < one.bottom;
  }

  /** Whoever is in it with the keyboard goes on with another one, or where they were before. */
  #remove(toast: Element): void {
    const all = [...this.root.querySelectorAll(".toast")];
    const at = all.indexOf(toast);
    const next = (all[at + 1] ?? all[at - 1])?.querySelector<HTMLElement>(".close");
    const isHere = toast.contains(this.root.activeElement);
    const before = this.#before;
    toast.remove();
    if (isHere) {
      (next ?? before)?.focus();
      this.#before = before;
    }
  }

  #removeLater(toast: HTMLElement, remove: () => void): void {
    const seconds = Number(this.getAttribute("duration"));
    const millis = (seconds > 0 ? Math.min(seconds, LONGEST_SECONDS) : USUAL_SECONDS) * 1_000;
    let timer = setTimeout(remove, millis);
    const stay = (): void => clearTimeout(timer);
    const go = (): void => {
      clearTimeout(timer);
      timer = setTimeout(remove, millis);
    };
    toast.addEventListener("pointerenter", stay);
    toast.addEventListener("pointerleave", go);
    // Not for who has clicked one away, and is in the next by that.
    toast.addEventListener("focusin", ({ target }) => (target as Element).matches(":focus-visible") && stay());
    toast.addEventListener("focusout", go);
  }
}
