// What a class shares, as long as a component shows it.

import { say } from "belfry/elements";
import { useBelfry } from "belfry/vue";
import { onScopeDispose } from "vue";
import { SharedLog, type Entry, type LogListener } from "./shared-log";

export type SharedKind = "board" | "document" | "code";

interface EntryAdded {
  readonly kind: SharedKind;
  readonly entry: Entry;
}

export function useShared(lesson: number, kind: SharedKind, listener: LogListener): SharedLog {
  const { api, channels } = useBelfry();
  const failed = (why: string): void => say("That was not kept", { message: why, importance: "urgent" });
  const log = new SharedLog(api, `/api/lessons/${lesson}/shared/${kind}`, listener, failed);
  const leave = channels.listen(
    `class.${lesson}.participants`,
    { EntryAdded: (told: EntryAdded) => told.kind === kind && log.heard(told.entry) },
    { kind: "presence", subscribed: () => log.catchUp() },
  );
  void log.catchUp();
  const left = (): void => {
    listener.left?.();
    log.sendAtLast();
  };
  addEventListener("pagehide", left);
  onScopeDispose(() => {
    removeEventListener("pagehide", left);
    leave();
    log.close();
  });
  return log;
}
