// One session, in a list.

import type { ReactNode } from "react";
import { clock, day, hour } from "../parts";
import type { SessionView } from "../types";

export function state(session: SessionView): "planned" | "in progress" | "done" {
  if (session.clocked_out_at) {
    return "done";
  }
  return session.clocked_in_at ? "in progress" : "planned";
}

/** What the trainer is doing at this moment. */
export function RightNow({ session }: { session: SessionView }) {
  if (state(session) !== "in progress") {
    return null;
  }
  return (
    <p className="now">
      Right now: <strong>{session.activity || "just arrived"}</strong>
      {session.place && ` at ${session.place}`}
      {session.activity_at && <span className="muted"> since {hour(session.activity_at)}</span>}
    </p>
  );
}

export function SessionLine({
  session,
  trainer,
  children,
}: {
  session: SessionView;
  /** In place of the trainer's name. */
  trainer?: ReactNode;
  children?: ReactNode;
}) {
  const now = state(session);
  return (
    <li className="session" data-session={session.id}>
      <div className="line">
        <span className={`dot ${now.replace(" ", "-")}`} title={now} />
        <span>
          {day(session.date)}, {clock(session.starts)}–{clock(session.ends)}
        </span>
        <a href={`#/bookings/${session.booking_id}`}>{session.child}</a>
        {trainer ?? <span className="muted">{session.trainer ?? "no trainer yet"}</span>}
        {now !== "planned" && <span className={`chip ${now.replace(" ", "-")}`}>{now}</span>}
      </div>
      <RightNow session={session} />
      {children}
    </li>
  );
}
