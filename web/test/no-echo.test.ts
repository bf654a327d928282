import { describe, expect, it } from "vitest";
import { createBelfry, liveRefresh, noEcho, notifications } from "../src/index.js";
import { given, until } from "./given-page.js";

describe("a page where nothing is live", () => {
  const all = given();

  it("opens no connection, and shows what there is whenever it asks", async () => {
    const belfry = createBelfry({
      echo: noEcho(),
      userId: "ann",
      baseUrl: all.application.url,
      authEndpoint: "/broadcasting/auth",
      headers: { Authorization: "Bearer ann-token" },
    });
    await all.application.notify("ann", "first");
    const bell = notifications(belfry);
    bell.subscribe(() => {});
    await until(() => bell.get().unread === 1);
    await all.application.notify("ann", "second");
    await bell.refresh();
    expect(bell.get().items.map(({ title }) => title)).toEqual(["second", "first"]);

    const fetched: string[] = [];
    const leave = liveRefresh(belfry).on("bookings", () => fetched.push("bookings"));
    liveRefresh(belfry).invalidate("bookings");
    await until(() => fetched.length === 1);
    leave();

    belfry.connection.subscribe(() => {});
    expect(belfry.connection.get()).toEqual({ state: "disconnected" });
  });
});
