// One hub for all tests but those that end theirs.

import type { TestProject } from "vitest/node";
import { APPS, givenHub } from "../../compat/given-hub.mjs";

declare module "vitest" {
  interface ProvidedContext {
    hub: { host: string; port: number; url: string; apps: { id: string; key: string; secret: string }[] };
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // Files run beside each other, with users of the same names: the app of another worker is heard by nobody here.
  const own = Array.from({ length: Number(project.config.maxWorkers) }, (_, i) => ({
    ...APPS[0],
    id: `worker-${i + 1}`,
    key: `worker-key-${i + 1}`,
  }));
  const hub = (await givenHub({ settings: { apps: [...own, ...APPS] } })) as unknown as { stop(): Promise<void> } & Parameters<typeof provided>[0];
  project.provide("hub", provided(hub));
  return () => hub.stop();
}

function provided({ host, port, url, apps }: { host: string; port: number; url: string; apps: never[] }) {
  return { host, port, url, apps };
}
