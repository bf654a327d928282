import { useState, type FormEvent } from "react";
import { signIn, type Session } from "./session";
import type { Config } from "./types";

interface Props {
  config: Config;
  then: (session: Session) => Promise<void>;
}

export function SignIn({ config, then }: Props) {
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    setBusy(true);
    try {
      await then(await signIn(config, String(fields.get("login")), String(fields.get("password"))));
    } catch (e) {
      setProblem(e instanceof Error ? e.message : String(e));
      setBusy(false);
    }
  };

  return (
    <main className="alone">
      <form className="card" onSubmit={(event) => void submit(event)}>
        <h1>Studieplanner</h1>
        <label>
          Naam
          <input name="login" autoComplete="username" required autoFocus />
        </label>
        <label>
          Wachtwoord
          <input name="password" type="password" autoComplete="current-password" required />
        </label>
        <button className="primary" disabled={isBusy}>
          Inloggen
        </button>
        {problem && <p role="alert">{problem}</p>}
      </form>
    </main>
  );
}
