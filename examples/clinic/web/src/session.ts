// Who has signed in, and by which cookie and token that is known.

import type { LiveAddress } from "belfry";
import { ref } from "vue";

export type Role = "patient" | "doctor" | "staff";

export interface User {
  readonly id: number;
  readonly name: string;
  readonly role: Role;
  /** Where they work; null for patients. */
  readonly clinic_id: number | null;
}

export interface Session<Who = User> {
  readonly user: Who;
  /** Null when nothing is live. */
  readonly live: LiveAddress | null;
}

/** Whether this page's user has been signed out, elsewhere or by time. */
export const isSignedOut = ref(false);

/** Null when nobody has signed in. */
export async function askWhoIsThere(): Promise<Session | null> {
  const answer = await ask("/api/session");
  if (!answer.ok) {
    throw new Error(`/api/session answered ${answer.status}`);
  }
  const { user, live } = (await answer.json()) as Session<User | null>;
  return user && { user, live };
}

/**
 * Whether the page may still be seen by its user. It is loaded anew when somebody else has signed in over it.
 *
 * @throws Error when the application does not answer
 */
export async function isStill(user: User): Promise<boolean> {
  const session = await askWhoIsThere();
  if (session && session.user.id !== user.id) {
    location.reload();
    return false;
  }
  isSignedOut.value = session === null;
  return session !== null;
}

/** False when login and password do not belong together. */
export async function signIn(login: string, password: string): Promise<boolean> {
  const answer = await post("/api/login", new URLSearchParams({ username: login, password }));
  if (!answer.ok && answer.status !== 401) {
    throw new Error(`The clinic answered ${answer.status}. Please try again.`);
  }
  return answer.ok;
}

export async function signOut(): Promise<void> {
  await post("/api/logout");
  location.assign("/");
}

function post(path: string, body?: URLSearchParams): Promise<Response> {
  return ask(path, { method: "POST", headers: csrf(), body: body ?? null });
}

async function ask(path: string, request: RequestInit = {}): Promise<Response> {
  try {
    return await fetch(path, request);
  } catch {
    throw new Error("The clinic does not answer. Please try again.");
  }
}

/** The token that Spring Security hands to scripts in a cookie: another one after each sign-in. */
function csrf(): Record<string, string> {
  const token = /(?:^|;\s*)XSRF-TOKEN=([^;]+)/.exec(document.cookie)?.[1] ?? "";
  return { "X-XSRF-TOKEN": decodeURIComponent(token) };
}
