// What all pages have: the bell, the connection, and what is there for somebody's role.

import { AdminPage } from "./admin/AdminPage";
import { useHash, useMe, useRefresh } from "./hooks";
import { ParentPage } from "./parent/ParentPage";
import { BookingPage } from "./sessions/BookingPage";
import { signOut } from "./session";
import { TrainerPage } from "./trainer/TrainerPage";

const PAGES = { admin: AdminPage, parent: ParentPage, trainer: TrainerPage };

export function Page() {
  const me = useMe();
  const refresh = useRefresh();
  const booking = /^#\/bookings\/(\d+)$/.exec(useHash())?.[1];
  const OwnPage = PAGES[me.role];
  return (
    <>
      <belfry-connection />
      <header className="bar">
        <a href="#/" className="brand">
          Care
        </a>
        <span className="who">
          {me.name} <span className="chip">{me.role}</span>
        </span>
        <button onClick={refresh}>Refresh</button>
        <belfry-bell />
        <button onClick={() => void signOut()}>Sign out</button>
      </header>
      {booking ? <BookingPage key={booking} id={Number(booking)} /> : <OwnPage />}
      <belfry-toasts />
    </>
  );
}
