package io.belfry.redis.nodes;

import io.belfry.hub.publish.Envelope;
import io.belfry.hub.publish.Ledger;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.Member;
import io.belfry.protocol.ServerMessage;
import io.belfry.protocol.SocketId;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/** Asks Redis about channels: which script, which keys, which arguments. Holds nothing. */
final class ChannelScripts {
    private final Link link;
    private final Names names;
    private final Lease lease;
    private final LongSupplier shift;

    /**
     * @param shift milliseconds by which the time of this deployment is ahead of that of Redis
     */
    ChannelScripts(Link link, Names names, Lease lease, LongSupplier shift) {
        this.link = link;
        this.names = names;
        this.lease = lease;
        this.shift = shift;
    }

    /**
     * A connection to this node joins a presence channel, or says anew who it is.
     *
     * @param tell whether subscribers hear of a new member
     * @param except the connection that does not; null for none
     */
    CompletionStage<List<Object>> join(
            String appId,
            ChannelName channel,
            SocketId socket,
            Member member,
            int maxMembers,
            boolean tell,
            @Nullable SocketId except) {
        Lease.Held held = lease.held();
        return link.run(
                Script.JOIN,
                keys(names.place(appId, channel), held.node(), member.userId()),
                held.node(),
                held.until(),
                socket.value(),
                member.userId(),
                member.userInfo(),
                UserHash.of(member.userId()),
                maxMembers,
                new ServerMessage.MemberAdded(channel, member).frame().wire(),
                link.publishing(),
                shift.getAsLong(),
                tell ? 1 : 0,
                except == null ? "" : except.value());
    }

    /**
     * A connection leaves a presence channel.
     *
     * @param node to which it is, or was
     */
    CompletionStage<List<Object>> leave(
            String appId, ChannelName channel, SocketId socket, String userId, String node) {
        return link.run(
                Script.LEAVE,
                keys(names.place(appId, channel), node, userId),
                node,
                lease.held().until(),
                socket.value(),
                userId,
                new ServerMessage.MemberRemoved(channel, userId).frame().wire(),
                link.publishing());
    }

    private static List<String> keys(String place, String node, String userId) {
        return List.of(
                Names.channel(place),
                Names.members(place),
                Names.connections(place),
                Names.here(place, node),
                Names.cache(place),
                place,
                Names.vacated(place),
                Names.left(place, userId));
    }

    /** A node has so many subscriptions on a channel without members. */
    CompletionStage<List<Object>> count(
            String appId, ChannelName channel, String node, int subscriptions) {
        String place = names.place(appId, channel);
        return link.run(
                Script.COUNT,
                List.of(Names.channel(place), Names.cache(place), Names.vacated(place)),
                node,
                lease.held().until(),
                subscriptions,
                shift.getAsLong());
    }

    /** Keeps an event and publishes it. */
    CompletionStage<List<Object>> keep(Envelope.Delivery event, String data, Duration ttl) {
        String place = names.place(event.appId(), event.channel());
        SocketId except = event.except();
        return link.run(
                Script.KEEP,
                List.of(Names.channel(place), Names.cache(place), place),
                event.frame().wire(),
                data,
                ttl.toMillis(),
                except == null ? "" : except.value(),
                link.publishing(),
                shift.getAsLong());
    }

    /** Whether a webhook is to be told of an absence, as {@link Ledger#mayTellAbsence} has it. */
    CompletionStage<List<Object>> absence(
            String appId,
            ChannelName channel,
            @Nullable String userId,
            long absence,
            String listener) {
        String place = names.place(appId, channel);
        return link.run(
                Script.ABSENCE,
                userId == null
                        ? List.of(Names.vacated(place), Names.channel(place))
                        : List.of(Names.left(place, userId), Names.members(place)),
                absence,
                listener,
                userId == null ? "" : userId);
    }

    /** What is known of a channel. */
    CompletionStage<List<Object>> state(String appId, ChannelName channel) {
        String place = names.place(appId, channel);
        return link.run(
                Script.STATE,
                List.of(Names.channel(place), Names.members(place), Names.cache(place)),
                shift.getAsLong());
    }

    /**
     * All members of a presence channel, unless they are those that subscribers here know.
     *
     * @param waits whether changes may be on their way, which are worth waiting for
     */
    CompletionStage<List<Object>> members(String appId, ChannelShare share, boolean waits) {
        String place = names.place(appId, share.channel());
        return link.run(
                Script.MEMBERS,
                List.of(Names.channel(place), Names.members(place), Names.cache(place)),
                UserHash.bytes(share.digest()),
                share.diverged ? 1 : 0,
                lease.held().until(),
                share.serial(),
                waits && !share.diverged ? 1 : 0);
    }

    /** The users on a presence channel. */
    CompletionStage<List<Object>> users(String appId, ChannelName channel) {
        return list(Link.Command.HKEYS, Names.members(names.place(appId, channel)));
    }

    /** The connections that a node has on a presence channel, each followed by its user. */
    CompletionStage<List<Object>> connections(String appId, ChannelName channel, String node) {
        return list(Link.Command.HGETALL, Names.here(names.place(appId, channel), node));
    }

    /** The names of all nodes. */
    CompletionStage<List<Object>> nodes() {
        return list(Link.Command.ZRANGE, names.nodes(), 0, -1);
    }

    /** The channels on which a node has subscriptions, and some on which it just had some. */
    CompletionStage<List<Object>> channels(String node, String appId, String prefix) {
        // No character of a name comes after this one.
        return list(
                Link.Command.ZRANGEBYLEX,
                names.channels(node, appId),
                "[" + prefix,
                "[" + prefix + "\u007f");
    }

    private CompletionStage<List<Object>> list(
            Link.Command command, String key, Object... arguments) {
        return link.list(command, key, arguments).thenApply(List::copyOf);
    }

    /** This node has something of a channel. */
    void enter(String appId, ChannelName channel) {
        String node = lease.held().node();
        Link.unawaited(link.count(Link.Command.SADD, names.apps(node), appId));
        Link.unawaited(
                link.count(Link.Command.ZADD, names.channels(node, appId), 0, channel.value()));
    }

    /** This node has nothing of a channel any more. */
    void exit(String appId, ChannelName channel) {
        String index = names.channels(lease.held().node(), appId);
        Link.unawaited(link.count(Link.Command.ZREM, index, channel.value()));
    }
}
