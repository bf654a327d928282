// What has the keyboard when a page changes, and what the page is called: nobody is to begin again at the top of it.

/** Most buttons are disabled for less, while something is done. */
const PATIENCE_MILLIS = 300;

const site = document.title;
/** What had the keyboard last, and all around it. */
let path: HTMLElement[] = [];
/** The heading that has it instead, of what cannot have it any more. */
let instead: HTMLElement | null = null;
/** The page that has been shown last, and its heading: the address is another one before the page is. */
let address = "";
let shown: HTMLElement | null = null;
let looking: ReturnType<typeof setTimeout> | undefined;

/**
 * Names the page by its first heading in `main`, which gets the keyboard when the part of the address behind # changes. Where a
 * button goes or stays disabled, as it does when what it was for is done by somebody else, the heading above it gets it.
 */
export function followPages(): void {
  addEventListener("focusin", (event) => {
    if (event.target !== instead) {
      path = event.composedPath().filter((each) => each instanceof HTMLElement);
      address = location.hash;
    }
  });
  // Whoever points somewhere has left it themselves.
  addEventListener("pointerdown", () => (path = []), true);
  new MutationObserver(() => {
    name();
    looking ??= setTimeout(look, PATIENCE_MILLIS);
  }).observe(document.body, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ["disabled", "inert"],
  });
  address = location.hash;
  name();
}

function headingOfPage(): HTMLElement | null {
  return document.querySelector<HTMLElement>("main :is(h1, h2)");
}

function headingIn(part: ParentNode): HTMLElement | null {
  return part.querySelector<HTMLElement>("h1, h2");
}

function name(): void {
  if (location.hash === address) {
    shown = headingOfPage();
  }
  const heading = headingOfPage()?.textContent.trim();
  const title = heading && heading !== site ? `${heading} – ${site}` : site;
  if (document.title !== title) {
    document.title = title;
  }
}

function look(): void {
  looking = undefined;
  const now = document.activeElement;
  const isLost = now === document.body || now === instead || !canHaveIt(now);
  const heading = headingOfPage();
  if (location.hash !== address && heading && heading !== shown) {
    address = location.hash;
    shown = heading;
    path = [];
    give(heading);
  } else if (isLost && path[0] && document.hasFocus()) {
    if (canHaveIt(path[0])) {
      instead = null;
      path[0].focus({ preventScroll: true });
    } else {
      const around = path.find((each) => each.isConnected && headingIn(each));
      give(headingIn(around ?? document.body));
    }
  }
}

function canHaveIt(element: Element | null): boolean {
  return element?.isConnected === true && !element.matches(":disabled") && !element.closest("[inert]");
}

function give(heading: HTMLElement | null): void {
  if (heading && heading !== document.activeElement) {
    instead = heading;
    heading.tabIndex = -1;
    heading.focus();
  }
}
