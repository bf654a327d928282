// What pages do while there is no connection.

import type { Belfry } from "./belfry.js";

const SHORTEST_SECONDS = 1;
const SECOND_MILLIS = 1_000;

/**
 * Asks the application every now and then while the hub cannot be reached, for all that is shown: what it would do
 * once, when the connection is back. Pages in the background ask for nothing.
 *
 * @throws RangeError when that is less than a second
 */
export function askWhileAway(belfry: Belfry, everySeconds: number): void {
  if (!(everySeconds >= SHORTEST_SECONDS)) {
    throw new RangeError(`pollEvery is ${everySeconds}, must be at least ${SHORTEST_SECONDS} second`);
  }
  let timer: ReturnType<typeof setInterval> | undefined;
  const look = (): void => {
    if (belfry.connection.get().state === "connected") {
      clearInterval(timer);
      timer = undefined;
    } else {
      timer ??= setInterval(() => isInSight() && belfry.channels.catchUp(), everySeconds * SECOND_MILLIS);
    }
  };
  belfry.connection.subscribe(look);
  look();
}

function isInSight(): boolean {
  return globalThis.document?.visibilityState !== "hidden";
}
