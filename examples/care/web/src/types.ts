// What the application answers.

export interface SessionView {
  id: number;
  booking_id: number;
  child: string;
  parent: string;
  trainer_id: number | null;
  trainer: string | null;
  date: string;
  starts: string;
  ends: string;
  activity: string;
  place: string;
  activity_at: string | null;
  clocked_in_at: string | null;
  clocked_out_at: string | null;
}

export interface Booking {
  id: number;
  child: string;
  parent: string;
  note: string;
  paid_at: string | null;
  sessions: SessionView[];
}

export interface Log {
  id: number;
  text: string;
  created_at: string;
  updated_at: string;
}

export interface Details {
  session: SessionView;
  logs: Log[];
}

export interface Today {
  date: string;
  in_progress: SessionView[];
  upcoming: SessionView[];
  done: SessionView[];
}

export interface Child {
  id: number;
  name: string;
  parent: string;
  allergies: string;
  emergency_contact: string;
  may_swim: boolean;
  submitted_at: string | null;
  is_reviewed: boolean;
}

export interface Trainer {
  id: number;
  name: string;
}

export interface Available {
  trainer_id: number;
  trainer: string;
  date: string;
}

export interface Absence {
  id: number;
  trainer_id: number;
  trainer: string;
  first_date: string;
  last_date: string;
  reason: string;
  status: "pending" | "approved" | "rejected";
}
