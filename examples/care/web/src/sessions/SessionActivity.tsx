// The timeline of a session: when the trainer came, and what was noted.

import { useFetched } from "../hooks";
import { hour, Problem } from "../parts";
import type { Details, Log } from "../types";
import type { ReactNode } from "react";

export function SessionActivity({ id, line }: { id: number; line?: (log: Log) => ReactNode }) {
  const { data, error } = useFetched<Details>(`/sessions/${id}`, ["bookings", "trainer_schedules"]);
  const { session, logs } = data ?? {};
  return (
    <>
      <Problem text={error} />
      <ol className="timeline" aria-label="Session activity">
        {session?.clocked_out_at && <li className="muted">{hour(session.clocked_out_at)} clocked out</li>}
        {logs?.map((log) => (
          <li key={log.id}>
            <span className="muted">{hour(log.created_at)}</span> {line ? line(log) : log.text}
            {log.updated_at !== log.created_at && <span className="muted"> (changed {hour(log.updated_at)})</span>}
          </li>
        ))}
        {session?.clocked_in_at && <li className="muted">{hour(session.clocked_in_at)} clocked in</li>}
      </ol>
    </>
  );
}
