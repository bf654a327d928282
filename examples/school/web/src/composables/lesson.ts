// A lesson while it is held: fetched whenever the page comes into class, and kept up to date by events.

import { useBelfry, useLiveSession } from "belfry/vue";
import { onMounted, onScopeDispose, shallowRef } from "vue";
import type { Lesson, Poll, Question, SeenPoll, Shown } from "../school";

export function useLesson(id: number, course: number, isInstructor: boolean) {
  const { api, channels } = useBelfry();
  const lesson = shallowRef<Lesson | null>(null);
  const error = shallowRef<string | null>(null);

  async function refresh(): Promise<void> {
    try {
      const fetched = await api.ask<Lesson>("GET", `/api/lessons/${id}`);
      const before = lesson.value;
      lesson.value = fetched;
      if (before) {
        // What has arrived while that was on its way is later.
        shows(before.shown);
        before.polls.forEach((each) => polled(each.poll, each.mine));
      }
      error.value = null;
    } catch (e) {
      error.value = (e as Error).message;
    }
  }

  function change(part: Partial<Lesson>): void {
    if (lesson.value) {
      lesson.value = { ...lesson.value, ...part };
    }
  }

  function shows(shown: Pick<Shown, "slide" | "version">): void {
    if (lesson.value && shown.version > lesson.value.shown.version) {
      change({ shown: { ...lesson.value.shown, slide: shown.slide, version: shown.version } });
    }
  }

  function asked(question: Question): void {
    const all = (lesson.value?.questions ?? []).filter((each) => each.id !== question.id);
    change({ questions: [...all, question].sort((a, b) => a.id - b.id) });
  }

  /** Its results, and what this user has voted for, if that is known. */
  function polled(poll: Poll, mine: number | null = null): void {
    const all = lesson.value?.polls ?? [];
    const known = all.find((each) => each.poll.id === poll.id);
    const next: SeenPoll = { poll: known && isLater(known.poll, poll) ? known.poll : poll, mine: mine ?? known?.mine ?? null };
    change({ polls: [...all.filter((each) => each !== known), next].sort((a, b) => a.poll.id - b.poll.id) });
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
  useLiveSession(isInstructor ? `course.${course}.instructor` : null, {
    QuestionAsked: ({ lesson_id: of, question }: { lesson_id: number; question: Question }) => of === id && asked(question),
  });

  const ask = <T>(path: string, body?: unknown): Promise<T> => api.ask<T>("POST", path, body);
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
