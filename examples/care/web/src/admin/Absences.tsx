// Trainers who would like not to come.

import { useAction, useFetched } from "../hooks";
import { Card, day, Empty, Problem } from "../parts";
import type { Absence } from "../types";

export function Absences() {
  const { data: absences, error } = useFetched<Absence[]>("/absences", ["trainer_availability"]);
  const action = useAction(["trainer_availability", "trainer_schedules"]);
  const decide = (id: number, approved: boolean) => action.run("PUT", `/absences/${id}/decision`, { approved });
  return (
    <Card title="Absences">
      <Problem text={error ?? action.error} />
      <Empty list={absences}>Everybody can come.</Empty>
      <ul>
        {absences?.map((each) => (
          <li key={each.id} className="line">
            <strong>{each.trainer}</strong>
            <span>
              {day(each.first_date)} to {day(each.last_date)}
            </span>
            <span className="muted">{each.reason}</span>
            <span className={`chip ${each.status}`}>{each.status}</span>
            {each.status === "pending" && (
              <>
                <button disabled={action.isBusy} onClick={() => void decide(each.id, true)}>
                  Approve
                </button>
                <button disabled={action.isBusy} onClick={() => void decide(each.id, false)}>
                  Reject
                </button>
              </>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
