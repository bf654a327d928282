// All bookings, and whose their sessions are.

import { useAction, useFetched } from "../hooks";
import { Card, Empty, Problem } from "../parts";
import { SessionLine, state } from "../sessions/SessionLine";
import type { Booking, SessionView, Trainer } from "../types";

export function Overview() {
  const { data: bookings, error } = useFetched<Booking[]>("/bookings", ["bookings", "trainer_schedules"]);
  const { data: trainers } = useFetched<Trainer[]>("/trainers", []);
  return (
    <Card title="Bookings">
      <Problem text={error} />
      <Empty list={bookings}>Nobody has booked yet.</Empty>
      {bookings?.map((booking) => (
        <article key={booking.id} aria-label={`Booking for ${booking.child}`}>
          <h3>
            <a href={`#/bookings/${booking.id}`}>{booking.child}</a> <span className="muted">{booking.parent}</span>{" "}
            {booking.paid_at && <span className="chip done">paid</span>}
          </h3>
          <ul>
            {booking.sessions.map((session) => (
              <SessionLine
                key={session.id}
                session={session}
                trainer={state(session) === "planned" ? <Assign session={session} trainers={trainers ?? []} /> : null}
              />
            ))}
          </ul>
        </article>
      ))}
    </Card>
  );
}

function Assign({ session, trainers }: { session: SessionView; trainers: Trainer[] }) {
  const action = useAction(["bookings", "trainer_schedules"]);
  const assign = (trainer: string) =>
    action.run("PUT", `/sessions/${session.id}/trainer`, { trainer_id: Number(trainer) });
  return (
    <>
      <select
        aria-label={`Trainer on ${session.date}`}
        value={session.trainer_id ?? ""}
        disabled={action.isBusy}
        onChange={(event) => void assign(event.target.value)}
      >
        <option value="" disabled>
          Assign a trainer
        </option>
        {trainers.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <Problem text={action.error} />
    </>
  );
}
