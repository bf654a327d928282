// <belfry-conversation>: what is said in a conversation, how far it has got, and a form to say more.

import type { Belfry } from "../belfry.js";
import { chat, type Chat, type ChatStore, type Message, type Outgoing } from "../chat.js";
import type { Typist } from "../typing.js";
import { BelfryElement, button, made } from "./element.js";
import { momentIn, namesIn, type Speech, type Words } from "./words.js";

const STYLE = `
:host { display: block; }
section {
  display: grid; gap: 8px; padding: 12px; background: var(--_surface); border: 1px solid var(--_border);
  border-radius: var(--_radius);
}
.log { max-block-size: var(--belfry-conversation-height, 50vh); overflow: auto; overflow-anchor: none; padding: 4px; }
.log:focus-visible, textarea:focus-visible { outline: 2px solid var(--_accent); outline-offset: 2px; }
ol { display: grid; gap: 10px; list-style: none; margin: 0; padding: 0; }
li { max-inline-size: 80%; justify-self: start; }
li.own { justify-self: end; text-align: end; }
small { display: block; color: var(--_muted); font-size: 12px; }
p { margin: 2px 0; }
.body {
  inline-size: fit-content; padding: 8px 12px; border-radius: var(--_radius); text-align: start; white-space: pre-wrap;
  overflow-wrap: anywhere; background: color-mix(in srgb, var(--_text) 8%, transparent);
}
.own .body { margin-inline-start: auto; background: color-mix(in srgb, var(--_accent) 16%, transparent); }
.deleted .body { font-style: italic; }
.read { color: var(--_accent); }
.problem { color: var(--_danger); }
.typing { min-block-size: 1.5em; color: var(--_muted); }
.older { justify-self: center; }
form { display: flex; gap: 8px; align-items: end; }
textarea {
  flex: 1; min-inline-size: 0; font: inherit; color: inherit; padding: 8px 10px; resize: vertical; background: var(--_surface);
  border: 1px solid var(--_border); border-radius: var(--_radius);
}
.send { border: 0; border-radius: var(--_radius); padding: 8px 14px; background: var(--_accent); color: var(--_on-accent); }
.send:disabled { opacity: 0.5; cursor: default; }
`;

/** Of a message, as the application has it. */
const LONGEST = 4_000;
/** Pixels from the end of the list at which somebody still looks at the newest. */
const NEAR_END = 40;

/**
 * The conversation whose id its attribute `conversation-id` says: messages with their receipts, who is typing, and a
 * form. What could not be sent stays, with a button to try again. Messages count as read when they are in sight.
 */
export class BelfryConversation extends BelfryElement {
  static readonly observedAttributes = ["conversation-id"];

  readonly #section = made("section", "conversation");
  readonly #problem = made("p", "problem");
  readonly #older = button("quiet older", "", () => this.#loadOlder());
  readonly #log = made("div", "log");
  readonly #list = made("ol", "");
  readonly #typing = made("p", "typing");
  readonly #form = made("form", "");
  readonly #field = made("textarea", "");
  readonly #send = made("button", "send");
  readonly #said = new Map<string, Said>();
  readonly #underway = new Map<string, Underway>();
  #room: ChatStore | null = null;
  #oldest: string | undefined;
  #newest: string | null | undefined;
  #isInSight = false;

