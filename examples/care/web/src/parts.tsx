// Small parts that many screens have.

import type { FormEvent, ReactNode } from "react";
import type { Action } from "./hooks";

export function Card({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <section className="card" aria-label={title}>
      <header>
        <h2>{title}</h2>
        {action}
      </header>
      {children}
    </section>
  );
}

/** Why something could not be shown, or done. */
export function Problem({ text }: { text: string | null }) {
  return text ? (
    <p className="problem" role="alert">
      {text}
    </p>
  ) : null;
}

export function Empty({ list, children }: { list: readonly unknown[] | null; children: ReactNode }) {
  return list?.length === 0 ? <p className="muted">{children}</p> : null;
}

export function Field({ label, children }: { label: string; children: ReactNode }) {
  return (
    <label className="field">
      <span>{label}</span>
      {children}
    </label>
  );
}

/** A form that is emptied when what it says has been done. */
export function ActionForm({
  action,
  button,
  send,
  children,
}: {
  action: Action;
  button: string;
  send: (fields: FormData) => Promise<boolean>;
  children: ReactNode;
}) {
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget;
    if (await send(new FormData(form))) {
      form.reset();
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      {children}
      <button disabled={action.isBusy}>{button}</button>
      <Problem text={action.error} />
    </form>
  );
}

/** "09:00:00" as "09:00". */
export function clock(time: string): string {
  return time.slice(0, 5);
}

export function day(date: string): string {
  return new Date(`${date}T00:00`).toLocaleDateString(undefined, { weekday: "short", day: "numeric", month: "short" });
}

export function hour(moment: string): string {
  return new Date(moment).toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit" });
}

/** So many days from one on, as the application writes them. */
export function days(first: string, count: number): string[] {
  return Array.from({ length: count }, (_, at) => {
    const date = new Date(`${first}T00:00Z`);
    date.setUTCDate(date.getUTCDate() + at);
    return date.toISOString().slice(0, 10);
  });
}
