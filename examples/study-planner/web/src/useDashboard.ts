// What a mentor sees: fetched at first and whenever the hub has let the page in, and then told.

import { ApiError } from "belfry";
import { useBelfry, useLiveSession } from "belfry/react";
import { useCallback, useEffect, useRef, useState } from "react";
import { SILENT } from "./session";
import type { Me, Pupil, StudySession } from "./types";

export interface Dashboard {
  /** Null while nothing was fetched yet. */
  pupils: readonly Pupil[] | null;
  /** The last session of each pupil who has had one, by the id of the pupil. */
  sessions: ReadonlyMap<number, StudySession>;
  /** What was told last; null at first. */
  latest: StudySession | null;
  error: string | null;
  /** Fetches it again. */
  refresh: () => void;
}

/** Events and answers may overtake each other: a later session counts, and of one that it was stopped. */
function isNewer(one: StudySession, other: StudySession | undefined): boolean {
  return !other || one.id > other.id || (one.id === other.id && one.stopped_at !== null);
}

function merged(known: ReadonlyMap<number, StudySession>, news: StudySession[]): ReadonlyMap<number, StudySession> {
  const all = new Map(known);
  for (const each of news) {
    if (isNewer(each, all.get(each.pupil_id))) {
      all.set(each.pupil_id, each);
    }
  }
  return all;
}

export function useDashboard(me: Me): Dashboard {
  const { api } = useBelfry();
  const [pupils, setPupils] = useState<Pupil[] | null>(null);
  const [sessions, setSessions] = useState<ReadonlyMap<number, StudySession>>(new Map());
  const [latest, setLatest] = useState<StudySession | null>(null);
  const [error, setError] = useState<string | null>(null);
  const asked = useRef(0);
  const isBehind = useRef(false);

  const fetchAll = useCallback(async () => {
    const mine = ++asked.current;
    try {
      const all = await api.ask<{ pupils: Pupil[]; sessions: StudySession[] }>("GET", "/dashboard");
      setSessions((known) => merged(known, all.sessions));
      if (mine === asked.current) {
        setPupils(all.pupils);
        setError(null);
        isBehind.current = false;
      }
    } catch (e) {
      if (mine === asked.current) {
        setError(e instanceof ApiError && !e.isTemporary ? e.detail : SILENT);
        isBehind.current = true;
      }
    }
  }, [api]);

  useEffect(() => void fetchAll(), [fetchAll]);
  useLiveSession(
    `mentor.${me.id}`,
    {
      StudySessionUpdated: (session: StudySession) => {
        setSessions((known) => merged(known, [session]));
        setLatest(session);
        if (isBehind.current) {
          // The API, of which this comes, is back.
          void fetchAll();
        }
      },
    },
    { subscribed: () => void fetchAll() },
  );
  return { pupils, sessions, latest, error, refresh: () => void fetchAll() };
}
