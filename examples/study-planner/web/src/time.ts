const TODAY = new Intl.DateTimeFormat("nl", { hour: "2-digit", minute: "2-digit" });
const EARLIER = new Intl.DateTimeFormat("nl", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });

/** When something was, with the day if that is not today. */
export function time(iso: string): string {
  const then = new Date(iso);
  return (then.toDateString() === new Date().toDateString() ? TODAY : EARLIER).format(then);
}
