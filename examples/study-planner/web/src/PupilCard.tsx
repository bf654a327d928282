import { time } from "./time";
import type { Pupil, StudySession } from "./types";

export function PupilCard({ pupil, session }: { pupil: Pupil; session: StudySession | null }) {
  const isStudying = session?.stopped_at === null;
  return (
    <li className={isStudying ? "card studying" : "card"} aria-label={pupil.name}>
      <h2>{pupil.name}</h2>
      <p className="chip">{isStudying ? "Bezig met studeren" : "Niet bezig"}</p>
      {session && isStudying && (
        <p>
          <strong>{session.subject}</strong>
          <br />
          <span className="muted">
            sinds {time(session.started_at)}, gepland: {session.planned_minutes} min
          </span>
        </p>
      )}
      {session?.stopped_at && (
        <p className="muted">
          Laatst: {session.subject}, {time(session.started_at)} tot {time(session.stopped_at)}
        </p>
      )}
      {!session && <p className="muted">Nog geen sessie</p>}
    </li>
  );
}
