// Who is signed in decides what there is to see.

import type { Belfry } from "belfry";
import { BelfryProvider } from "belfry/react";
import { defineElements } from "belfry/elements";
import { useCallback, useEffect, useRef, useState } from "react";
import { MeContext } from "./hooks";
import { openBelfry } from "./live";
import { Page } from "./Page";
import { Problem } from "./parts";
import { followOtherTabs, resumed, type Me, type Session } from "./session";
import { SignIn } from "./SignIn";

type State =
  | { at: "start" | "signed out" }
  | { at: "failed"; why: string }
  | { at: "open"; me: Me; belfry: Belfry };

export function App() {
  const [state, setState] = useState<State>({ at: "start" });
  /** Called when the person has signed in again, on a page whose token went out of date. */
  const [renewed, setRenewed] = useState<(() => void) | null>(null);

  const open = useCallback(async (session: Session) => {
    const signInAgain = (): Promise<void> => new Promise((resolve) => setRenewed(() => resolve));
    const belfry = await openBelfry(session, signInAgain);
    defineElements(belfry);
    setState({ at: "open", me: session.me, belfry });
  }, []);

  const start = useCallback(async () => {
    try {
      const session = await resumed();
      await (session ? open(session) : setState({ at: "signed out" }));
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

  const goOn = (): void => {
    setRenewed(null);
    renewed?.();
  };

  switch (state.at) {
    case "start":
      return null;
    case "signed out":
      return <SignIn title="Sign in" then={open} />;
    case "failed":
      return (
        <main className="alone">
          <Problem text={state.why} />
          <button onClick={() => void start()}>Try again</button>
        </main>
      );
    case "open":
      return (
        <MeContext value={state.me}>
          <BelfryProvider belfry={state.belfry}>
            <Page />
            {renewed && <SignInAgain me={state.me} then={goOn} />}
          </BelfryProvider>
        </MeContext>
      );
  }
}

/** Over the page, which stays as it is with all that was typed there. */
function SignInAgain({ me, then }: { me: Me; then: () => void }) {
  const signedIn = (session: Session): void => {
    if (session.me.id === me.id) {
      then();
    } else {
      location.reload();
    }
  };
  return (
    <dialog ref={(dialog) => void (dialog?.open === false && dialog.showModal())} onCancel={(e) => e.preventDefault()}>
      <SignIn title={`Sign in again, ${me.name}`} then={signedIn} />
    </dialog>
  );
}
