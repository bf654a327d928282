// Who is signed in, in all tabs of this browser, and the token that they show.

import type { Config, Me } from "./types";

export interface Session {
  token: string;
  me: Me;
}

interface Kept {
  token: string;
  id: number;
}

const KEY = "study-planner.session";
export const SILENT = "De studieplanner antwoordt niet. Probeer het zo nog eens.";

function kept(): Kept | null {
  const text = localStorage.getItem(KEY);
  return text === null ? null : (JSON.parse(text) as Kept);
}

export function bearer(): Record<string, string> {
  return { Authorization: `Bearer ${kept()?.token ?? ""}` };
}

/** @throws Error in words for people */
async function ask(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch {
    throw new Error(SILENT);
  }
}

/**
 * Where everything is.
 *
 * @throws Error in words for people
 */
export async function fetchConfig(): Promise<Config> {
  return (await (await ask("/config.json", {})).json()) as Config;
}

/**
 * Signs in; the token is kept for other tabs, and for the next visit.
 *
 * @throws Error in words for people
 */
export async function signIn({ api }: Config, login: string, password: string): Promise<Session> {
  const response = await ask(`${api}/api/login`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ login, password }),
  });
  const answer = (await response.json()) as Session & { detail?: string };
  if (!response.ok) {
    throw new Error(answer.detail ?? SILENT);
  }
  localStorage.setItem(KEY, JSON.stringify({ token: answer.token, id: answer.me.id }));
  return answer;
}

/**
 * Whoever was signed in at the last visit, if their token is still good.
 *
 * @throws Error in words for people
 */
export async function resumed({ api }: Config): Promise<Session | null> {
  const before = kept();
  if (!before) {
    return null;
  }
  const response = await ask(`${api}/api/me`, { headers: bearer() });
  if (response.ok) {
    return { token: before.token, me: (await response.json()) as Me };
  }
  if (response.status !== 401) {
    throw new Error(SILENT);
  }
  localStorage.removeItem(KEY);
  return null;
}

/** Also where the API does not answer: then the token goes out of date by itself. */
export async function signOut({ api }: Config): Promise<void> {
  await fetch(`${api}/api/logout`, { method: "POST", headers: bearer() }).catch(() => null);
  forget();
}

/** Leads to the sign-in. */
export function forget(): void {
  localStorage.removeItem(KEY);
  location.reload();
}

/** Begins anew when another tab has signed out, or somebody else in. */
export function followOtherTabs(me: Me): () => void {
  const look = (event: StorageEvent): void => {
    if (event.key === KEY && kept()?.id !== me.id) {
      location.reload();
    }
  };
  addEventListener("storage", look);
  return () => removeEventListener("storage", look);
}
