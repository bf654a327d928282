import Echo from "laravel-echo";
import Pusher from "pusher-js";
import { expect, it, vi } from "vitest";
import { givenHub } from "../../compat/given-hub.mjs";
import { hubOptions } from "../src/index.js";
import { until, type GivenOwnHub } from "./given-page.js";

it("a hub is found where the application says, below its path too", async () => {
  const hub = (await givenHub({ settings: { server: { path: "/live" } } })) as unknown as GivenOwnHub["hub"];
  const address = { key: hub.apps[0]!.key, host: hub.host, port: hub.port, secure: false, path: "/live" };
  const echo = new Echo({ broadcaster: "reverb", Pusher, ...hubOptions(address) });
  try {
    await until(() => echo.connectionStatus() === "connected");
  } finally {
    echo.disconnect();
    await hub.stop();
  }
});

it("a hub without a host is where the page came from", () => {
  vi.stubGlobal("location", { hostname: "school.test" });
  const { wsHost, wsPort, wssPort, forceTLS } = hubOptions({ key: "k", host: null, port: 443, secure: true, path: "" });
  expect({ wsHost, wsPort, wssPort, forceTLS }).toEqual({ wsHost: "school.test", wsPort: 443, wssPort: 443, forceTLS: true });
  vi.unstubAllGlobals();
});
