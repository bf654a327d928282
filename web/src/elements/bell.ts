// <belfry-bell>: how much is unread, and what.

import type { Belfry } from "../belfry.js";
import { notifications, type Notification, type Notifications, type NotificationsStore } from "../notifications.js";
import { safeUrl } from "../safe-url.js";
import { BelfryElement, button, made } from "./element.js";
import { toastsTell } from "./toasts.js";
import { filled, timeIn, type Speech } from "./words.js";

const STYLE = `
:host { display: inline-block; position: relative; }
.bell { position: relative; border: 0; background: none; padding: 8px; border-radius: var(--_radius); line-height: 0; }
.bell:hover { background: color-mix(in srgb, currentColor 10%, transparent); }
.badge {
  position: absolute; inset-block-start: 0; inset-inline-end: 0; min-inline-size: 18px; padding: 0 5px;
  border-radius: 9px; background: var(--_danger); color: light-dark(#ffffff, #2a0f0d); font-size: 11px; line-height: 18px;
}
.panel {
  position: absolute; inset-inline-end: 0; z-index: 1000; inline-size: min(360px, 90vw);
  max-block-size: min(480px, 80vh); overflow: auto; background: var(--_surface); border: 1px solid var(--_border);
  border-radius: var(--_radius); box-shadow: 0 8px 24px rgb(0 0 0 / 20%);
}
header { display: flex; justify-content: space-between; align-items: center; gap: 8px; padding: 8px 12px; }
h2 { margin: 0; font-size: 15px; }
ul { list-style: none; margin: 0; padding: 0; }
li { display: flex; align-items: start; border-block-start: 1px solid var(--_border); }
.item { flex: 1; min-inline-size: 0; border: 0; background: none; padding: 10px 12px; text-align: start; overflow-wrap: anywhere; }
.item:hover { background: color-mix(in srgb, var(--_accent) 8%, transparent); }
.unread .title { font-weight: 600; }
.unread .title::before { content: "● "; color: var(--_accent); }
.message, time { display: block; color: var(--_muted); }
time { font-size: 12px; }
.remove { border: 0; background: none; padding: 10px; color: var(--_muted); }
p { margin: 0; padding: 12px; color: var(--_muted); }
p.error { color: var(--_danger); }
`;

const BELL =
  "M12 22a2.5 2.5 0 0 0 2.4-2h-4.8a2.5 2.5 0 0 0 2.4 2Zm7-5-2-2.3V10a5 5 0 0 0-4-4.9V4a1 1 0 1 0-2 0v1.1A5 5 0 0 0 7 10v4.7L5 17v1h14Z";
const MOST_SHOWN = 99;
/** Pixels between the list and the edge of the page. */
const MARGIN = 8;

/**
 * A button with the number of unread notifications, and a list of them behind it.
 *
 * Fires `belfry-open`, with the notification as its detail, when one is chosen; whoever prevents the default shows it
 * in their own way, otherwise its `action_url` is opened.
 */
export class BelfryBell extends BelfryElement {
  readonly #button: HTMLButtonElement;
  readonly #badge = made("span", "badge");
  readonly #heard = made("span", "heard");
  readonly #panel = made("div", "panel");
  readonly #title = made("h2", "");
  readonly #allRead: HTMLButtonElement;
  readonly #list = made("ul", "");
  readonly #none = made("p", "");
  readonly #error = made("p", "error");
  readonly #older: HTMLButtonElement;
  readonly #rows = new Map<string, Row>();
  #bell: NotificationsStore | null = null;

  constructor() {
    super(STYLE);
    this.#button = button("bell", "", () => this.toggle());
    this.#button.append(picture(), this.#badge);
    this.#button.setAttribute("aria-haspopup", "dialog");
    this.#badge.setAttribute("aria-hidden", "true");
    this.#heard.setAttribute("role", "status");
    this.#panel.setAttribute("role", "dialog");
    this.#panel.tabIndex = -1;
    this.#error.setAttribute("role", "alert");
    this.#allRead = button("quiet", "", () => this.#bell?.markAllRead());
    this.#older = button("quiet", "", () => this.#bell?.loadMore());
    const header = made("header", "");
    header.append(this.#title, this.#allRead);
    this.#panel.append(header, this.#error, this.#list, this.#none, this.#older);
    this.root.append(this.#button, this.#heard, this.#panel);
    this.root.addEventListener("keydown", (event) => this.#onKey(event as KeyboardEvent));
    this.#setOpen(false);
  }

  protected override begin(belfry: Belfry): void {
    this.#bell = notifications(belfry);
    const outside = (event: Event): void => {
      if (this.isOpen && !event.composedPath().includes(this)) {
        this.#setOpen(false);
      }
    };
    document.addEventListener("pointerdown", outside);
    this.whileThere(() => document.removeEventListener("pointerdown", outside));
    const key = (event: KeyboardEvent): void => this.#onKeyOutside(event);
    document.addEventListener("keydown", key);
    this.whileThere(() => document.removeEventListener("keydown", key));
    this.whileThere(
      this.#bell.onArrival(({ title }) => {
        this.#heard.textContent = toastsTell(belfry) ? "" : title;
      }),
    );
    this.show(this.#bell, (state) => this.#look(state));
  }

  protected override forget(): void {
    this.#heard.textContent = "";
    this.#setOpen(false);
  }

  get isOpen(): boolean {
    return !this.#panel.hidden;
  }

  override focus(options?: FocusOptions): void {
    this.#button.focus(options);
  }

  /** Opens the list, or closes it. */
  toggle(): void {
    this.#setOpen(!this.isOpen);
    if (this.isOpen) {
      this.#panel.focus();
      void this.#bell?.markAllSeen();
    }
  }

  #setOpen(isOpen: boolean): void {
    this.#panel.hidden = !isOpen;
    this.#button.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) {
      this.#keepInSight();
    }
  }

