// A new booking: once a week, at the same time.

import { useAction, useFetched } from "../hooks";
import { ActionForm, Card, Field } from "../parts";
import type { Child, Today } from "../types";

export function Book({ list }: { list: Child[] }) {
  const { data: today } = useFetched<Today>("/today", []);
  const action = useAction(["bookings", "trainer_schedules"]);
  const send = (fields: FormData) =>
    action.run("POST", "/bookings", {
      child_id: Number(fields.get("child")),
      note: fields.get("note"),
      date: fields.get("date"),
      starts: fields.get("starts"),
      ends: fields.get("ends"),
      weeks: Number(fields.get("weeks")),
    });
  return (
    <Card title="Book">
      <ActionForm action={action} button="Book" send={send}>
        <Field label="Child">
          <select name="child" required>
            {list.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </Field>
        <Field label="First day">
          <input type="date" name="date" required min={today?.date} defaultValue={today?.date} key={today?.date} />
        </Field>
        <Field label="From">
          <input type="time" name="starts" required defaultValue="15:00" />
        </Field>
        <Field label="To">
          <input type="time" name="ends" required defaultValue="17:00" />
        </Field>
        <Field label="Weeks">
          <input type="number" name="weeks" required min={1} max={12} defaultValue={1} />
        </Field>
        <Field label="Note">
          <input name="note" maxLength={1000} />
        </Field>
      </ActionForm>
    </Card>
  );
}
