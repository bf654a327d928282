// What changes, and those who watch it. It fits React's useSyncExternalStore, and Vue's shallowRef.

/** Something that changes. */
export interface Store<T> {
  /** How it is now: the same object as long as nothing has changed. */
  get(): T;
  /** Calls back after each change, until the function that it returns is called. */
  subscribe(listener: () => void): () => void;
}

/**
 * How long something goes on working after the last one has left. Frameworks leave and come back within a moment,
 * when a component is shown anew or is given another property; nothing that arrives meanwhile is lost.
 */
export const LINGER_MILLIS = 1_000;

/** Works as long as somebody watches: begins with the first, and ends a moment after the last. */
export class Watched<T> implements Store<T> {
  #value: T;
  readonly #start: () => () => void;
  readonly #listeners = new Set<{ call: () => void }>();
  #isWatched = false;
  #stop: (() => void) | undefined;
  #leaving: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param start begins the work, and returns what ends it
   */
  constructor(initial: T, start: () => () => void) {
    this.#value = initial;
    this.#start = start;
  }

  readonly get = (): T => this.#value;

  readonly subscribe = (listener: () => void): (() => void) => {
    const entry = { call: listener };
    this.#listeners.add(entry);
    clearTimeout(this.#leaving);
    if (!this.#isWatched) {
      this.#isWatched = true;
      this.#stop = this.#start();
    }
    return () => {
      if (this.#listeners.delete(entry) && this.#listeners.size === 0) {
        this.#leaving = setTimeout(() => this.#end(), LINGER_MILLIS);
      }
    };
  };

  #end(): void {
    this.#isWatched = false;
    this.#stop?.();
  }

  /** Whether somebody watches, or has just left. */
  get isWatched(): boolean {
    return this.#isWatched;
  }

  set(value: T): void {
    if (Object.is(value, this.#value)) {
      return;
    }
    this.#value = value;
    for (const { call } of [...this.#listeners]) {
      call();
    }
  }

  /** Changes a part of it. */
  change(part: Partial<T>): void {
    this.set({ ...this.#value, ...part });
  }
}
