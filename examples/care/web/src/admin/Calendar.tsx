// Two weeks: who can come, who cannot, and what is planned.

import { useFetched } from "../hooks";
import { Card, clock, day, days, Problem } from "../parts";
import type { Absence, Available, SessionView, Today } from "../types";

const DAYS = 14;

export function Calendar() {
  const { data: today } = useFetched<Today>("/today", []);
  const sessions = useFetched<SessionView[]>("/sessions", ["trainer_schedules"]);
  const available = useFetched<Available[]>("/availability", ["trainer_availability"]);
  const absences = useFetched<Absence[]>("/absences", ["trainer_availability"]);
  const isAbsent = (trainer: number, date: string): boolean =>
    absences.data?.some(
      (each) =>
        each.trainer_id === trainer && each.status === "approved" && each.first_date <= date && date <= each.last_date,
    ) ?? false;
  return (
    <Card title="Calendar">
      <Problem text={sessions.error ?? available.error ?? absences.error} />
      <ol className="calendar">
        {(today ? days(today.date, DAYS) : []).map((date) => (
          <li key={date} data-date={date}>
            <strong>{day(date)}</strong>
            {available.data
              ?.filter((each) => each.date === date)
              .map((each) => (
                <span key={each.trainer_id} className={isAbsent(each.trainer_id, date) ? "chip absent" : "chip"}>
                  {each.trainer}
                </span>
              ))}
            {sessions.data
              ?.filter((each) => each.date === date)
              .map((each) => (
                <a key={each.id} href={`#/bookings/${each.booking_id}`}>
                  {clock(each.starts)} {each.child}
                </a>
              ))}
          </li>
        ))}
      </ol>
    </Card>
  );
}
