// Who has signed in, which a cookie knows.

import { ApiError, createApi, type LiveAddress } from "belfry";

export type Role = "student" | "instructor" | "admin";

export interface User {
  readonly id: number;
  readonly name: string;
  readonly role: Role;
}

export interface Session<Who = User> {
  readonly user: Who;
  /** Null when nothing is live. */
  readonly live: LiveAddress | null;
}

const api = createApi();

/** Null when nobody has signed in. */
export async function askWhoIsThere(): Promise<Session | null> {
  const { user, live } = await api.ask<Session<User | null>>("GET", "/api/session");
  return user && { user, live };
}

/** False when login and password do not belong together. */
export async function signIn(login: string, password: string): Promise<boolean> {
  try {
    await api.ask("POST", "/api/login", new URLSearchParams({ username: login, password }));
    return true;
  } catch (e) {
    if (e instanceof ApiError && e.status === 401) {
      return false;
    }
    throw e;
  }
}

export async function signOut(): Promise<void> {
  await api.ask("POST", "/api/logout");
  location.assign("/");
}
