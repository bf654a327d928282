package io.belfry.hub.publish;

import io.belfry.protocol.Member;
import io.belfry.protocol.SocketId;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The members of one presence channel, counted per user over all their connections. What the oldest
 * living connection of a user said about the user is what others see.
 *
 * <p>Not thread-safe; guarded by the ledger's lock of its channel.
 */
final class Roster {
    private final Map<String, Map<SocketId, Member>> users = new LinkedHashMap<>();

    int size() {
        return users.size();
    }

    boolean has(String userId) {
        return users.containsKey(userId);
    }

    /** True when it is the user's first connection. */
    boolean enter(SocketId socket, Member member) {
        Map<SocketId, Member> sockets =
                users.computeIfAbsent(member.userId(), id -> new LinkedHashMap<>(2));
        boolean first = sockets.isEmpty();
        sockets.put(socket, member);
        return first;
    }

    /** Whether the connection is on the roster as this user. */
    boolean holds(SocketId socket, String userId) {
        Map<SocketId, Member> sockets = users.get(userId);
        return sockets != null && sockets.containsKey(socket);
    }

    /** True when it was the user's last connection. */
    boolean leave(SocketId socket, @Nullable String userId) {
        Map<SocketId, Member> sockets = userId == null ? null : users.get(userId);
        if (sockets == null || sockets.remove(socket) == null || !sockets.isEmpty()) {
            return false;
        }
        users.remove(userId);
        return true;
    }

    List<Member> members() {
        List<Member> members = new ArrayList<>(users.size());
        for (Map<SocketId, Member> sockets : users.values()) {
            members.add(sockets.values().iterator().next());
        }
        return members;
    }

    List<String> userIds() {
        return List.copyOf(users.keySet());
    }
}
