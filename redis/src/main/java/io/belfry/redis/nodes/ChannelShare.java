package io.belfry.redis.nodes;

import io.belfry.hub.publish.ChannelState;
import io.belfry.hub.publish.Joined;
import io.belfry.hub.publish.SocketSet;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.Member;
import io.belfry.protocol.SocketId;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What this node has of a channel, which nobody else can know, and what its subscribers have been
 * told of the whole.
 *
 * <p>Not thread-safe; touched only inside {@code compute} of its channel in {@link AppShare}.
 */
final class ChannelShare {
    private final ChannelName channel;

    /** On channels without members. */
    private final SocketSet sockets = new SocketSet();

    /** On presence channels: in the order in which they came. */
    private final Map<SocketId, Member> members = new LinkedHashMap<>(2);

    /** The term of the lease in which Redis was told of this share; 0 for never. */
    int term;

    /** Whether its subscribers were told something that the others do not know. */
    boolean diverged;

    private boolean known;
    private long serial;
    private long digest;
    private @Nullable List<Change> early;

    private record Change(long serial, long user) {}

    ChannelShare(ChannelName channel) {
        this.channel = channel;
    }

    ChannelName channel() {
        return channel;
    }

    boolean has(SocketId socket) {
        return members.containsKey(socket) || sockets.contains(socket);
    }

    void add(SocketId socket, @Nullable Member member) {
        if (member == null) {
            sockets.add(socket);
        } else {
            members.put(socket, member);
        }
    }

    /** True when it was there. */
    boolean remove(SocketId socket) {
        return members.remove(socket) != null || sockets.remove(socket);
    }

    @Nullable Member member(SocketId socket) {
        return members.get(socket);
    }

    Map<SocketId, Member> members() {
        return members;
    }

    int size() {
        return sockets.size() + members.size();
    }

    boolean isEmpty() {
        return size() == 0;
    }

    long connectionsOf(String userId) {
        return members.values().stream().filter(member -> member.userId().equals(userId)).count();
    }

    List<String> users() {
        Set<String> users = new LinkedHashSet<>();
        members.values().forEach(member -> users.add(member.userId()));
        return List.copyOf(users);
    }

    /** The members as they were at a serial; counts only if nothing was known before. */
    void begins(long at, long members) {
        if (!known) {
            known = true;
            serial = at;
            digest = members;
            if (early != null) {
                early.forEach(each -> happened(each.serial, each.user));
                early = null;
            }
        }
    }

    /** All subscribers are told anew. */
    void beginsAnew(long at, long members) {
        serial = at;
        digest = members;
        diverged = false;
    }

    /** Somebody has come or gone, or an event is kept, and all subscribers are told. */
    void happened(long at, long user) {
        if (!known) {
            if (early == null) {
                early = new ArrayList<>();
            }
            early.add(new Change(at, user));
        } else if (at > serial) {
            serial = at;
            digest ^= user;
        }
    }

    /** The next place for what only this node's subscribers are told. */
    long divergesAt() {
        known = true;
        diverged = true;
        return ++serial;
    }

    /** Whether its subscribers have been told whom there is. */
    boolean isKnown() {
        return known;
    }

    long serial() {
        return serial;
    }

    /** Of the members that its subscribers have been told of: all their hashes put together. */
    long digest() {
        return digest;
    }

    /** What a newcomer is told while nobody else can be asked. */
    Joined alone() {
        Map<String, Member> users = new LinkedHashMap<>();
        members.values().forEach(member -> users.putIfAbsent(member.userId(), member));
        return new Joined(new ArrayList<>(users.values()), null, serial);
    }

    /** The same for whoever asks over HTTP. */
    ChannelState state() {
        return new ChannelState(size(), users().size(), null);
    }
}
