import Echo from "laravel-echo";
import Pusher from "pusher-js";
import { hubOptions, noEcho, type LiveAddress } from "belfry";

const live = (await (await fetch("/api/live")).json()) as LiveAddress | null;

export const echo = live ? new Echo({ broadcaster: "reverb", Pusher, ...hubOptions(live) }) : noEcho();
