// Who else is on the same presence channel.

import type { Belfry } from "./belfry.js";
import type { PusherMembers } from "./echo.js";
import { Watched, type Store } from "./store.js";

/** Somebody on a presence channel; all pages and devices of a user count as one. */
export interface Member<I = unknown> {
  readonly id: string;
  /** What the application tells of its members. */
  readonly info: I;
  /** Whether that is the user of this page. */
  readonly isMe: boolean;
}

/**
 * Joins a presence channel as long as somebody watches, and knows who is on it; the same store wherever it is asked
 * for. While the page is not connected it keeps whom it knew last.
 *
 * @param channel without `presence-`
 */
export function members<I = unknown>(belfry: Belfry, channel: string): Store<readonly Member<I>[]> {
  return belfry.shared(`members ${channel}`, () => new Members<I>(belfry, channel));
}

class Members<I> extends Watched<readonly Member<I>[]> {
  constructor(belfry: Belfry, channel: string) {
    super([], () => {
      const look = (): void => {
        const there = belfry.channels.members(channel);
        if (there) {
          this.set(listed(there));
        }
      };
      const leave = belfry.channels.listen(
        channel,
        { "pusher:member_added": look, "pusher:member_removed": look },
        { kind: "presence", subscribed: look, denied: () => this.set([]) },
      );
      return () => {
        leave();
        this.set([]);
      };
    });
  }
}

function listed<I>(there: PusherMembers): Member<I>[] {
  const all: Member<I>[] = [];
  there.each(({ id, info }) => all.push({ id, info: info as I, isMe: id === there.myID }));
  return all;
}
