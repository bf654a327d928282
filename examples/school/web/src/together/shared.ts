// What a class shares, as long as a component shows it.

import { useBelfry } from "belfry/vue";
import { onScopeDispose } from "vue";
import { say } from "../composables/toasts";
import { SharedLog, type Entry } from "./shared-log";

export type SharedKind = "board" | "document" | "code";

interface EntryAdded {
  readonly kind: SharedKind;
  readonly entry: Entry;
}

/** @param added called with each entry, in their order */
export function useShared(lesson: number, kind: SharedKind, added: (data: string, key: string) => void): SharedLog {
  const { api, channels } = useBelfry();
  const log = new SharedLog(api, `/api/lessons/${lesson}/shared/${kind}`, added, (why) => say("That was not kept", why, true));
  const leave = channels.listen(
    `class.${lesson}.participants`,
    { EntryAdded: (told: EntryAdded) => told.kind === kind && log.heard(told.entry) },
    { kind: "presence", subscribed: () => log.catchUp() },
  );
  void log.catchUp();
  onScopeDispose(() => {
    leave();
    log.close();
  });
  return log;
}
