// What the application answers, and tells.

export interface Named {
  readonly id: number;
  readonly name: string;
}

export interface Course {
  readonly id: number;
  readonly title: string;
  readonly instructor: Named;
  readonly conversation_id: string;
  readonly lessons: readonly { readonly id: number; readonly title: string }[];
}

export interface Slide {
  readonly number: number;
  readonly title: string;
  readonly body: string;
}

export interface Shown {
  readonly id: number;
  readonly course_id: number;
  readonly title: string;
  readonly slide: number;
  /** How often it has been another slide. */
  readonly version: number;
}

export interface Question {
  readonly id: number;
  readonly by: Named;
  readonly text: string;
  readonly status: "waiting" | "approved" | "rejected";
}

export interface Poll {
  readonly id: number;
  readonly question: string;
  readonly open: boolean;
  readonly options: readonly { readonly number: number; readonly text: string; readonly votes: number }[];
}

export interface SeenPoll {
  readonly poll: Poll;
  /** What this user has voted for. */
  readonly mine: number | null;
}

export interface Lesson {
  readonly shown: Shown;
  readonly slides: readonly Slide[];
  readonly questions: readonly Question[];
  readonly polls: readonly SeenPoll[];
}

export interface Reached {
  readonly lesson_id: number;
  readonly student: Named;
  readonly percent: number;
}

export interface Answer {
  readonly quiz_id: number;
  readonly student: Named;
  readonly answer: string;
  readonly correct: boolean;
}

export interface Quiz {
  readonly id: number;
  readonly question: string;
  readonly mine: Answer | null;
}

export interface FeedEntry {
  readonly id: string;
  readonly summary: string;
  readonly created_at: string;
}

const TIME = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });

export function time(iso: string): string {
  return TIME.format(new Date(iso));
}
