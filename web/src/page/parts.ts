// Parts of a page that come when they are needed. After a deploy their old names lead nowhere.

const RELOADED = "belfry.reloaded";

/** What people are told, in their language. */
export interface PartWords {
  /** The site does not answer. */
  readonly silent: string;
  /** It answers, and the part is not there. */
  readonly missing: string;
}

const ENGLISH: PartWords = {
  silent: "The server does not answer. Try again.",
  missing: "A part of this page cannot be loaded at the moment. Try again.",
};

/**
 * Loads a part, as by `loadPart(() => import("./lesson"))`. A page that is older than what is served is loaded again,
 * once: what is missing then stays missing, until somebody tries again.
 *
 * @throws Error in words for people
 */
export async function loadPart<Part>(load: () => Promise<Part>, words: PartWords = ENGLISH): Promise<Part> {
  try {
    const part = await load();
    sessionStorage.removeItem(RELOADED);
    return part;
  } catch (e) {
    console.error(e);
  }
  const isServed = await fetch(location.pathname, { cache: "no-store" }).then(
    ({ ok }) => ok,
    () => false,
  );
  if (!isServed) {
    throw new Error(words.silent);
  }
  if (sessionStorage.getItem(RELOADED) !== null) {
    sessionStorage.removeItem(RELOADED);
    throw new Error(words.missing);
  }
  sessionStorage.setItem(RELOADED, "yes");
  location.reload();
  return new Promise(() => {});
}
