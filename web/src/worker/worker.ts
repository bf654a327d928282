/// <reference lib="webworker" />
// The service worker: shows what is pushed while no page is open. It stands alone and is no module, so that every browser
// takes it as it is; a worker of the application's own may import it.

{
  const scope = globalThis as unknown as ServiceWorkerGlobalScope;

  /** What the application pushes. */
  interface Pushed {
    id: string;
    title: string;
    message?: string | null;
    action_url?: string | null;
    importance?: string;
  }

  // Pages that were there before it may be led elsewhere, too.
  scope.addEventListener("install", (event) => event.waitUntil(scope.skipWaiting()));
  scope.addEventListener("activate", (event) => event.waitUntil(scope.clients.claim()));

  scope.addEventListener("push", (event) => {
    event.waitUntil(shown(event.data));
  });

  scope.addEventListener("notificationclick", (event) => {
    event.notification.close();
    event.waitUntil(opened(event.notification.data as Pushed));
  });

  /** A browser wants each push to be shown, also one that it cannot understand. */
  async function shown(data: PushMessageData | null): Promise<void> {
    let pushed: Pushed = { id: "", title: scope.registration.scope };
    try {
      pushed = { ...pushed, ...(data?.json() as Pushed) };
    } catch {
      pushed.message = data?.text() ?? null;
    }
    await scope.registration.showNotification(pushed.title, {
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
      await scope.clients.openWindow(target);
      return;
    }
    // Some systems let no page come to the front.
    await page.focus().catch(() => {});
    if (page.url !== target) {
      await page.navigate(target).catch(() => scope.clients.openWindow(target));
    }
  }

  /** What leads elsewhere leads to the start of the application. */
  function within(url: string | null): string {
    const start = scope.registration.scope;
    try {
      const target = new URL(url ?? start, start);
      return target.origin === new URL(start).origin ? target.href : start;
    } catch {
      return start;
    }
  }

  function pages(): Promise<readonly WindowClient[]> {
    return scope.clients.matchAll({ type: "window", includeUncontrolled: true });
  }
}
