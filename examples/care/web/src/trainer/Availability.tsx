// The days on which a trainer can come: one by one, or all weekdays at once.

import { useAction, useFetched } from "../hooks";
import { Card, day, days, Problem } from "../parts";
import type { Available, Today } from "../types";

const SHOWN = 14;
const SET = 28;

export function Availability() {
  const { data: today } = useFetched<Today>("/today", []);
  const { data, error } = useFetched<Available[]>("/availability", ["trainer_availability"]);
  const action = useAction(["trainer_availability", "trainer_schedules"]);
  const isFree = (date: string): boolean => data?.some((each) => each.date === date) ?? false;
  const toggle = (date: string) => action.run(isFree(date) ? "DELETE" : "PUT", `/availability/${date}`);
  const setWeekdays = (first: string) =>
    action.run("PUT", "/availability", { dates: days(first, SET).filter(isWeekday) });
  return (
    <Card title="I can come">
      <Problem text={error ?? action.error} />
      <div className="days">
        {today &&
          days(today.date, SHOWN).map((date) => (
            <button
              key={date}
              aria-pressed={isFree(date)}
              disabled={action.isBusy || !data}
              onClick={() => void toggle(date)}
            >
              {day(date)}
            </button>
          ))}
      </div>
      <button disabled={action.isBusy || !today} onClick={() => void setWeekdays(today!.date)}>
        All weekdays of four weeks
      </button>
    </Card>
  );
}

function isWeekday(date: string): boolean {
  const number = new Date(`${date}T00:00Z`).getUTCDay();
  return number !== 0 && number !== 6;
}
