// What a conversation is, and how an answer of the application goes with what was heard while it was on its way.

/** What a participant has said. */
export interface Message {
  readonly id: string;
  readonly conversation_id: string;
  /** 1, 2, 3 and so on in its conversation, without a gap. */
  readonly number: number;
  readonly sender_id: string;
  /** Text; empty when it was deleted. */
  readonly body: string;
  readonly created_at: string;
  readonly edited_at: string | null;
  readonly deleted: boolean;
  /** That its sender gave it. */
  readonly key: string;
}

/** One of those who are in a conversation, and how far they have got. */
export interface Participant {
  readonly user_id: string;
  readonly name: string | null;
  readonly delivered_up_to: number;
  readonly read_up_to: number;
}

/** A conversation as whoever is signed in sees it. */
export interface Conversation {
  readonly id: string;
  readonly title: string | null;
  readonly participants: readonly Participant[];
  readonly last_message: Message | null;
  readonly unread: number;
  readonly updated_at: string;
}

/** Of two states of a message the later one; what was deleted stays so. */
export function newerOf(known: Message | undefined, other: Message): Message {
  const isNewer = known && (known.deleted || (!other.deleted && (known.edited_at ?? "") > (other.edited_at ?? "")));
  return isNewer ? known : other;
}

/** Receipts only grow, whichever comes last. */
export function furthest(
  each: Participant,
  other: Pick<Participant, "delivered_up_to" | "read_up_to"> = each,
): Participant {
  return {
    ...each,
    delivered_up_to: Math.max(each.delivered_up_to, other.delivered_up_to),
    read_up_to: Math.max(each.read_up_to, other.read_up_to),
  };
}

/**
 * A conversation as the application has answered, with what is known since: an answer may be the older of the two. What
 * is unread is counted here, if all of it can be here.
 *
 * @param before as it was known
 * @param messages the oldest first, without a gap
 */
export function upToDate(
  conversation: Conversation,
  before: Conversation | null,
  messages: readonly Message[],
  user: string | null,
): Conversation {
  const known = new Map(before?.participants.map((each) => [each.user_id, each]));
  const participants = conversation.participants.map((each) => furthest(each, known.get(each.user_id)));
  const answered = conversation.last_message?.number ?? 0;
  const last = messages.at(-1);
  if (!last || last.number < answered) {
    return { ...conversation, participants };
  }
  const readUpTo = participants.find(({ user_id: id }) => id === user)?.read_up_to ?? 0;
  const unread = messages.filter((each) => each.number > readUpTo && !each.deleted && each.sender_id !== user);
  const later = unread.filter(({ number }) => number > answered);
  const isAllHere = messages[0]!.number <= readUpTo + 1;
  return {
    ...conversation,
    participants,
    last_message: last,
    unread: isAllHere ? unread.length : conversation.unread + later.length,
    updated_at: last.number > answered ? last.created_at : conversation.updated_at,
  };
}
