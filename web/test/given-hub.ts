// One hub for all tests but those that end theirs.

import type { TestProject } from "vitest/node";
import { givenHub } from "../../compat/given-hub.mjs";

declare module "vitest" {
  interface ProvidedContext {
    hub: { host: string; port: number; url: string; apps: { id: string; key: string; secret: string }[] };
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const hub = (await givenHub()) as unknown as { stop(): Promise<void> } & Parameters<typeof provided>[0];
  project.provide("hub", provided(hub));
  return () => hub.stop();
}

function provided({ host, port, url, apps }: { host: string; port: number; url: string; apps: never[] }) {
  return { host, port, url, apps };
}
