// <belfry-connection>: says that the page is not kept up to date, and until when.

import type { Belfry } from "../belfry.js";
import type { Connection } from "../connection.js";
import { BelfryElement, button, made } from "./element.js";
import { filled, type Words } from "./words.js";

const STYLE = `
:host { display: block; }
div.banner {
  display: flex; gap: 12px; align-items: center; justify-content: center; flex-wrap: wrap;
  padding: 8px 16px; background: light-dark(#fff4d6, #3a3018); color: light-dark(#4a3800, #ffe9ad);
  border-block-end: 1px solid light-dark(#e4c66a, #6b5a26);
}
div.banner.good { background: light-dark(#dff3e4, #173322); color: light-dark(#0f4a23, #b9f0cb); }
.banner button { border: 1px solid currentColor; background: none; border-radius: 4px; padding: 2px 10px; }
`;

/** A page that has just been loaded is given this time before anybody is troubled. */
const FIRST_MILLIS = 3_000;
const GOOD_NEWS_MILLIS = 2_500;

/** Says that the page is not kept up to date, why, and when it is tried again, with a button to do so now. */
export class BelfryConnection extends BelfryElement {
  readonly #banner = made("div", "banner");
  /** Heard by who cannot see it: not each second of a countdown. */
  readonly #said = made("span", "");
  readonly #countdown = made("span", "countdown");
  readonly #retry: HTMLButtonElement;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isDown = false;

  constructor() {
    super(STYLE);
    this.#said.setAttribute("role", "status");
    this.#countdown.setAttribute("aria-hidden", "true");
    this.#retry = button("", "", () => this.belfry?.connection.retry());
    this.#banner.append(this.#said, this.#countdown, this.#retry);
    this.#banner.hidden = true;
    this.root.append(this.#banner);
  }

  protected override begin({ connection }: Belfry): void {
    this.whileThere(() => clearTimeout(this.#timer));
    this.show(connection, (now) => this.#look(now));
  }

  #look(connection: Connection): void {
    if (connection.state === "connecting" && connection.isNew && !this.#isDown) {
      // Once, as a countdown changes each second.
      this.#timer ??= setTimeout(() => this.#bad(this.belfry?.connection.get() ?? connection), FIRST_MILLIS);
      return;
    }
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (connection.state === "connected") {
      this.#good();
    } else {
      this.#bad(connection);
    }
  }

  #good(): void {
    if (!this.#isDown) {
      return;
    }
    this.#isDown = false;
    this.#say(this.words.connected);
    this.#banner.classList.add("good");
    this.#retry.hidden = true;
    this.#countdown.textContent = "";
    this.#timer = setTimeout(() => {
      this.#banner.hidden = true;
      this.#said.textContent = "";
    }, GOOD_NEWS_MILLIS);
  }

  #bad(connection: Connection): void {
    const { words } = this;
    this.#isDown = true;
    this.#banner.hidden = false;
    this.#banner.classList.remove("good");
    this.#say(text(connection, words));
    const left = "retryIn" in connection ? connection.retryIn : null;
    this.#countdown.textContent = left === null ? "" : filled(words.connectingIn, left);
    this.#retry.textContent = words.retry;
    this.#retry.hidden = false;
  }

  #say(words: string): void {
    if (this.#said.textContent !== words) {
      this.#said.textContent = words;
    }
  }
}

function text(connection: Connection, words: Words): string {
  switch (connection.state) {
    case "connected":
      return words.connected;
    case "refused":
      return connection.reason ? `${words.refused} (${connection.reason})` : words.refused;
    default:
      return words[connection.state];
  }
}