  /** Wherever on the page the bell stands. */
  #keepInSight(): void {
    this.#panel.style.translate = "";
    const { left, right } = this.#panel.getBoundingClientRect();
    const most = document.documentElement.clientWidth - MARGIN;
    const shift = left < MARGIN ? MARGIN - left : Math.min(0, most - right);
    this.#panel.style.translate = `${shift}px`;
  }

  #look(state: Notifications): void {
    const { words } = this;
    const focused = this.root.activeElement as HTMLElement | null;
    const before = [...this.#list.children];
    const count = filled(state.unread === 1 ? words.oneUnread : words.unread, state.unread);
    this.#button.setAttribute("aria-label", state.unread ? `${words.notifications}, ${count}` : words.notifications);
    this.#badge.hidden = state.unread === 0;
    this.#badge.textContent = state.unread > MOST_SHOWN ? `${MOST_SHOWN}+` : String(state.unread);
    this.#panel.setAttribute("aria-label", words.notifications);
    this.#title.textContent = words.notifications;
    this.#allRead.textContent = words.markAllRead;
    this.#allRead.hidden = state.unread === 0;
    this.#none.textContent = words.none;
    this.#none.hidden = state.items.length > 0;
    this.#error.textContent = state.error ? words.failed : "";
    this.#error.hidden = !state.error;
    this.#older.textContent = words.older;
    this.#older.hidden = !state.hasMore;
    this.#lookAtItems(state.items);
    this.#goOn(focused, before);
  }

  /** Whoever was at something that is gone goes on at the next row, or at the one before, or at the list. */
  #goOn(at: HTMLElement | null, before: readonly Element[]): void {
    const isThere = at?.isConnected && !at.hidden;
    if (!at || (isThere && at === this.root.activeElement)) {
      return;
    }
    const own = before.findIndex((place) => place.contains(at));
    const near = own < 0 ? [] : [...before.slice(own), ...before.slice(0, own).reverse()];
    const more = at === this.#older ? this.#list.children[before.length] : undefined;
    const next = near.find((place) => place.isConnected) ?? more;
    (isThere ? at : (next?.querySelector<HTMLElement>(".item") ?? this.#panel)).focus();
  }

  /** Rows stay what they are as long as their items are there, so that nobody loses their place. */
  #lookAtItems(items: readonly Notification[]): void {
    const ids = new Set(items.map(({ id }) => id));
    for (const [id, row] of this.#rows) {
      if (!ids.has(id)) {
        row.place.remove();
        this.#rows.delete(id);
      }
    }
    const { speech } = this;
    items.forEach((item, at) => {
      const row = this.#rows.get(item.id) ?? this.#row(item.id);
      row.show(item, speech);
      const there = this.#list.children[at];
      if (there !== row.place) {
        this.#list.insertBefore(row.place, there ?? null);
      }
    });
  }

  #row(id: string): Row {
    const row = new Row(
      (item) => this.#choose(item),
      (item) => void this.#bell?.delete(item.id),
    );
    this.#rows.set(id, row);
    return row;
  }

  #choose(item: Notification): void {
    void this.#bell?.markRead(item.id);
    const isOurs = this.dispatchEvent(
      new CustomEvent("belfry-open", { detail: item, bubbles: true, composed: true, cancelable: true }),
    );
    const url = safeUrl(item.action_url);
    if (isOurs && url) {
      globalThis.location.assign(url);
    }
  }

  /** Also for who is nowhere on the page, or elsewhere, and then stays there. */
  #onKeyOutside(event: KeyboardEvent): void {
    if (event.key === "Escape" && this.isOpen && !event.defaultPrevented) {
      this.#setOpen(false);
      if (document.activeElement === document.body) {
        this.#button.focus();
      }
    }
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key === "Escape" && this.isOpen) {
      this.#setOpen(false);
      this.#button.focus();
      event.stopPropagation();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const all = [...this.#list.querySelectorAll<HTMLElement>(".item")];
      const at = all.indexOf(this.root.activeElement as HTMLElement);
      const next = event.key === "ArrowDown" ? at + 1 : at - 1;
      if (this.isOpen && all[next]) {
        all[next].focus();
        event.preventDefault();
      }
    }
  }
}

/** A notification in the list. */
class Row {
  readonly place = made("li", "");
  readonly #title = made("span", "title");
  readonly #message = made("span", "message");
  readonly #time = made("time", "");
  readonly #remove: HTMLButtonElement;
  #item: Notification | null = null;

  constructor(choose: (item: Notification) => void, remove: (item: Notification) => void) {
    const item = button("item", "", () => this.#item && choose(this.#item));
    item.append(this.#title, this.#message, this.#time);
    this.#remove = button("remove", "×", () => this.#item && remove(this.#item));
    this.place.append(item, this.#remove);
  }

  show(item: Notification, { words, language }: Speech): void {
    if (item === this.#item) {
      return;
    }
    this.#item = item;
    this.place.className = item.read_at === null ? "unread" : "";
    this.#title.textContent = item.title;
    this.#message.textContent = item.message ?? "";
    this.#message.hidden = !item.message;
    this.#time.dateTime = item.created_at;
    this.#time.textContent = timeIn(language, item.created_at);
    this.#remove.setAttribute("aria-label", `${words.remove}: ${item.title}`);
  }
}

function picture(): SVGSVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("width", "24");
  svg.setAttribute("height", "24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("fill", "currentColor");
  path.setAttribute("d", BELL);
  svg.append(path);
  return svg;
}
