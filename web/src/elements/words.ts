// What elements say, by language.

/** Everything that elements say; `{n}` stands for a number. */
export interface Words {
  notifications: string;
  unread: string;
  oneUnread: string;
  none: string;
  markAllRead: string;
  older: string;
  remove: string;
  failed: string;
  connecting: string;
  connectingIn: string;
  unavailable: string;
  offline: string;
  refused: string;
  unauthorized: string;
  disconnected: string;
  connected: string;
  retry: string;
  close: string;
}

const EN: Words = {
  notifications: "Notifications",
  unread: "{n} unread",
  oneUnread: "1 unread",
  none: "Nothing new.",
  markAllRead: "Mark all as read",
  older: "Show older ones",
  remove: "Delete",
  failed: "That did not work. Try again.",
  connecting: "Connection lost. Connecting again …",
  connectingIn: "Trying again in {n} s",
  unavailable: "The server cannot be reached. What you see may be out of date.",
  offline: "You are offline. What you see may be out of date.",
  refused: "This page is no longer kept up to date.",
  unauthorized: "You are signed out. Sign in again, and this page is kept up to date.",
  disconnected: "This page is not kept up to date.",
  connected: "Connected again.",
  retry: "Try now",
  close: "Close",
};

const NL: Words = {
  notifications: "Meldingen",
  unread: "{n} ongelezen",
  oneUnread: "1 ongelezen",
  none: "Niets nieuws.",
  markAllRead: "Alles als gelezen markeren",
  older: "Oudere tonen",
  remove: "Verwijderen",
  failed: "Dat is niet gelukt. Probeer het opnieuw.",
  connecting: "Verbinding verbroken. Opnieuw verbinden …",
  connectingIn: "Nieuwe poging over {n} s",
  unavailable: "De server is niet bereikbaar. Wat je ziet is misschien verouderd.",
  offline: "Je bent offline. Wat je ziet is misschien verouderd.",
  refused: "Deze pagina wordt niet meer bijgewerkt.",
  unauthorized: "Je bent uitgelogd. Log opnieuw in, dan wordt deze pagina weer bijgewerkt.",
  disconnected: "Deze pagina wordt niet bijgewerkt.",
  connected: "Weer verbonden.",
  retry: "Nu proberen",
  close: "Sluiten",
};

const LANGUAGES = new Map<string, Words>([
  ["en", EN],
  ["nl", NL],
]);

/** Adds a language, or says something else in one that is there. What is left out is said in English. */
export function addWords(language: string, words: Partial<Words>): void {
  LANGUAGES.set(language.toLowerCase(), { ...EN, ...LANGUAGES.get(language.toLowerCase()), ...words });
}

/** How an element speaks. */
export interface Speech {
  words: Words;
  /** Of the words, and so of times beside them. */
  language: string;
}

/** The language around an element, if there are words in it. */
export function speechAround(element: Element): Speech {
  const around = element.closest("[lang]")?.getAttribute("lang") || globalThis.navigator.language;
  const words = LANGUAGES.get(around.toLowerCase()) ?? LANGUAGES.get(primary(around));
  return words ? { words, language: ofPerson(around) } : { words: EN, language: ofPerson("en") };
}

function primary(language: string): string {
  return language.toLowerCase().split("-", 1)[0]!;
}

/** As people write it who have set up their browser for it: 28/11 or 11/28 where a page says no more than "en". */
function ofPerson(language: string): string {
  const own = globalThis.navigator.languages.find((each) => primary(each) === language.toLowerCase());
  return own ?? language;
}

/** A time as it is written in a language. */
export function timeIn(language: string, time: string): string {
  try {
    return new Date(time).toLocaleString(language);
  } catch {
    // Words may be added for a language that browsers do not know.
    return new Date(time).toLocaleString();
  }
}

/** A text with a number in it. */
export function filled(text: string, n: number): string {
  return text.replace("{n}", () => String(n));
}
