import { logConnection, warnOfUnheardEvents, type Belfry } from "belfry";

declare const belfry: Belfry;

if (import.meta.env.DEV) {
  warnOfUnheardEvents(belfry.echo);
  logConnection(belfry, "LiveSession");
}
