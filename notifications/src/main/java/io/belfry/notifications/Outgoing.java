package io.belfry.notifications;

import io.belfry.notifications.audience.Audience;
import io.belfry.notifications.audience.Recipients;
import io.belfry.notifications.audience.Users;
import io.belfry.notifications.content.Sending;
import io.belfry.notifications.store.DispatchRow;
import io.belfry.notifications.store.DispatchRow.Kind;
import io.belfry.notifications.store.RowId;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.List;

/**
 * What one transaction sends: to some users at once, to the others page by page. Confined to the
 * thread of the transaction; not thread-safe.
 */
final class Outgoing {
    /** How many users get theirs within the transaction that sends. */
    static final int AT_ONCE = 1_000;

    /** So many items could hold up the commit of a transaction for some seconds. */
    static final int MOST = 10_000;

    private final List<Addressed> addressed = new ArrayList<>();
    private final List<DispatchRow> dispatches = new ArrayList<>();

    List<Addressed> addressed() {
        return addressed;
    }

    List<DispatchRow> dispatches() {
        return dispatches;
    }

    static Outgoing of(Sending sending, Recipients recipients) {
        Outgoing one = new Outgoing();
        switch (recipients) {
            case Users(List<String> ids) -> one.addUsers(sending, ids);
            case Audience.Role(String name) ->
                    one.dispatches.add(dispatch(sending, Kind.ROLE, name, null, null));
            case Audience.Group(String kind, String id) ->
                    one.dispatches.add(dispatch(sending, Kind.GROUP, kind, id, null));
        }
        return one;
    }

    /**
     * With what is sent later, put to this.
     *
     * @throws IllegalStateException when that is too much for one transaction; nothing has changed
     *     then
     */
    Outgoing and(Outgoing later) {
        if (addressed.size() + later.addressed.size() > MOST) {
            throw new IllegalStateException(
                    "one transaction sends %d notifications to users at most; send them to an audience, or in several transactions"
                            .formatted(MOST));
        }
        addressed.addAll(later.addressed);
        dispatches.addAll(later.dispatches);
        return this;
    }

    private void addUsers(Sending sending, List<String> ids) {
        if (ids.size() <= AT_ONCE) {
            ids.forEach(id -> addressed.add(new Addressed(id, sending)));
            return;
        }
        for (int from = 0; from < ids.size(); from += AT_ONCE) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + AT_ONCE));
            String members = JsonMapper.shared().writeValueAsString(some);
            dispatches.add(dispatch(sending, Kind.USERS, "", null, members));
        }
    }

    private static DispatchRow dispatch(
            Sending sending,
            Kind kind,
            String name,
            @Nullable String groupId,
            @Nullable String members) {
        return new DispatchRow(
                RowId.next(sending.createdAt()),
                sending.type(),
                kind,
                name,
                groupId,
                members,
                JsonMapper.shared().writeValueAsString(sending),
                DispatchRow.State.PENDING,
                null,
                0,
                0,
                null,
                sending.createdAt());
    }
}