  constructor() {
    super(STYLE);
    this.#problem.setAttribute("role", "alert");
    this.#problem.hidden = true;
    this.#older.hidden = true;
    this.#log.setAttribute("role", "log");
    this.#log.tabIndex = 0;
    this.#typing.setAttribute("role", "status");
    this.#field.name = "message";
    this.#field.rows = 2;
    this.#field.maxLength = LONGEST;
    this.#send.type = "submit";
    this.#send.disabled = true;
    this.#log.append(this.#list);
    this.#form.append(this.#field, this.#send);
    this.#section.append(this.#problem, this.#older, this.#log, this.#typing, this.#form);
    this.root.append(this.#section);
    this.#field.addEventListener("input", () => this.#typed());
    this.#field.addEventListener("keydown", (event) => this.#onKey(event));
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
  }

  /** Which conversation it shows; nothing when it is empty. */
  get conversationId(): string {
    return this.getAttribute("conversation-id") ?? "";
  }

  set conversationId(id: string) {
    this.setAttribute("conversation-id", id);
  }

  attributeChangedCallback(_name: string, before: string | null, after: string | null): void {
    if (before !== after) {
      this.beginAnother();
    }
  }

  override focus(options?: FocusOptions): void {
    this.#field.focus(options);
  }

  protected override begin(belfry: Belfry): void {
    this.#section.hidden = this.conversationId === "";
    if (this.#section.hidden) {
      return;
    }
    const room = chat(belfry, this.conversationId);
    this.#room = room;
    this.#followSight();
    this.show(room, (state) => this.#look(state, belfry.userId));
    this.show(room.typing, (typists) => this.#lookAtTypists(typists));
  }

  protected override forget(): void {
    this.#room = null;
    this.#oldest = this.#newest = undefined;
    this.#said.clear();
    this.#underway.clear();
    this.#list.replaceChildren();
    this.#typing.textContent = "";
    this.#problem.hidden = true;
    this.#older.hidden = true;
    this.#write("");
  }

  #name(): void {
    const { words } = this;
    this.#section.setAttribute("aria-label", words.conversation);
    this.#log.setAttribute("aria-label", words.messages);
    this.#field.setAttribute("aria-label", words.message);
    this.#field.placeholder = words.writeMessage;
    this.#send.textContent = words.send;
    this.#older.textContent = words.older;
  }

  /** Only what somebody looks at has been read. */
  #followSight(): void {
    const look = (): void => this.#see();
    const sight = new IntersectionObserver((changes) => {
      this.#isInSight = changes.at(-1)!.isIntersecting;
      look();
    });
    sight.observe(this.#log);
    document.addEventListener("visibilitychange", look);
    globalThis.addEventListener("focus", look);
    this.whileThere(() => {
      this.#isInSight = false;
      sight.disconnect();
      document.removeEventListener("visibilitychange", look);
      globalThis.removeEventListener("focus", look);
    });
  }

  #see(): void {
    if (this.#isInSight && document.visibilityState === "visible" && document.hasFocus()) {
      void this.#room?.read();
    }
  }

  #look(state: Chat, me: string | null): void {
    this.#name();
    const isAtEnd = this.#log.scrollHeight - this.#log.scrollTop - this.#log.clientHeight < NEAR_END;
    const wasAtOlder = this.root.activeElement === this.#older;
    const isLost = state.conversation === null && state.error !== null;
    const problem = isLost ? this.words.noConversation : "";
    if (this.#problem.textContent !== problem) {
      this.#problem.textContent = problem;
    }
    this.#problem.hidden = problem === "";
    this.#older.hidden = !state.hasMore;
    if (wasAtOlder && !state.hasMore) {
      this.#log.focus();
    }
    const height = this.#log.scrollHeight;
    const isMoreUnderway = this.#lookAtAll(state, me);
    const oldest = state.messages[0]?.id;
    if (isAtEnd || isMoreUnderway) {
      this.#log.scrollTop = this.#log.scrollHeight;
    } else if (oldest !== this.#oldest) {
      // Whoever looks at what is above goes on there.
      this.#log.scrollTop += this.#log.scrollHeight - height;
    }
    this.#oldest = oldest;
    // Not at each change: where it fails, that is a change too.
    const newest = state.conversation && state.messages.at(-1)?.id;
    if (newest !== this.#newest) {
      this.#newest = newest;
      this.#see();
    }
  }

  /** Rows stay what they are as long as what they show is there. True when something has just been sent. */
  #lookAtAll(state: Chat, me: string | null): boolean {
    const { speech } = this;
    const said = keep(this.#said, state.messages, ({ id }) => id, () => new Said());
    const before = this.#underway.size;
    const underway = keep(this.#underway, state.outgoing, ({ key }) => key, () => new Underway());
    said.forEach((row, at) => row.show(state.messages[at]!, state, me, speech));
    underway.forEach((row, at) => row.show(state.outgoing[at]!, speech.words, (key) => this.#room?.resend(key)));
    [...said, ...underway].forEach(({ place }, at) => {
      const there = this.#list.children[at];
      if (there !== place) {
        this.#list.insertBefore(place, there ?? null);
      }
    });
    return underway.length > before;
  }

  #lookAtTypists(typists: readonly Typist[]): void {
    const { words, language } = this.speech;
    const known = this.#room?.get().conversation?.participants;
    const names = typists.map(
      ({ user_id: user, name }) => name ?? known?.find((each) => each.user_id === user)?.name ?? words.somebody,
    );
    const text = names.length === 1 ? words.isTyping : words.areTyping;
    this.#typing.textContent = names.length === 0 ? "" : text.replace("{names}", () => namesIn(language, names));
  }

  async #loadOlder(): Promise<void> {
    try {
      this.#problem.hidden = true;
      await this.#room?.loadOlder();
    } catch {
      this.#problem.textContent = this.words.failed;
      this.#problem.hidden = false;
    }
  }

  #write(text: string): void {
    this.#field.value = text;
    this.#send.disabled = text.trim() === "";
  }

