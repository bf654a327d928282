/// <reference lib="webworker" />
// The service worker: shows what is pushed while no page is open. It stands alone, so that it can be served as it is, or
// imported by a worker of the application's own.

export {};

declare const self: ServiceWorkerGlobalScope;

/** What the application pushes. */
interface Pushed {
  id: string;
  title: string;
  message?: string | null;
  action_url?: string | null;
  importance?: string;
}

self.addEventListener("push", (event) => {
  event.waitUntil(shown(event.data));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(opened(event.notification.data as Pushed));
});

/** A browser wants each push to be shown, also one that it cannot understand. */
async function shown(data: PushMessageData | null): Promise<void> {
  let pushed: Pushed = { id: "", title: self.registration.scope };
  try {
    pushed = { ...pushed, ...(data?.json() as Pushed) };
  } catch {
    pushed.message = data?.text() ?? null;
  }
  await self.registration.showNotification(pushed.title, {
    body: pushed.message ?? "",
    // The same one again takes the place of what is shown.
    tag: pushed.id,
    requireInteraction: pushed.importance === "urgent",
    data: pushed,
  });
  for (const page of await pages()) {
    page.postMessage({ type: "belfry-pushed", notification: pushed });
  }
}

/** Goes to where the notification leads: within the application, in a page that is open if there is one. */
async function opened(pushed: Pushed): Promise<void> {
  const target = within(pushed.action_url ?? null);
  const [page] = await pages();
  if (!page) {
    await self.clients.openWindow(target);
    return;
  }
  await page.focus();
  if (page.url !== target) {
    await page.navigate(target).catch(() => self.clients.openWindow(target));
  }
}

/** What leads elsewhere leads to the start of the application. */
function within(url: string | null): string {
  const start = self.registration.scope;
  try {
    const target = new URL(url ?? start, start);
    return target.origin === new URL(start).origin ? target.href : start;
  } catch {
    return start;
  }
}

function pages(): Promise<readonly WindowClient[]> {
  return self.clients.matchAll({ type: "window", includeUncontrolled: true });
}
