package io.belfry.hub.publish;

import io.belfry.hub.event.HubListener;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.Member;
import io.belfry.protocol.SocketId;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * What all nodes of a deployment share: who is on which channel, what cache channels keep, who is
 * signed in, how many connections an app has.
 *
 * <p>Each change is atomic. A change that subscribers must hear of (a member came or left, a cached
 * event was replaced) is published by the ledger within the same step and carries a growing serial;
 * a newcomer's {@link Joined} carries the serial up to which its answer already speaks. Together
 * they let a session give every client exactly one, ordered view. What webhooks tell is told to the
 * {@link HubListener} in the same step, so it keeps the order too.
 *
 * <p>Answers may come on any thread. A future that fails means that the shared truth could not be
 * reached; nothing was changed as far as this node knows. Thread-safe.
 */
public interface Ledger extends AutoCloseable {

    /** Longer than any publisher tries again what it has sent already. */
    Duration KEYS_KEPT = Duration.ofMinutes(10);

    /** For each app, some 10 MB of memory. */
    int MOST_KEYS = 100_000;

    /**
     * Enters one subscription: one connection on one channel. One that stands already is told as by
     * {@link #rejoin}, and not counted again.
     *
     * @param member who it is on a presence channel; null elsewhere
     * @param maxMembers how many distinct users the channel may have; a further connection of a
     *     user who is there already always fits
     */
    CompletableFuture<JoinAnswer> join(
            String appId,
            ChannelName channel,
            SocketId socket,
            @Nullable Member member,
            int maxMembers);

    /**
     * Tells once more what a subscription that stands was told when it joined. Counts nothing; what
     * the app now says about the member replaces what it said before.
     */
    CompletableFuture<Joined> rejoin(
            String appId, ChannelName channel, SocketId socket, @Nullable Member member);

    /** Takes one subscription out. Harmless when it is not there. */
    CompletableFuture<@Nullable Void> leave(
            String appId, ChannelName channel, SocketId socket, @Nullable String userId);

    /**
     * Keeps an event as the last one of its cache channel and publishes it.
     *
     * @param ttl how long it is kept, subscribers or not
     */
    CompletableFuture<@Nullable Void> keep(Envelope.Delivery event, String data, Duration ttl);

    /**
     * Remembers the key of an event for {@link #KEYS_KEPT}, or until {@link #MOST_KEYS} newer ones
     * of the app have come.
     *
     * @return false when it is remembered already
     */
    CompletableFuture<Boolean> claim(String appId, String idempotencyKey);

    /** Forgets the key of an event that could not be published after all. */
    void release(String appId, String idempotencyKey);

    /**
     * Whether the subscribers of a channel may be told how many they are, where that is told once
     * in a while only: true for whichever node asks first.
     *
     * @param pause then it may be told again
     */
    CompletableFuture<Boolean> mayTellCount(String appId, ChannelName channel, Duration pause);

    /**
     * Whether somebody is to be told that a channel was vacated or a user has left it: nobody has
     * come back, on any node, and no node has said so yet. Whoever comes back afterwards is told to
     * have been away.
     *
     * @param userId null when it is about the channel
     * @param absence as the event had it, and not 0
     * @param listener who is told, by the same name on all nodes
     */
    CompletableFuture<Boolean> mayTellAbsence(
            String appId,
            ChannelName channel,
            @Nullable String userId,
            long absence,
            String listener);

    /** Complete when what was asked before is done, and listeners have been told of it. */
    CompletableFuture<?> settled();

    /** What is known of one channel, occupied or not. */
    CompletableFuture<ChannelState> channel(String appId, ChannelName channel);

    /** The occupied channels whose names start with the prefix, as the HTTP API lists them. */
    CompletableFuture<Map<ChannelName, ChannelState>> channels(String appId, String prefix);

    /** The distinct users on a presence channel. */
    CompletableFuture<List<String>> users(String appId, ChannelName channel);

    /**
     * Counts events that an app wants published, if all of them are within its rate. Answers at
     * once, by what this node knows: where there are others, they may let through as much before
     * they have heard of it, and let the less through afterwards.
     *
     * @param perSecond how many the app may publish in a second; as many at once after a rest
     */
    boolean mayPublish(String appId, int events, int perSecond);

    /**
     * Counts one more connection of the app.
     *
     * @param max how many it may have; zero for any number
     * @return false, and nothing counted, when it has as many already
     */
    CompletableFuture<Boolean> connect(String appId, int max);

    /** Counts one connection less. */
    void disconnect(String appId);

    /** How many connections an app has, subscribed or not. */
    CompletableFuture<Integer> connections(String appId);

    /** Notes a signed-in connection. True when the user was not online before. */
    CompletableFuture<Boolean> signIn(String appId, String userId, SocketId socket);

    /** Takes a signed-in connection out. True when it was the user's last. */
    CompletableFuture<Boolean> signOut(String appId, String userId, SocketId socket);

    /**
     * Settles, some time after the last connection went, that a user is gone. True when the user
     * has not come back; then the next sign-in counts as coming online.
     */
    CompletableFuture<Boolean> confirmOffline(String appId, String userId);

    /** Which of the given users are online. */
    CompletableFuture<Set<String>> online(String appId, Collection<String> userIds);

    /** Forgets what has expired. Called now and then. */
    void purge();

    @Override
    void close();

    /** The ledger of a deployment of one node. Its futures are complete when they are returned. */
    static Ledger local(Broker broker, HubListener listener, Clock clock) {
        return new LocalLedger(broker, listener, clock);
    }
}
