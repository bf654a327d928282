import { describe, expect, it, onTestFinished, vi } from "vitest";
import { createApi, notifications, openConversation } from "../src/index.js";
import { given, until } from "./given-page.js";

const PAGE = { type: "text/html;charset=UTF-8", body: "<!doctype html><h1>Please sign in</h1>" };

describe("an application that leads who is signed out to a page to sign in at", () => {
  const all = given();

  /** A page whose session is over. */
  function signedOut(user: string, refreshToken?: () => Promise<Record<string, string> | null>) {
    all.application.pages["/login"] = PAGE;
    all.application.signInAt = "/login";
    all.application.badTokens.add(`${user}-token`);
    return all.page(user, refreshToken && { refreshToken });
  }

  it("has refused", async () => {
    const { belfry } = signedOut("ann");
    await expect(openConversation(belfry, ["bob"])).rejects.toMatchObject({ name: "ApiError", status: 401 });
    for (const method of ["PUT", "PATCH", "DELETE"]) {
      await expect(belfry.api.ask(method, "/anything", {})).rejects.toMatchObject({ name: "ApiError", status: 401 });
    }
    const bell = notifications(belfry);
    bell.subscribe(() => {});
    await until(() => bell.get().error);
    expect(bell.get().error).toMatchObject({ name: "ApiError", status: 401 });
  });

  it("is asked again with another token, when there is one", async () => {
    let renewed = 0;
    const { belfry } = signedOut("bea", async () => {
      renewed += 1;
      return { Authorization: "Bearer bea-newer" };
    });
    await all.application.notify("bea", "there");
    const bell = notifications(belfry);
    bell.subscribe(() => {});
    await until(() => bell.get().isReady);
    expect({ renewed, error: bell.get().error, unread: bell.get().unread }).toEqual({ renewed: 1, error: null, unread: 1 });
  });
});

describe("somebody who has not signed in", () => {
  const all = given();

  it("asks as pages do: with the token of the cookie, in JSON or as a form, and with an error for what is refused", async () => {
    vi.stubGlobal("document", { cookie: "user=ann; XSRF-TOKEN=a%2Bb" });
    onTestFinished(() => void vi.unstubAllGlobals());
    const sent: RequestInit[] = [];
    const api = createApi({
      baseUrl: all.application.url,
      fetch: (url, request) => {
        sent.push(request!);
        return fetch(url, request);
      },
    });
    const login = new URLSearchParams({ username: "ann" });
    await expect(api.ask("POST", "/login", login)).rejects.toMatchObject({ name: "ApiError", status: 401 });
    await expect(api.ask("POST", "/login", { ann: 1 }, { keepalive: true })).rejects.toMatchObject({ status: 401 });
    const [form, json] = sent.map(({ headers, body, keepalive }) => ({ ...(headers as object), body, keepalive }));
    expect(form).toEqual({ Accept: "application/json", "X-XSRF-TOKEN": "a+b", body: login, keepalive: undefined });
    expect(json).toMatchObject({ "Content-Type": "application/json", body: '{"ann":1}', keepalive: true });
  });
});

describe("an answer that is none", () => {
  const all = given();

  it.each([
    ["a page", { ...PAGE }, 401],
    ["a page of an error", { ...PAGE, status: 502 }, 502],
    ["a text", { type: "text/plain", body: "OK" }, 200],
    ["the beginning of one", { type: "application/json", body: '{"unread":' }, 0],
    ["nothing", { type: "application/json", body: "" }, 0],
  ])("is an error with a status: %s", async (_, page, status) => {
    all.application.pages["/notifications/count"] = page;
    const { belfry } = all.page("cleo");
    await expect(belfry.api.ask("GET", "/notifications/count")).rejects.toMatchObject({ name: "ApiError", status });
  });
});
