import { appear, chat, liveRefresh, members, notifications, presence, push, typing, type Belfry } from "belfry";

declare const belfry: Belfry;
declare function fetchBookings(): Promise<void>;

const bell = notifications(belfry);
bell.subscribe(() => console.log(bell.get().unread, "unread"));
bell.onArrival(({ title }) => console.log(title));

liveRefresh(belfry).on(["bookings", "trainer_schedules"], fetchBookings);
liveRefresh(belfry).invalidate("bookings");

appear(belfry);
const others = presence(belfry, [12, 13]);
others.subscribe(() => console.log(others.get().get("12")?.status));

const viewers = members<{ name: string }>(belfry, "tickets.7");
viewers.subscribe(() => console.log(viewers.get().map(({ info }) => info.name)));

const typists = typing(belfry, "tickets.7");
document.querySelector("textarea")!.addEventListener("input", () => typists.typed());

const room = chat(belfry, "4f6f2b1e-8a40-4a53-9df8-3d8a2c2b8f11");
room.subscribe(() => console.log(room.get().messages, room.get().outgoing));
await room.send("Are you there?");

await push(belfry, "/worker.js").enable();
