// Who is typing.

import type { Belfry } from "./belfry.js";
import { Watched, type Store } from "./store.js";

/** Somebody who is typing. */
export interface Typist {
  readonly user_id: string;
  /** What people call them; null when the application does not say. */
  readonly name: string | null;
}

/** Who else is typing, and word of one's own. */
export interface TypingStore extends Store<readonly Typist[]> {
  /** To be called at each key: it is told every now and then. */
  typed(): void;
  /** The text was sent, or thrown away. */
  stopped(): void;
}

/** What the application says of somebody who is typing, or no longer is. */
export interface TypingSignal extends Typist {
  readonly typing: boolean;
  /** Seconds after which it is over when nothing more is heard. */
  readonly expires_in: number;
}

const TOLD_EVERY_MILLIS = 3_000;
/** The application passes it on once in two seconds; and some for the way there. */
const PASSED_ON_EVERY_MILLIS = 2_200;
const SECOND_MILLIS = 1_000;

/**
 * Who is typing on a private channel, `tickets.7`, and word of one's own; the same one wherever it is asked for.
 *
 * @param heardOn where this user hears of it, when the channel has audiences: `tickets.7@agent`
 */
export function typing(belfry: Belfry, channel: string, heardOn: string = channel): TypingStore {
  return belfry.shared(`typing ${channel} ${heardOn}`, () => {
    const say = (isTyping: boolean): Promise<unknown> =>
      belfry.api.ask("POST", belfry.paths.typing, { channel, typing: isTyping });
    const typists: Typists = new Typists(belfry, say, () =>
      belfry.channels.listen(heardOn, { [belfry.events.typing]: (signal: TypingSignal) => typists.heard(signal) }),
    );
    return typists;
  });
}

/** Those who are typing, each until it is said otherwise, or nothing more is heard. */
export class Typists extends Watched<readonly Typist[]> implements TypingStore {
  readonly #belfry: Belfry;
  readonly #say: (isTyping: boolean) => Promise<unknown>;
  readonly #ends = new Map<string, ReturnType<typeof setTimeout>>();
  #toldAt = -Infinity;
  /** When it was last told so that it was passed on. */
  #passedOnAt = -Infinity;
  #again: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param say tells the others
   * @param listen hears of the others
   */
  constructor(belfry: Belfry, say: (isTyping: boolean) => Promise<unknown>, listen: () => () => void) {
    super([], () => {
      const leave = listen();
      return () => {
        leave();
        this.#ends.forEach((timer) => clearTimeout(timer));
        this.#ends.clear();
        this.set([]);
      };
    });
    this.#belfry = belfry;
    this.#say = say;
  }

  heard(signal: TypingSignal): void {
    const { user_id: user, name } = signal;
    if (user === this.#belfry.userId) {
      return;
    }
    clearTimeout(this.#ends.get(user));
    this.#ends.delete(user);
    const others = this.get().filter(({ user_id: other }) => other !== user);
    if (signal.typing) {
      this.#ends.set(user, setTimeout(() => this.gone(user), signal.expires_in * SECOND_MILLIS));
      this.set([...others, { user_id: user, name }]);
    } else {
      this.set(others);
    }
  }

  /** What somebody typed has come. */
  gone(user: string): void {
    clearTimeout(this.#ends.get(user));
    this.#ends.delete(user);
    if (this.get().some(({ user_id: other }) => other === user)) {
      this.set(this.get().filter(({ user_id: other }) => other !== user));
    }
  }

  typed(): void {
    const now = Date.now();
    if (now - this.#toldAt < TOLD_EVERY_MILLIS) {
      return;
    }
    this.#toldAt = now;
    this.#tell(true);
    const left = this.#passedOnAt + PASSED_ON_EVERY_MILLIS - now;
    if (left > 0) {
      // Begun again so soon that nobody has heard of it.
      this.#again = setTimeout(() => this.#tellAgain(), left);
    } else {
      this.#passedOnAt = now;
    }
  }

  #tellAgain(): void {
    this.#toldAt = this.#passedOnAt = Date.now();
    this.#tell(true);
  }

  stopped(): void {
    clearTimeout(this.#again);
    if (this.#toldAt !== -Infinity) {
      this.#toldAt = -Infinity;
      this.#tell(false);
    }
  }

  /** Nobody misses it when it does not arrive. */
  #tell(isTyping: boolean): void {
    this.#say(isTyping).catch(() => {});
  }
}
