// What elements say, by language.

import { ApiError } from "../api.js";

/** Everything that elements say; `{n}` stands for a number, `{names}` for people. */
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
  unanswered: string;
  disconnected: string;
  connected: string;
  retry: string;
  close: string;
  conversation: string;
  messages: string;
  message: string;
  writeMessage: string;
  send: string;
  you: string;
  somebody: string;
  edited: string;
  takenBack: string;
  sent: string;
  delivered: string;
  read: string;
  onItsWay: string;
  notSent: string;
  tryAgain: string;
  isTyping: string;
  areTyping: string;
  noConversation: string;
  notDone: string;
  noAnswer: string;
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
  unanswered: "Live updates are not available right now. What you see may be out of date.",
  disconnected: "This page is not kept up to date.",
  connected: "Connected again.",
  retry: "Try now",
  close: "Close",
  conversation: "Conversation",
  messages: "Messages",
  message: "Message",
  writeMessage: "Write a message",
  send: "Send",
  you: "You",
  somebody: "Somebody",
  edited: "edited",
  takenBack: "taken back",
  sent: "sent",
  delivered: "delivered",
  read: "read",
  onItsWay: "on its way",
  notSent: "not sent",
  tryAgain: "Try again",
  isTyping: "{names} is typing …",
  areTyping: "{names} are typing …",
  notDone: "That was not done",
  noAnswer: "The server does not answer. Try again.",
  noConversation: "This conversation cannot be shown now.",
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
  unanswered: "Live bijwerken lukt nu niet. Wat je ziet is misschien verouderd.",
  disconnected: "Deze pagina wordt niet bijgewerkt.",
  connected: "Weer verbonden.",
  retry: "Nu proberen",
  close: "Sluiten",
  conversation: "Gesprek",
  messages: "Berichten",
  message: "Bericht",
  writeMessage: "Schrijf een bericht",
  send: "Versturen",
  you: "Jij",
  somebody: "Iemand",
  edited: "bewerkt",
  takenBack: "teruggenomen",
  sent: "verstuurd",
  delivered: "bezorgd",
  read: "gelezen",
  onItsWay: "onderweg",
  notSent: "niet verstuurd",
  tryAgain: "Opnieuw proberen",
  isTyping: "{names} is aan het typen …",
  areTyping: "{names} zijn aan het typen …",
  notDone: "Dat is niet gelukt",
  noAnswer: "De server antwoordt niet. Probeer het opnieuw.",
  noConversation: "Dit gesprek kan nu niet worden getoond.",
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

/** Why something was not done, for people: what the application has said, or that it does not answer. */
export function inWords(error: unknown): string {
  if (error instanceof ApiError && error.status === 0) {
    return speechAround(document.documentElement).words.noAnswer;
  }
  return error instanceof Error ? error.message : String(error);
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
  return inLanguage(language, (known) => new Date(time).toLocaleString(known));
}

/** A time among others: of today without the date, and never with seconds. */
export function momentIn(language: string, time: string): string {
  const at = new Date(time);
  const isToday = at.toDateString() === new Date().toDateString();
  const style: Intl.DateTimeFormatOptions = isToday ? { timeStyle: "short" } : { dateStyle: "short", timeStyle: "short" };
  return inLanguage(language, (known) => at.toLocaleString(known, style));
}

/** People, one after the other: Ann, Bob and Cleo. */
export function namesIn(language: string, names: readonly string[]): string {
  return inLanguage(language, (known) => new Intl.ListFormat(known).format(names));
}

/** Words may be added for a language that browsers do not know. */
function inLanguage(language: string, write: (known?: string) => string): string {
  try {
    return write(language);
  } catch {
    return write();
  }
}

/** A text with a number in it. */
export function filled(text: string, n: number): string {
  return text.replace("{n}", () => String(n));
}
