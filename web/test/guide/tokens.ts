import type Echo from "laravel-echo";
import { createBelfry } from "belfry";

declare const echo: Echo<"reverb">;
declare const session: { id: string; token: string };
declare function signInAgain(): Promise<string | null>;

export const belfry = createBelfry({
  echo,
  userId: session.id,
  baseUrl: "https://api.example.org",
  authEndpoint: "/broadcasting/auth",
  headers: { Authorization: `Bearer ${session.token}` },
  refreshToken: async () => {
    const token = await signInAgain();
    return token ? { Authorization: `Bearer ${token}` } : null;
  },
  mayComeBack: async () => (await fetch("/me")).ok,
});
