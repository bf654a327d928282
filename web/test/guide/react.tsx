import { BelfryProvider, useLiveRefresh, useLiveSession, useNotifications } from "belfry/react";
import type { Belfry } from "belfry";

declare const belfry: Belfry;
declare function fetchBookings(): Promise<void>;
declare function show(session: { minutes: number }): void;

function Bell() {
  const { notifications, unreadCount, markAsRead } = useNotifications();
  return (
    <ul aria-label={`${unreadCount} unread`}>
      {notifications.map(({ id, title }) => (
        <li key={id} onClick={() => markAsRead(id)}>{title}</li>
      ))}
    </ul>
  );
}

function Session({ id }: { id: number }) {
  useLiveSession(`session.${id}`, { StudySessionUpdated: show });
  useLiveRefresh("bookings", fetchBookings);
  return null;
}

export const app = (
  <BelfryProvider belfry={belfry}>
    <Bell />
    <Session id={7} />
  </BelfryProvider>
);
