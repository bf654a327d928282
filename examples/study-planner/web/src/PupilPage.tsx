import { ApiError } from "belfry";
import { useBelfry } from "belfry/react";
import { useCallback, useEffect, useRef, useState, type FormEvent } from "react";
import { SILENT } from "./session";
import { time } from "./time";
import type { StudySession } from "./types";

const SUBJECTS = ["Wiskunde", "Nederlands", "Engels", "Geschiedenis", "Biologie"];
const MINUTES = [15, 25, 45, 60, 90];

export function PupilPage() {
  const { api } = useBelfry();
  /** Undefined while it was not fetched yet, null where there was none. */
  const [session, setSession] = useState<StudySession | null | undefined>();
  const [error, setError] = useState<string | null>(null);
  const busy = useRef(false);

  /** One thing at a time: a second click finds the first one still at it. */
  const run = useCallback(async (task: () => Promise<StudySession | null | undefined>) => {
    if (busy.current) {
      return;
    }
    busy.current = true;
    try {
      setSession((await task()) ?? null);
      setError(null);
    } catch (e) {
      setError(e instanceof ApiError && !e.isTemporary ? e.detail : SILENT);
    }
    busy.current = false;
  }, []);

  const last = useCallback(() => api.ask<StudySession | undefined>("GET", "/sessions/last"), [api]);
  useEffect(() => void run(last), [run, last]);

  const start = async (plan: object): Promise<StudySession | undefined> => {
    try {
      return await api.ask<StudySession>("POST", "/sessions", plan);
    } catch (e) {
      // Begun in another tab: that one is shown.
      if (e instanceof ApiError && e.status === 409) {
        return last();
      }
      throw e;
    }
  };

  return (
    <main className="narrow">
      {session === undefined && error && <button onClick={() => void run(last)}>Opnieuw proberen</button>}
      {session !== undefined &&
        (session?.stopped_at === null ? (
          <Studying
            session={session}
            stop={() => void run(() => api.ask<StudySession>("POST", `/sessions/${session.id}/stop`))}
          />
        ) : (
          <Begin last={session} start={(plan) => void run(() => start(plan))} />
        ))}
      {error && <p role="alert">{error}</p>}
    </main>
  );
}

function Studying({ session, stop }: { session: StudySession; stop: () => void }) {
  return (
    <section className="card studying">
      <h1>{session.subject}</h1>
      <p className="chip">Bezig met studeren</p>
      <p className="muted">
        sinds {time(session.started_at)}, gepland: {session.planned_minutes} min
      </p>
      <button className="primary" onClick={stop}>
        Stoppen
      </button>
    </section>
  );
}

function Begin({ last, start }: { last: StudySession | null; start: (plan: object) => void }) {
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    start({ subject: fields.get("subject"), planned_minutes: Number(fields.get("minutes")) });
  };
  return (
    <form className="card" onSubmit={submit}>
      <h1>Wat ga je doen?</h1>
      <label>
        Vak
        <input name="subject" list="subjects" required pattern=".*\S.*" title="De naam van een vak" maxLength={80} defaultValue={last?.subject} />
      </label>
      <datalist id="subjects">
        {SUBJECTS.map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
      <label>
        Hoe lang?
        <select name="minutes" defaultValue={last?.planned_minutes ?? 45}>
          {MINUTES.map((each) => (
            <option key={each} value={each}>
              {each} minuten
            </option>
          ))}
        </select>
      </label>
      <button className="primary">Starten</button>
      {last?.stopped_at && (
        <p className="muted">
          Laatst: {last.subject}, {time(last.started_at)} tot {time(last.stopped_at)}
        </p>
      )}
    </form>
  );
}
