// One booking, for those whom it concerns.

import { useAction, useFetched, useMe } from "../hooks";
import { Card, Problem } from "../parts";
import type { Booking } from "../types";
import { SessionActivity } from "./SessionActivity";
import { SessionLine, state } from "./SessionLine";

export function BookingPage({ id }: { id: number }) {
  const me = useMe();
  const { data: booking, error } = useFetched<Booking>(`/bookings/${id}`, ["bookings", "trainer_schedules"]);
  const action = useAction(["bookings", "trainer_schedules", "notifications"]);
  const cancel = async (): Promise<void> => {
    if (confirm("Cancel this booking, with all its sessions?") && (await action.run("DELETE", `/bookings/${id}`))) {
      location.hash = "#/";
    }
  };
  return (
    <main className="narrow">
      <p>
        <a href="#/">← All bookings</a>
      </p>
      <Problem text={error} />
      {booking && !error && (
        <Card title={`Booking for ${booking.child}`}>
          <p>
            {booking.note} <span className="muted">by {booking.parent}</span>{" "}
            <span className={`chip ${booking.paid_at ? "done" : ""}`}>{booking.paid_at ? "paid" : "not paid yet"}</span>
          </p>
          <ul>
            {booking.sessions.map((session) => (
              <SessionLine key={session.id} session={session}>
                {state(session) !== "planned" && <SessionActivity id={session.id} />}
              </SessionLine>
            ))}
          </ul>
          <p className="line">
            {me.role === "parent" && !booking.paid_at && (
              <button
                className="primary"
                disabled={action.isBusy}
                onClick={() => void action.run("POST", `/bookings/${id}/payment`)}
              >
                Pay
              </button>
            )}
            {me.role !== "trainer" && (
              <button disabled={action.isBusy} onClick={() => void cancel()}>
                Cancel booking
              </button>
            )}
          </p>
          <Problem text={action.error} />
        </Card>
      )}
    </main>
  );
}
