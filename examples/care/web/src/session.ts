// Who is signed in, in all tabs of this browser, and the token that they show.

import type { LiveAddress } from "belfry";

export interface Me {
  id: number;
  name: string;
  role: "admin" | "parent" | "trainer";
  /** Null where nothing is live. */
  live: LiveAddress | null;
}

export interface Session {
  token: string;
  me: Me;
}

interface Kept {
  token: string;
  id: number;
}

const KEY = "care.session";
export const SILENT = "The care service does not answer. Try again in a moment.";
export const API = "/api/v1";

export function kept(): Kept | null {
  const text = localStorage.getItem(KEY);
  return text === null ? null : (JSON.parse(text) as Kept);
}

export function bearer(token = kept()?.token ?? ""): Record<string, string> {
  return { Authorization: `Bearer ${token}` };
}

/**
 * Signs in; the token is kept for other tabs, and for the next visit.
 *
 * @throws Error in words for people
 */
export async function signIn(login: string, password: string): Promise<Session> {
  const response = await fetch(`${API}/login`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ login, password }),
  }).catch(() => null);
  if (!response) {
    throw new Error(SILENT);
  }
  const answer = (await response.json()) as Session & { detail?: string };
  if (!response.ok) {
    throw new Error(answer.detail ?? "That did not work.");
  }
  localStorage.setItem(KEY, JSON.stringify({ token: answer.token, id: answer.me.id }));
  return answer;
}

/**
 * Whoever was signed in at the last visit, if their token is still good.
 *
 * @throws Error in words for people
 */
export async function resumed(): Promise<Session | null> {
  const before = kept();
  if (!before) {
    return null;
  }
  const response = await fetch(`${API}/me`, { headers: bearer(before.token) }).catch(() => null);
  if (!response) {
    throw new Error(SILENT);
  }
  if (response.ok) {
    return { token: before.token, me: (await response.json()) as Me };
  }
  if (response.status !== 401) {
    throw new Error(`The care service answered ${response.status}.`);
  }
  localStorage.removeItem(KEY);
  return null;
}

/** Also where the application does not answer: then the token goes out of date by itself. */
export async function signOut(): Promise<void> {
  await fetch(`${API}/logout`, { method: "POST", headers: bearer() }).catch(() => null);
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
