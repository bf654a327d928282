// What parents say of their children, and whether somebody has read it.

import { useAction, useFetched } from "../hooks";
import { Card, Empty, Problem } from "../parts";
import type { Child } from "../types";

export function Checklists() {
  const { data: children, error } = useFetched<Child[]>("/children", ["children"]);
  const action = useAction(["children"]);
  const isNew = children?.some((child) => child.submitted_at && !child.is_reviewed) ?? false;
  const review = (
    <button disabled={action.isBusy || !isNew} onClick={() => void action.run("POST", "/children/review")}>
      All read
    </button>
  );
  return (
    <Card title="Children" action={review}>
      <Problem text={error ?? action.error} />
      <Empty list={children}>No children yet.</Empty>
      <ul>
        {children?.map((child) => (
          <li key={child.id}>
            <strong>{child.name}</strong> <span className="muted">{child.parent}</span>{" "}
            {!child.submitted_at && <span className="chip">no checklist yet</span>}
            {child.submitted_at && !child.is_reviewed && <span className="chip in-progress">new checklist</span>}
            {child.submitted_at && (
              <div className="muted">
                Allergies: {child.allergies || "none"} · {child.emergency_contact} ·{" "}
                {child.may_swim ? "may swim" : "may not swim"}
              </div>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
