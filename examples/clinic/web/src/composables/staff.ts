// Who is there of a clinic.

import { onScopeDispose, shallowRef } from "vue";
import type { Colleague } from "../care";
import { echoOfPage } from "../live";

export function useStaff(clinic: number) {
  const colleagues = shallowRef<readonly Colleague[]>([]);
  const others = (colleague: Colleague): Colleague[] => colleagues.value.filter(({ id }) => id !== colleague.id);
  const channel = `clinic.${clinic}`;
  echoOfPage()
    .join(channel)
    // Also after each new connection.
    .here((all: Colleague[]) => (colleagues.value = all))
    .joining((colleague: Colleague) => (colleagues.value = [...others(colleague), colleague]))
    .leaving((colleague: Colleague) => (colleagues.value = others(colleague)));
  onScopeDispose(() => echoOfPage().leave(channel));
  return { colleagues };
}
