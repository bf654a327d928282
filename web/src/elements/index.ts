// Elements for pages with any framework, or none.

import type { Belfry } from "../belfry.js";
import { BelfryBell } from "./bell.js";
import { BelfryConnection } from "./connection.js";
import { BelfryConversation } from "./conversation.js";
import { useForElements } from "./element.js";
import { attempt, BelfryToasts, say } from "./toasts.js";

export { attempt, BelfryBell, BelfryConnection, BelfryConversation, BelfryToasts, say };
export { addWords, inWords, type Words } from "./words.js";

declare global {
  interface HTMLElementTagNameMap {
    "belfry-bell": BelfryBell;
    "belfry-connection": BelfryConnection;
    "belfry-conversation": BelfryConversation;
    "belfry-toasts": BelfryToasts;
  }
}

/**
 * Makes `<belfry-bell>`, `<belfry-connection>`, `<belfry-conversation>` and `<belfry-toasts>` known to the page; those
 * that stand there already begin to work.
 *
 * @param belfry of all that are given none of their own by their property `belfry`
 */
export function defineElements(belfry: Belfry): void {
  useForElements(belfry);
  for (const [name, element] of Object.entries({
    "belfry-bell": BelfryBell,
    "belfry-connection": BelfryConnection,
    "belfry-conversation": BelfryConversation,
    "belfry-toasts": BelfryToasts,
  })) {
    if (!customElements.get(name)) {
      customElements.define(name, element);
    }
  }
}
