// Trying again, later each time.

const FIRST_MILLIS = 1_000;
const LONGEST_MILLIS = 30_000;

/** Does something again after a while; the longer, the more often it has failed in a row. */
export class Retry {
  readonly #again: () => void;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(again: () => void) {
    this.#again = again;
  }

  /** How often in a row. */
  get failures(): number {
    return this.#failures;
  }

  /** It has failed. Somewhere within the pause, so that not all pages come at once. */
  failed(): void {
    clearTimeout(this.#timer);
    const pause = Math.min(FIRST_MILLIS * 2 ** this.#failures, LONGEST_MILLIS);
    this.#failures += 1;
    this.#timer = setTimeout(this.#again, pause * (0.5 + Math.random() / 2));
  }

  /** It has worked, or is not wanted any more. */
  over(): void {
    clearTimeout(this.#timer);
    this.#failures = 0;
  }
}
