// The sessions of a trainer: clocking in and out, what is being done, and what is to be remembered.

import { useState } from "react";
import { useAction, useFetched } from "../hooks";
import { ActionForm, Card, Empty, Field, Problem } from "../parts";
import { SessionActivity } from "../sessions/SessionActivity";
import { SessionLine, state } from "../sessions/SessionLine";
import type { Log, SessionView, Today } from "../types";

const CONTEXTS = ["bookings", "trainer_schedules"];

export function MySessions() {
  const { data: sessions, error } = useFetched<SessionView[]>("/sessions", ["trainer_schedules"]);
  const { data: today } = useFetched<Today>("/today", []);
  return (
    <Card title="My sessions">
      <Problem text={error} />
      <Empty list={sessions}>No session is yours yet.</Empty>
      <ul>
        {sessions?.map((session) => (
          <SessionLine key={session.id} session={session}>
            {session.date === today?.date && <Work session={session} />}
          </SessionLine>
        ))}
      </ul>
    </Card>
  );
}

function Work({ session }: { session: SessionView }) {
  const action = useAction(CONTEXTS);
  const now = state(session);
  const path = `/sessions/${session.id}`;
  const record = (kind: "in" | "out") => action.run("POST", `${path}/time-entries`, { kind });
  const doing = (fields: FormData) =>
    action.run("PUT", `${path}/current-activity`, { activity: fields.get("activity"), place: fields.get("place") });
  if (now === "planned") {
    return (
      <>
        <button className="primary" disabled={action.isBusy} onClick={() => void record("in")}>
          Clock in
        </button>
        <Problem text={action.error} />
      </>
    );
  }
  return (
    <>
      {now === "in progress" && (
        <>
          <ActionForm action={action} button="Tell" send={doing}>
            <Field label="What I'm doing">
              <input name="activity" required maxLength={200} />
            </Field>
            <Field label="Where">
              <input name="place" maxLength={200} />
            </Field>
          </ActionForm>
          <button disabled={action.isBusy} onClick={() => void record("out")}>
            Clock out
          </button>
        </>
      )}
      <NewLog path={path} />
      <SessionActivity id={session.id} line={(log) => <ChangeableLog key={log.text} path={path} log={log} />} />
    </>
  );
}

function NewLog({ path }: { path: string }) {
  const action = useAction(CONTEXTS);
  return (
    <ActionForm
      action={action}
      button="Note"
      send={(fields) => action.run("POST", `${path}/activity-logs`, { text: fields.get("text") })}
    >
      <Field label="Activity log">
        <input name="text" required maxLength={1000} />
      </Field>
    </ActionForm>
  );
}

function ChangeableLog({ path, log }: { path: string; log: Log }) {
  const action = useAction(CONTEXTS);
  const [isOpen, setOpen] = useState(false);
  if (!isOpen) {
    return (
      <>
        {log.text} <button onClick={() => setOpen(true)}>Change</button>
      </>
    );
  }
  return (
    <ActionForm
      action={action}
      button="Save"
      send={(fields) => action.run("PUT", `${path}/activity-logs/${log.id}`, { text: fields.get("text") })}
    >
      <Field label="Change log">
        <input name="text" required maxLength={1000} defaultValue={log.text} />
      </Field>
    </ActionForm>
  );
}