  #typed(): void {
    this.#write(this.#field.value);
    this.#room?.typed();
  }

  #onKey(event: KeyboardEvent): void {
    const hasOther = event.shiftKey || event.ctrlKey || event.altKey || event.metaKey;
    // While a word is put together, as in Japanese, the key chooses it.
    if (event.key === "Enter" && !hasOther && !event.isComposing) {
      event.preventDefault();
      this.#submit();
    }
  }

  #submit(): void {
    const body = this.#field.value.trim();
    if (body !== "" && this.#room) {
      this.#write("");
      void this.#room.send(body);
    }
  }
}

/** The rows of what is there, in its order: those from before, and new ones; those of what is gone go. */
function keep<T, R extends { place: HTMLElement }>(
  rows: Map<string, R>,
  shown: readonly T[],
  keyOf: (each: T) => string,
  make: () => R,
): R[] {
  const keys = new Set(shown.map(keyOf));
  for (const [key, row] of rows) {
    if (!keys.has(key)) {
      row.place.remove();
      rows.delete(key);
    }
  }
  return shown.map((each) => {
    const row = rows.get(keyOf(each)) ?? make();
    rows.set(keyOf(each), row);
    return row;
  });
}

/** A message in the list. */
class Said {
  readonly place = made("li", "");
  readonly #sender = made("span", "sender");
  readonly #time = made("time", "");
  readonly #body = made("p", "body");
  readonly #receipt = made("small", "receipt");

  constructor() {
    const head = made("small", "");
    head.append(this.#sender, ", ", this.#time);
    this.place.append(head, this.#body, this.#receipt);
  }

  show(message: Message, { conversation }: Chat, me: string | null, { words, language }: Speech): void {
    const isOwn = message.sender_id === me;
    const sender = conversation?.participants.find(({ user_id: user }) => user === message.sender_id);
    this.place.className = [isOwn && "own", message.deleted && "deleted"].filter(Boolean).join(" ");
    tell(this.#sender, isOwn ? words.you : (sender?.name ?? words.somebody));
    this.#time.dateTime = message.created_at;
    const moment = momentIn(language, message.created_at);
    tell(this.#time, message.edited_at !== null && !message.deleted ? `${moment}, ${words.edited}` : moment);
    tell(this.#body, message.deleted ? words.takenBack : message.body);
    const others = conversation?.participants.filter(({ user_id: user }) => user !== me) ?? [];
    const receipt = furthestOfAll(message.number, others);
    this.#receipt.hidden = !isOwn;
    this.#receipt.className = `receipt ${receipt}`;
    tell(this.#receipt, isOwn ? `${receipt === "sent" ? "✓" : "✓✓"} ${words[receipt]}` : "");
  }
}

/** How far a message has got with everybody. */
function furthestOfAll(
  number: number,
  others: readonly { delivered_up_to: number; read_up_to: number }[],
): "sent" | "delivered" | "read" {
  if (others.length > 0 && others.every(({ read_up_to: upTo }) => upTo >= number)) {
    return "read";
  }
  return others.length > 0 && others.every(({ delivered_up_to: upTo }) => upTo >= number) ? "delivered" : "sent";
}

/** A message on its way, or one that did not get there. */
class Underway {
  readonly place = made("li", "own outgoing");
  readonly #body = made("p", "body");
  readonly #state = made("small", "");
  readonly #again: HTMLButtonElement;
  #resend: () => unknown = () => {};

  constructor() {
    this.#again = button("quiet", "", () => this.#resend());
    const below = made("div", "");
    below.append(this.#state, this.#again);
    this.place.append(this.#body, below);
  }

  show({ key, body, isFailed }: Outgoing, words: Words, resend: (key: string) => unknown): void {
    this.#resend = () => resend(key);
    tell(this.#body, body);
    this.#state.className = isFailed ? "problem" : "";
    tell(this.#state, isFailed ? words.notSent : words.onItsWay);
    tell(this.#again, words.tryAgain);
    this.#again.hidden = !isFailed;
  }
}

/** Says something only where it is something else, as what stands in a log is read out when it changes. */
function tell(place: HTMLElement, text: string): void {
  if (place.textContent !== text) {
    place.textContent = text;
  }
}
