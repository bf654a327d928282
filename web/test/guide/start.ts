import Echo from "laravel-echo";
import Pusher from "pusher-js";
import { createBelfry } from "belfry";
import { defineElements } from "belfry/elements";

const client = new Pusher("app-key", {
  cluster: "",
  wsHost: location.hostname,
  wsPort: 8080,
  forceTLS: false,
  enabledTransports: ["ws", "wss"],
});
const echo = new Echo({ broadcaster: "reverb", key: "app-key", client });

export const belfry = createBelfry({ echo, userId: 7, authEndpoint: "/broadcasting/auth" });
defineElements(belfry);
