// What the API answers, and what the relay tells.

export interface Me {
  id: number;
  name: string;
  role: "pupil" | "mentor";
}

export interface Pupil {
  id: number;
  name: string;
}

export interface StudySession {
  /** Higher than those of all sessions before it. */
  id: number;
  pupil_id: number;
  subject: string;
  planned_minutes: number;
  started_at: string;
  /** Null while the pupil studies. */
  stopped_at: string | null;
}

/** Where the API and the hub are. */
export interface Config {
  api: string;
  hub: string;
  key: string;
}
