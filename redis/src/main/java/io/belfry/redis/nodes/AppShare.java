package io.belfry.redis.nodes;

import io.belfry.hub.publish.SocketSet;
import io.belfry.protocol.ChannelName;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What this node has of an app.
 *
 * <p>Thread-safe: a channel or a user is touched by one thread at a time, inside {@code compute}.
 */
final class AppShare {
    private final String id;
    private final Map<ChannelName, ChannelShare> channels = new ConcurrentHashMap<>();
    private final Map<String, UserShare> users = new ConcurrentHashMap<>();
    private final ConnectionShare connections = new ConnectionShare();

    /** The signed-in connections of a user. */
    static final class UserShare {
        final SocketSet sockets = new SocketSet();

        /** The term of the lease in which Redis was told of them; 0 for never. */
        int term;
    }

    AppShare(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    Set<ChannelName> channels() {
        return channels.keySet();
    }

    Set<String> users() {
        return users.keySet();
    }

    ConnectionShare connections() {
        return connections;
    }

    /** Does something with what this node has of a channel, while nobody else can. */
    <T> T in(ChannelName channel, Function<ChannelShare, T> work) {
        Object[] result = new Object[1];
        channels.compute(
                channel,
                (name, known) -> {
                    ChannelShare share = known == null ? new ChannelShare(name) : known;
                    result[0] = work.apply(share);
                    // What Redis was told of stays until it was told that it is over.
                    return share.isEmpty() && share.term == 0 ? null : share;
                });
        @SuppressWarnings("unchecked") // put there by the work above
        T value = (T) result[0];
        return value;
    }

    /** The same, if this node has anything of it. */
    void ifKnown(ChannelName channel, Consumer<ChannelShare> work) {
        channels.computeIfPresent(
                channel,
                (name, share) -> {
                    work.accept(share);
                    return share;
                });
    }

    /** Forgets a channel on which nobody is any more, if the work says so. */
    void forget(ChannelName channel, Function<ChannelShare, Boolean> work) {
        channels.computeIfPresent(
                channel, (name, share) -> share.isEmpty() && work.apply(share) ? null : share);
    }

    /** Does something with what this node has of a user, while nobody else can. */
    <T> T inUser(String userId, Function<UserShare, T> work) {
        Object[] result = new Object[1];
        users.compute(
                userId,
                (id, known) -> {
                    UserShare user = known == null ? new UserShare() : known;
                    result[0] = work.apply(user);
                    return user.sockets.isEmpty() ? null : user;
                });
        @SuppressWarnings("unchecked") // put there by the work above
        T value = (T) result[0];
        return value;
    }
}
