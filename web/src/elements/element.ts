// What the elements have in common.

import type { Belfry } from "../belfry.js";
import type { Store } from "../store.js";
import { speechAround, type Speech, type Words } from "./words.js";

// Where pages are made on a server there are no elements; nobody makes one there.
const Base: typeof HTMLElement = globalThis.HTMLElement ?? (class {} as typeof HTMLElement);

let usual: Belfry | null = null;
const standing = new Set<BelfryElement>();

/** The Belfry of all elements that are given none of their own; those on the page begin anew with it. */
export function useForElements(belfry: Belfry): void {
  usual = belfry;
  standing.forEach((element) => element.beginAnew());
}

/** By their texts. Sheets that are made by a script are let through by policies that forbid styles in the page. */
const sheets = new Map<string, CSSStyleSheet>();

function sheetOf(style: string): CSSStyleSheet {
  let sheet = sheets.get(style);
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    sheets.set(style, sheet);
  }
  return sheet;
}

const STYLE = `
:host {
  --_accent: var(--belfry-accent, light-dark(#1a56b0, #8ab4f8));
  --_on-accent: var(--belfry-on-accent, light-dark(#ffffff, #101418));
  --_surface: var(--belfry-surface, light-dark(#ffffff, #1d2024));
  --_text: var(--belfry-text, light-dark(#1b1d21, #e8eaed));
  --_muted: var(--belfry-muted, light-dark(#5a6068, #a9b0b8));
  --_border: var(--belfry-border, light-dark(#d5d9de, #3c4148));
  --_danger: var(--belfry-danger, light-dark(#b3261e, #f2b8b5));
  --_radius: var(--belfry-radius, 8px);
  font: var(--belfry-font, 14px/1.45 system-ui, sans-serif);
  color: var(--_text);
}
:host([hidden]), [hidden] { display: none !important; }
* { box-sizing: border-box; }
button { font: inherit; color: inherit; cursor: pointer; }
button:focus-visible, a:focus-visible { outline: 2px solid var(--_accent); outline-offset: 2px; }
.quiet { border: 0; background: none; padding: 4px 8px; border-radius: 4px; color: var(--_accent); }
.heard {
  position: absolute; inline-size: 1px; block-size: 1px; margin: -1px; overflow: hidden;
  clip-path: inset(50%); white-space: nowrap;
}
`;

/** An element that shows what stores hold, as long as it stands on the page. */
export abstract class BelfryElement extends Base {
  #belfry: Belfry | null = null;
  #shown: Belfry | null = null;
  #leaves: (() => void)[] = [];
  protected readonly root: ShadowRoot;

  constructor(style: string) {
    super();
    this.root = this.attachShadow({ mode: "open" });
    this.root.adoptedStyleSheets = [sheetOf(STYLE), sheetOf(style)];
  }

  /** Its own Belfry; that of all elements when it is given none. */
  get belfry(): Belfry | null {
    return this.#belfry ?? usual;
  }

  set belfry(belfry: Belfry | null) {
    this.#belfry = belfry;
    if (this.isConnected) {
      this.beginAnew();
    }
  }

  connectedCallback(): void {
    standing.add(this);
    this.beginAnew();
  }

  disconnectedCallback(): void {
    standing.delete(this);
    this.#leave();
  }

  /** Shows what its Belfry has, if that is another one by now. */
  beginAnew(): void {
    const { belfry } = this;
    if (belfry === this.#shown && this.#leaves.length > 0) {
      return;
    }
    this.#leave();
    if (belfry !== this.#shown) {
      this.#shown = belfry;
      this.forget();
    }
    if (belfry) {
      this.begin(belfry);
    }
  }

  /** Shows something else of the same Belfry. */
  protected beginAnother(): void {
    this.#leave();
    this.#shown = null;
    if (this.isConnected) {
      this.beginAnew();
    }
  }

  #leave(): void {
    this.#leaves.forEach((leave) => leave());
    this.#leaves = [];
  }

  protected get words(): Words {
    return this.speech.words;
  }

  protected get speech(): Speech {
    return speechAround(this);
  }

  /** Begins to show. */
  protected abstract begin(belfry: Belfry): void;

  /** Forgets what it shows of another user. */
  protected forget(): void {}

  /** Shows what a store holds, now and after each change. */
  protected show<T>(store: Store<T>, show: (value: T) => void): void {
    this.whileThere(store.subscribe(() => show(store.get())));
    show(store.get());
  }

  /** Calls a function when the element leaves the page. */
  protected whileThere(leave: () => void): void {
    this.#leaves.push(leave);
  }
}

/** Makes an element with a class and a text; a text is never taken for HTML. */
export function made<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  text?: string,
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  element.className = className;
  if (text !== undefined) {
    element.textContent = text;
  }
  return element;
}

/** A button that does something. */
export function button(className: string, text: string, onClick: () => unknown): HTMLButtonElement {
  const element = made("button", className, text);
  element.type = "button";
  element.addEventListener("click", () => void onClick());
  return element;
}
