import { useState, type FormEvent } from "react";
import { Field, Problem } from "./parts";
import { signIn, type Session } from "./session";

export function SignIn({ title, then }: { title: string; then: (session: Session) => void | Promise<void> }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    setBusy(true);
    try {
      await then(await signIn(String(fields.get("login")), String(fields.get("password"))));
    } catch (e) {
      setProblem(e instanceof Error ? e.message : String(e));
      setBusy(false);
    }
  };

  return (
    <main className="alone">
      <form className="card" onSubmit={(event) => void submit(event)}>
        <h1>{title}</h1>
        <Field label="Login">
          <input name="login" autoComplete="username" required autoFocus />
        </Field>
        <Field label="Password">
          <input name="password" type="password" autoComplete="current-password" required />
        </Field>
        <button className="primary" disabled={isBusy}>
          Sign in
        </button>
        <Problem text={problem} />
      </form>
    </main>
  );
}
