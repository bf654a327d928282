import { useFetched } from "../hooks";
import { News } from "../News";
import { Card, Empty, Problem } from "../parts";
import { SessionLine } from "../sessions/SessionLine";
import type { Booking, Child } from "../types";
import { Book } from "./Book";
import { Children } from "./Children";

export function ParentPage() {
  const children = useFetched<Child[]>("/children", ["children"]);
  const bookings = useFetched<Booking[]>("/bookings", ["bookings", "trainer_schedules"]);
  return (
    <main className="with-sidebar">
      <div>
        <Card title="Bookings">
          <Problem text={bookings.error} />
          <Empty list={bookings.data}>You have not booked yet.</Empty>
          {bookings.data?.map((booking) => (
            <article key={booking.id} aria-label={`Booking for ${booking.child}`}>
              <h3>
                <a href={`#/bookings/${booking.id}`}>{booking.child}</a> <span className="muted">{booking.note}</span>
              </h3>
              <ul>
                {booking.sessions.map((session) => (
                  <SessionLine key={session.id} session={session} />
                ))}
              </ul>
            </article>
          ))}
        </Card>
      </div>
      <aside>
        <Children list={children.data} error={children.error} />
        <Book list={children.data?.filter((child) => child.submitted_at) ?? []} />
        <News />
      </aside>
    </main>
  );
}
