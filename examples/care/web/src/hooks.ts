// Fetching what a screen shows, again whenever it has changed; and doing something about it.

import { liveRefresh } from "belfry";
import { inWords } from "belfry/elements";
import { useBelfry, useLiveRefresh, useNotifications } from "belfry/react";
import { createContext, useCallback, useContext, useEffect, useRef, useState } from "react";
import { CONTEXTS } from "./live";
import type { Me } from "./session";

export const MeContext = createContext<Me | null>(null);

export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) {
    throw new Error("Nobody is signed in around this component.");
  }
  return me;
}

/** What a path answers, fetched again whenever one of the contexts has changed. */
export function useFetched<T>(path: string, contexts: string[]): { data: T | null; error: string | null } {
  const { api } = useBelfry();
  const admin = useMe().role === "admin";
  const [state, setState] = useState<{ data: T | null; error: string | null }>({ data: null, error: null });
  const asked = useRef(0);
  const fetchAgain = useCallback(async () => {
    const mine = ++asked.current;
    try {
      const data = await api.ask<T>("GET", path);
      if (mine === asked.current) {
        setState({ data, error: null });
      }
    } catch (e) {
      // What was there before is better than nothing.
      if (mine === asked.current) {
        setState((before) => ({ ...before, error: inWords(e) }));
      }
    }
  }, [api, path]);
  useLiveRefresh(contexts, fetchAgain, { admin });
  useEffect(() => void fetchAgain(), [fetchAgain]);
  return state;
}

export interface Action {
  isBusy: boolean;
  error: string | null;
  /** Asks the application to do something; false when it did not, or is still at it. */
  run(method: "POST" | "PUT" | "DELETE", path: string, body?: unknown): Promise<boolean>;
}

/** Does one thing at a time, and then has fetched what it has changed, also where nothing is live. */
export function useAction(changes: string[]): Action {
  const belfry = useBelfry();
  const admin = useMe().role === "admin";
  const busy = useRef(false);
  const [state, setState] = useState<{ isBusy: boolean; error: string | null }>({ isBusy: false, error: null });
  const run: Action["run"] = async (method, path, body) => {
    if (busy.current) {
      return false;
    }
    busy.current = true;
    setState({ isBusy: true, error: null });
    let error: string | null = null;
    try {
      await belfry.api.ask(method, path, body);
      liveRefresh(belfry, { admin }).invalidate(changes);
    } catch (e) {
      error = inWords(e);
    }
    busy.current = false;
    setState({ isBusy: false, error });
    return error === null;
  };
  return { ...state, run };
}

/** Fetches again everything that the page shows, the bell too. */
export function useRefresh(): () => void {
  const belfry = useBelfry();
  const admin = useMe().role === "admin";
  const { bell } = useNotifications();
  return () => {
    liveRefresh(belfry, { admin }).invalidate(CONTEXTS);
    void bell.refresh();
  };
}

/** What stands behind the # of the page's address. */
export function useHash(): string {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const look = (): void => setHash(location.hash);
    addEventListener("hashchange", look);
    return () => removeEventListener("hashchange", look);
  }, []);
  return hash;
}
