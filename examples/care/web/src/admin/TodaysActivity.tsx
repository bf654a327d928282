// What happens right now, in the sidebar of the office.

import { useFetched, useRefresh } from "../hooks";
import { Card, Empty, Problem } from "../parts";
import { SessionLine } from "../sessions/SessionLine";
import type { SessionView, Today } from "../types";

export function TodaysActivity() {
  const { data, error } = useFetched<Today>("/today", ["bookings", "trainer_schedules"]);
  const refresh = useRefresh();
  return (
    <Card title="Today's activity" action={<button onClick={refresh}>Refresh</button>}>
      <Problem text={error} />
      <Part title="In progress" sessions={data?.in_progress ?? null} />
      <Part title="Upcoming" sessions={data?.upcoming ?? null} />
      <Part title="Done" sessions={data?.done ?? null} />
    </Card>
  );
}

function Part({ title, sessions }: { title: string; sessions: SessionView[] | null }) {
  return (
    <section aria-label={title}>
      <h3>
        {title} <span className="muted">{sessions?.length}</span>
      </h3>
      <ul>
        {sessions?.map((session) => (
          <SessionLine key={session.id} session={session} />
        ))}
      </ul>
      <Empty list={sessions}>Nothing.</Empty>
    </section>
  );
}
