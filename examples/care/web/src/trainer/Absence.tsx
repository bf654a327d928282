// Asking not to come.

import { useAction, useFetched } from "../hooks";
import { ActionForm, Card, day, Field, Problem } from "../parts";
import type { Absence as AbsenceView, Today } from "../types";

export function Absence() {
  const { data: today } = useFetched<Today>("/today", []);
  const { data: absences, error } = useFetched<AbsenceView[]>("/absences", ["trainer_availability"]);
  const action = useAction(["trainer_availability", "trainer_schedules"]);
  const send = (fields: FormData) =>
    action.run("POST", "/absences", {
      first_date: fields.get("first"),
      last_date: fields.get("last"),
      reason: fields.get("reason"),
    });
  return (
    <Card title="Absence">
      <Problem text={error} />
      <ul>
        {absences?.map((each) => (
          <li key={each.id} className="line">
            <span>
              {day(each.first_date)} to {day(each.last_date)}
            </span>
            <span className={`chip ${each.status}`}>{each.status}</span>
            <button disabled={action.isBusy} onClick={() => void action.run("DELETE", `/absences/${each.id}`)}>
              Withdraw
            </button>
          </li>
        ))}
      </ul>
      <ActionForm action={action} button="Ask" send={send}>
        <Field label="From">
          <input type="date" name="first" required min={today?.date} />
        </Field>
        <Field label="Until">
          <input type="date" name="last" required min={today?.date} />
        </Field>
        <Field label="Reason">
          <input name="reason" maxLength={500} />
        </Field>
      </ActionForm>
    </Card>
  );
}
