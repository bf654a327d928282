// One's own children, and their checklists.

import { useAction } from "../hooks";
import { ActionForm, Card, Empty, Field, Problem } from "../parts";
import type { Child } from "../types";

export function Children({ list, error }: { list: Child[] | null; error: string | null }) {
  const action = useAction(["children"]);
  return (
    <Card title="Children">
      <Problem text={error} />
      <Empty list={list}>Add your first child.</Empty>
      <ul>
        {list?.map((child) => (
          <ChildItem key={child.id} child={child} />
        ))}
      </ul>
      <ActionForm
        action={action}
        button="Add child"
        send={(fields) => action.run("POST", "/children", { name: fields.get("name") })}
      >
        <Field label="Name">
          <input name="name" required maxLength={100} />
        </Field>
      </ActionForm>
    </Card>
  );
}

function ChildItem({ child }: { child: Child }) {
  const action = useAction(["children"]);
  const submit = (fields: FormData) =>
    action.run("POST", `/children/${child.id}/checklist`, {
      allergies: fields.get("allergies"),
      emergency_contact: fields.get("emergency_contact"),
      may_swim: fields.has("may_swim"),
    });
  return (
    <li aria-label={child.name}>
      <strong>{child.name}</strong>{" "}
      {child.submitted_at ? (
        <span className="chip done">checklist submitted</span>
      ) : (
        <>
          <button disabled={action.isBusy} onClick={() => void action.run("DELETE", `/children/${child.id}`)}>
            Remove
          </button>
          <ActionForm action={action} button="Submit checklist" send={submit}>
            <Field label="Allergies">
              <input name="allergies" maxLength={500} />
            </Field>
            <Field label="Emergency contact">
              <input name="emergency_contact" required maxLength={200} />
            </Field>
            <label>
              <input type="checkbox" name="may_swim" /> May swim
            </label>
          </ActionForm>
        </>
      )}
    </li>
  );
}
