// Whose page it is, and whether it still is.

import { Watched } from "./store.js";

/** Answers who is signed in now, null for nobody. */
export type WhoIsThere = () => Promise<string | number | null>;

/** A page stays that of the user for whom it was loaded: as long as somebody else is signed in it shows nothing to them. */
export class Owner {
  /** Whether its user has been signed out, as far as the application was asked. */
  readonly signedOut = new Watched(false, () => () => {});
  readonly #userId: string | null;
  readonly #whoIsThere: WhoIsThere;

  constructor(userId: string | null, whoIsThere: WhoIsThere) {
    this.#userId = userId;
    this.#whoIsThere = whoIsThere;
  }

  /** Whether its user is there. The page is loaded anew when it is somebody else. */
  async isThere(): Promise<boolean> {
    const id = await this.#whoIsThere();
    if (id !== null && String(id) !== this.#userId) {
      globalThis.location.reload();
      return false;
    }
    this.signedOut.set(id === null);
    return id !== null;
  }
}
