package io.belfry.live.chat;

import io.belfry.fields.Cursor;
import io.belfry.fields.FieldRefused;
import io.belfry.fields.Page;
import io.belfry.fields.PlainText;
import io.belfry.live.chat.ConversationTable.Row;
import io.belfry.live.shared.UserNames;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** Puts conversations together as their participants see them. Thread-safe: holds no state. */
final class Conversations {
    /** How many are in one conversation at most. */
    static final int MOST_PARTICIPANTS = 100;

    private final UserNames names;

    Conversations(UserNames names) {
        this.names = names;
    }

    /**
     * @throws FieldRefused when they are too many or nobody else
     */
    static SortedSet<String> participants(String user, Collection<String> others) {
        SortedSet<String> all = new TreeSet<>();
        all.add(PlainText.userId("user_id", user));
        others.forEach(other -> all.add(PlainText.userId("participants", other)));
        if (all.size() < 2) {
            throw new FieldRefused("participants", "participants names nobody else");
        }
        requireRoom(all.size());
        return all;
    }

    static void requireRoom(int participants) {
        if (participants > MOST_PARTICIPANTS) {
            throw new FieldRefused(
                    "participants",
                    "a conversation has at most %d participants, not %d"
                            .formatted(MOST_PARTICIPANTS, participants));
        }
    }

    Page<Conversation> list(Handle handle, String user, @Nullable String cursor, int limit) {
        String list = "chat of " + user;
        Cursor after = cursor == null ? null : Cursor.read(cursor, list, 3);
        Page<Row> rows =
                Page.of(
                        ConversationTable.list(handle, user, after, limit + 1),
                        limit,
                        row -> row.cursor().text(list));
        return new Page<>(complete(handle, rows.items()), rows.next());
    }

    List<Conversation> complete(Handle handle, List<Row> rows) {
        List<UUID> ids = rows.stream().map(Row::id).toList();
        Map<UUID, Message> last = new HashMap<>();
        MessageTable.last(handle, ids).forEach(each -> last.put(each.conversationId(), each));
        Map<UUID, List<Participant>> participants = participants(handle, ids);
        return rows.stream()
                .map(row ->
                        new Conversation(
                                row.id(),
                                row.title(),
                                participants.getOrDefault(row.id(), List.of()),
                                last.get(row.id()),
                                row.unread(),
                                row.updatedAt()))
                .toList();
    }

    private Map<UUID, List<Participant>> participants(Handle handle, List<UUID> conversations) {
        List<ParticipantTable.Row> rows = ParticipantTable.of(handle, conversations);
        Map<String, String> known =
                names.of(rows.stream().map(ParticipantTable.Row::user).collect(Collectors.toSet()));
        Map<UUID, List<Participant>> participants = new HashMap<>();
        for (ParticipantTable.Row row : rows) {
            participants
                    .computeIfAbsent(row.conversation(), absent -> new ArrayList<>())
                    .add(
                            new Participant(
                                    row.user(),
                                    known.get(row.user()),
                                    row.deliveredUpTo(),
                                    row.readUpTo()));
        }
        return participants;
    }
}
