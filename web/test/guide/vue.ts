import { createApp, type Component } from "vue";
import type { Belfry } from "belfry";
import { belfryPlugin, useLiveRefresh, useNotifications, useWebSocket } from "belfry/vue";

declare const belfry: Belfry;
declare const Page: Component;
declare function fetchBookings(): Promise<void>;

createApp(Page).use(belfryPlugin, belfry).mount("#app");

export function setup() {
  const { notifications, unreadCount, markAsRead, deleteNotification, hasUnread } = useNotifications();
  const { isConnected, onNotification, onAppointmentUpdate } = useWebSocket();
  onNotification(({ title }) => console.log(title));
  onAppointmentUpdate((appointment) => console.log(appointment));
  useLiveRefresh("bookings", fetchBookings);
  return { notifications, unreadCount, markAsRead, deleteNotification, hasUnread, isConnected };
}
