import { createApi, createBelfry, type EchoLike } from "belfry";

declare const echo: EchoLike;
declare const userId: number;
declare function askToSignIn(isSignedOut: boolean): void;

const api = createApi();

async function whoIsThere() {
  const { user } = await api.ask<{ user: { id: number } | null }>("GET", "/api/session");
  return user?.id ?? null;
}

export const belfry = createBelfry({ echo, userId, authEndpoint: "/broadcasting/auth", whoIsThere });

belfry.signedOut.subscribe(() => askToSignIn(belfry.signedOut.get()));

export async function signIn(username: string, password: string) {
  await api.ask("POST", "/api/login", new URLSearchParams({ username, password }));
  await belfry.signedIn();
}
