// Who is signed in decides what there is to see.

import type { Belfry } from "belfry";
import { defineElements } from "belfry/elements";
import { BelfryProvider } from "belfry/react";
import { useCallback, useEffect, useRef, useState } from "react";
import { openBelfry } from "./live";
import { MentorDashboard } from "./MentorDashboard";
import { PupilPage } from "./PupilPage";
import { fetchConfig, followOtherTabs, resumed, signOut } from "./session";
import { SignIn } from "./SignIn";
import type { Config, Me } from "./types";

type State =
  | { at: "start" }
  | { at: "signed out"; config: Config }
  | { at: "failed"; why: string }
  | { at: "open"; config: Config; me: Me; belfry: Belfry };

export function App() {
  const [state, setState] = useState<State>({ at: "start" });

  const open = useCallback(async (config: Config, me: Me) => {
    const belfry = await openBelfry(config, me);
    defineElements(belfry);
    setState({ at: "open", config, me, belfry });
  }, []);

  const start = useCallback(async () => {
    try {
      const config = await fetchConfig();
      const session = await resumed(config);
      await (session ? open(config, session.me) : setState({ at: "signed out", config }));
    } catch (e) {
      setState({ at: "failed", why: e instanceof Error ? e.message : String(e) });
    }
  }, [open]);

  // Once, also in StrictMode: there is one connection.
  const isStarted = useRef(false);
  useEffect(() => {
    if (!isStarted.current) {
      isStarted.current = true;
      void start();
    }
  }, [start]);
  const me = state.at === "open" ? state.me : null;
  useEffect(() => (me ? followOtherTabs(me) : undefined), [me]);

  switch (state.at) {
    case "start":
      return null;
    case "signed out":
      return <SignIn config={state.config} then={({ me }) => open(state.config, me)} />;
    case "failed":
      return (
        <main className="alone">
          <p role="alert">{state.why}</p>
          <button onClick={() => void start()}>Opnieuw proberen</button>
        </main>
      );
    case "open":
      return (
        <BelfryProvider belfry={state.belfry}>
          <header className="bar">
            <span className="brand">Studieplanner</span>
            <span className="who">{state.me.name}</span>
            <button onClick={() => void signOut(state.config)}>Uitloggen</button>
          </header>
          {state.me.role === "mentor" ? <MentorDashboard me={state.me} /> : <PupilPage />}
        </BelfryProvider>
      );
  }
}
