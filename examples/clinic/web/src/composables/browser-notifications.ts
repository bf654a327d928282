// Notifications of the browser itself, for who has the page open and looks elsewhere.

import type { Notification as Item } from "belfry";
import { safeUrl } from "belfry";
import { ref } from "vue";

const isThere = "Notification" in window;
const permission = ref<NotificationPermission | "impossible">(isThere ? Notification.permission : "impossible");

export function useBrowserNotifications() {
  return {
    permission,
    /** To be called when the user presses a button: browsers want that. */
    async ask(): Promise<void> {
      permission.value = await Notification.requestPermission();
    },
    /** Only where the page is hidden: who sees it has been told. One for all tabs, as they share its tag. */
    show(item: Item): void {
      if (!isThere || Notification.permission !== "granted" || !document.hidden) {
        return;
      }
      const shown = new Notification(item.title, { body: item.message ?? "", tag: item.id, icon: "/icon.svg" });
      shown.onclick = () => {
        window.focus();
        location.assign(safeUrl(item.action_url) ?? "/");
        shown.close();
      };
    },
  };
}
