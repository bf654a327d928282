import { PupilCard } from "./PupilCard";
import type { Me } from "./types";
import { useDashboard } from "./useDashboard";

export function MentorDashboard({ me }: { me: Me }) {
  const { pupils, sessions, latest, error, refresh } = useDashboard(me);
  const studying = pupils?.filter(({ id }) => sessions.get(id)?.stopped_at === null).length ?? 0;
  const who = pupils?.find(({ id }) => id === latest?.pupil_id)?.name;
  const now = latest && sessions.get(latest.pupil_id);
  const isStillSo = now?.id === latest?.id && !now?.stopped_at === !latest?.stopped_at;
  return (
    <>
      <belfry-connection />
      <main>
        <header className="line">
          <div>
            <h1>Mijn leerlingen</h1>
            {pupils && (
              <p className="muted">
                {studying} van {pupils.length} bezig
              </p>
            )}
          </div>
          <button onClick={refresh}>Vernieuwen</button>
        </header>
        {error && <p role="alert">{error}</p>}
        {pupils?.length === 0 && <p>Je hebt nog geen leerlingen.</p>}
        <ul className="pupils">
          {pupils?.map((pupil) => (
            <PupilCard key={pupil.id} pupil={pupil} session={sessions.get(pupil.id) ?? null} />
          ))}
        </ul>
        <p role="status" className="muted">
          {latest && who && isStillSo && `${who} is ${latest.stopped_at ? "gestopt met" : "begonnen met"} ${latest.subject}.`}
        </p>
      </main>
    </>
  );
}
