// Parts of the page that come when they are needed. After a deploy their old names lead nowhere.

import { SILENT } from "./session";

const RELOADED = "study-planner.reloaded";
const MISSING = "Een deel van deze pagina is nu niet te laden. Probeer het nog eens.";

/**
 * Loads one. A page that is older than what is served is loaded again, once: what is missing then
 * stays missing, until somebody tries again.
 *
 * @throws Error in words for people
 */
export async function loadPart<Part>(load: () => Promise<Part>): Promise<Part> {
  try {
    const part = await load();
    sessionStorage.removeItem(RELOADED);
    return part;
  } catch (e) {
    console.error(e);
  }
  const isServed = await fetch(location.pathname, { cache: "no-store" }).then(({ ok }) => ok, () => false);
  if (!isServed) {
    throw new Error(SILENT);
  }
  if (sessionStorage.getItem(RELOADED) !== null) {
    sessionStorage.removeItem(RELOADED);
    throw new Error(MISSING);
  }
  sessionStorage.setItem(RELOADED, "yes");
  location.reload();
  return new Promise(() => {});
}
