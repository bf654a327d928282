// A lesson while it is held: fetched whenever the page comes into class, and kept up to date by events.

import { inWords } from "belfry/elements";
import { ApiError } from "belfry";
import { useBelfry, useLiveSession } from "belfry/vue";
import { computed, onMounted, onScopeDispose, shallowRef } from "vue";
import type { Lesson, Poll, Question, SeenPoll, Shown } from "../school";

const CONFLICT = 409;

/** @param me the user whose page it is */
export function useLesson(id: number, course: number, me: number, isInstructor: boolean) {
  const { api, channels } = useBelfry();
  const error = shallowRef<string | null>(null);
  const fetched = shallowRef<Lesson | null>(null);
  // Each of these only goes forward, so that answers and events may arrive in any order, and before the first answer too.
  const slide = shallowRef<Pick<Shown, "slide" | "version">>({ slide: 0, version: -1 });
  const questions = shallowRef<ReadonlyMap<number, Question>>(new Map());
  const polls = shallowRef<ReadonlyMap<number, SeenPoll>>(new Map());

  const lesson = computed<Lesson | null>(
    () =>
      fetched.value && {
        shown: { ...fetched.value.shown, ...slide.value },
        slides: fetched.value.slides,
        questions: [...questions.value.values()].sort((a, b) => a.id - b.id),
        polls: [...polls.value.values()].sort((a, b) => a.poll.id - b.poll.id),
      },
  );

  async function refresh(): Promise<void> {
    try {
      const answer = await api.ask<Lesson>("GET", `/api/lessons/${id}`);
      fetched.value = answer;
      shows(answer.shown);
      answer.questions.forEach(asked);
      answer.polls.forEach(({ poll, mine }) => polled(poll, mine));
      error.value = null;
    } catch (e) {
      error.value = inWords(e);
    }
  }

  function shows({ slide: number, version }: Pick<Shown, "slide" | "version">): void {
    if (version > slide.value.version) {
      slide.value = { slide: number, version };
    }
  }

  /** It is decided once. */
  function asked(question: Question): void {
    if (question.status !== "waiting" || !questions.value.has(question.id)) {
      questions.value = new Map(questions.value).set(question.id, question);
    }
  }

  /** Its results, and what this user has voted for, if that is known. */
  function polled(poll: Poll, mine: number | null = null): void {
    const known = polls.value.get(poll.id);
    const next: SeenPoll = { poll: known && isLater(known.poll, poll) ? known.poll : poll, mine: mine ?? known?.mine ?? null };
    polls.value = new Map(polls.value).set(poll.id, next);
  }

  const leave = channels.listen(
    `class.${id}.participants`,
    {
      PollUpdated: ({ poll }: { poll: Poll }) => polled(poll),
      QuestionApproved: ({ question }: { question: Question }) => asked(question),
    },
    { kind: "presence", subscribed: refresh },
  );
  const leaveCourse = channels.listen(
    `course.${course}`,
    { SlideShown: (shown: Shown & { lesson_id: number }) => shown.lesson_id === id && shows(shown) },
    { subscribed: refresh },
  );
  onScopeDispose(leave);
  onScopeDispose(leaveCourse);
  onMounted(refresh);
  // What nobody else sees: instructors hear what was asked, and whoever has asked that it was rejected.
  const ofOne = ({ lesson_id: of, question }: { lesson_id: number; question: Question }): unknown => of === id && asked(question);
  useLiveSession(isInstructor ? `course.${course}.instructor` : `user.${me}`, { QuestionAsked: ofOne, QuestionRejected: ofOne });

  async function ask<T>(path: string, body?: unknown): Promise<T> {
    try {
      return await api.ask<T>("POST", path, body);
    } catch (e) {
      if (e instanceof ApiError && e.status === CONFLICT) {
        // It was done before, on another page of this user.
        void refresh();
      }
      throw e;
    }
  }

  return {
    lesson,
    error,
    show: async (slide: number) => shows(await ask<Shown>(`/api/lessons/${id}/slide`, { slide })),
    question: async (text: string) => asked(await ask<Question>(`/api/lessons/${id}/questions`, { text })),
    moderate: async (question: number, verdict: "approve" | "reject") =>
      asked(await ask<Question>(`/api/questions/${question}/${verdict}`)),
    begin: async (question: string, options: readonly string[]) => seen(await ask<SeenPoll>(`/api/lessons/${id}/polls`, { question, options })),
    vote: async (poll: number, option: number) => seen(await ask<SeenPoll>(`/api/polls/${poll}/votes`, { option })),
    close: async (poll: number) => seen(await ask<SeenPoll>(`/api/polls/${poll}/close`)),
  };

  function seen({ poll, mine }: SeenPoll): void {
    polled(poll, mine);
  }
}

function votes(poll: Poll): number {
  return poll.options.reduce((sum, option) => sum + option.votes, 0);
}

/** Votes are only ever added, and a poll that is closed stays so. */
function isLater(known: Poll, other: Poll): boolean {
  return votes(known) > votes(other) || (!known.open && other.open);
}
