package io.belfry.hub.publish;

import io.belfry.hub.event.HubEvent;
import io.belfry.hub.event.HubListener;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.Frame;
import io.belfry.protocol.Member;
import io.belfry.protocol.ServerMessage;
import io.belfry.protocol.SocketId;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * The ledger of a single node, in memory.
 *
 * <p>Thread-safe: everything about one channel happens inside {@code compute} on its map entry,
 * publishing and telling listeners included, so that changes of a channel leave in the order in
 * which they happened. Neither the broker nor a listener calls back into the ledger.
 */
final class LocalLedger implements Ledger {
    private final Broker broker;
    private final HubListener listener;
    private final Clock clock;
    private final Map<String, AppRecord> apps = new ConcurrentHashMap<>();
    private final AtomicLong serials = new AtomicLong();

    /** What is known of one app. */
    private static final class AppRecord {
        final Map<ChannelName, LocalChannelRecord> channels = new ConcurrentHashMap<>();
        final Map<String, SocketSet> signedIn = new ConcurrentHashMap<>();
        final AtomicInteger connections = new AtomicInteger();
        final RecentKeys keys = new RecentKeys();

        /** Guarded by itself. */
        final TokenBucket published = new TokenBucket();
    }

    LocalLedger(Broker broker, HubListener listener, Clock clock) {
        this.broker = broker;
        this.listener = listener;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<JoinAnswer> join(
            String appId,
            ChannelName channel,
            SocketId socket,
            @Nullable Member member,
            int maxMembers) {
        return done(
                in(
                        appId,
                        channel,
                        known -> {
                            if (known.subscribers.contains(socket)) {
                                return joinedAgain(known, socket, member);
                            }
                            if (member != null && isFull(known.roster(), member, maxMembers)) {
                                return new JoinAnswer.Full(maxMembers);
                            }
                            enter(appId, channel, socket, member, known);
                            return joined(known);
                        }));
    }

    private static boolean isFull(Roster roster, Member member, int maxMembers) {
        return roster.size() >= maxMembers && !roster.has(member.userId());
    }

    private void enter(
            String appId,
            ChannelName channel,
            SocketId socket,
            @Nullable Member member,
            LocalChannelRecord known) {
        known.subscribers.add(socket);
        int subscriptions = known.subscribers.size();
        if (subscriptions == 1) {
            listener.on(new HubEvent.ChannelOccupied(appId, channel));
        }
        listener.on(new HubEvent.SubscriptionsChanged(appId, channel, subscriptions));
        if (member != null && known.roster().enter(socket, member)) {
            announce(appId, channel, new ServerMessage.MemberAdded(channel, member), socket);
            listener.on(new HubEvent.MemberAdded(appId, channel, member.userId()));
        }
    }

    private Joined joined(LocalChannelRecord known) {
        Roster roster = known.roster;
        return new Joined(
                roster == null ? List.of() : roster.members(),
                known.cached(clock.instant()),
                serials.get());
    }

    @Override
    public CompletableFuture<Joined> rejoin(
            String appId, ChannelName channel, SocketId socket, @Nullable Member member) {
        return done(in(appId, channel, known -> joinedAgain(known, socket, member)));
    }

    private Joined joinedAgain(LocalChannelRecord known, SocketId socket, @Nullable Member member) {
        if (member != null && known.roster().holds(socket, member.userId())) {
            known.roster().enter(socket, member);
        }
        return joined(known);
    }

    @Override
    public CompletableFuture<@Nullable Void> leave(
            String appId, ChannelName channel, SocketId socket, @Nullable String userId) {
        app(appId)
                .channels
                .computeIfPresent(
                        channel,
                        (name, known) -> {
                            exit(appId, channel, socket, userId, known);
                            return known.isEmpty(clock.instant()) ? null : known;
                        });
        return done(null);
    }

    private void exit(
            String appId,
            ChannelName channel,
            SocketId socket,
            @Nullable String userId,
            LocalChannelRecord known) {
        if (!known.subscribers.remove(socket)) {
            return;
        }
        if (userId != null && known.roster().leave(socket, userId)) {
            announce(appId, channel, new ServerMessage.MemberRemoved(channel, userId), null);
            listener.on(new HubEvent.MemberRemoved(appId, channel, userId));
        }
        int subscriptions = known.subscribers.size();
        listener.on(new HubEvent.SubscriptionsChanged(appId, channel, subscriptions));
        if (subscriptions == 0) {
            listener.on(new HubEvent.ChannelVacated(appId, channel));
        }
    }

    private void announce(
            String appId, ChannelName channel, ServerMessage change, @Nullable SocketId except) {
        Frame frame = change.frame();
        broker.publish(
                new Envelope.Delivery(appId, channel, frame, except, serials.incrementAndGet()));
    }

    @Override
    public CompletableFuture<@Nullable Void> keep(
            Envelope.Delivery event, String data, Duration ttl) {
        return done(
                in(
                        event.appId(),
                        event.channel(),
                        known -> {
                            Envelope.Delivery placed = event.withSerial(serials.incrementAndGet());
                            known.keep(placed, data, clock.instant().plus(ttl));
                            broker.publish(placed);
                            return null;
                        }));
    }

    @Override
    public CompletableFuture<Boolean> claim(String appId, String idempotencyKey) {
        return done(app(appId).keys.add(idempotencyKey, clock.instant()));
    }

    @Override
    public void release(String appId, String idempotencyKey) {
        app(appId).keys.remove(idempotencyKey);
    }

    @Override
    public CompletableFuture<Boolean> mayTellCount(
            String appId, ChannelName channel, Duration pause) {
        // Nobody else asks.
        return done(true);
    }

    @Override
    public CompletableFuture<Boolean> mayTellAbsence(
            String appId,
            ChannelName channel,
            @Nullable String userId,
            long absence,
            String listener) {
        return done(true);
    }

    @Override
    public CompletableFuture<?> settled() {
        return done(true);
    }

    @Override
    public CompletableFuture<ChannelState> channel(String appId, ChannelName channel) {
        return done(in(appId, channel, known -> known.state(clock.instant())));
    }

    @Override
    public CompletableFuture<Map<ChannelName, ChannelState>> channels(String appId, String prefix) {
        Map<ChannelName, ChannelState> occupied = new HashMap<>();
        for (ChannelName channel : app(appId).channels.keySet()) {
            if (channel.value().startsWith(prefix)) {
                ChannelState state = in(appId, channel, known -> known.state(clock.instant()));
                if (state.occupied()) {
                    occupied.put(channel, state);
                }
            }
        }
        return done(occupied);
    }

    @Override
    public CompletableFuture<List<String>> users(String appId, ChannelName channel) {
        return done(
                in(
                        appId,
                        channel,
                        known -> known.roster == null ? List.of() : known.roster.userIds()));
    }

    @Override
    public boolean mayPublish(String appId, int events, int perSecond) {
        TokenBucket published = app(appId).published;
        synchronized (published) {
            return published.take(events, perSecond, System.nanoTime());
        }
    }

    @Override
    public CompletableFuture<Boolean> connect(String appId, int max) {
        // In one step: counted and taken back, it could cost somebody else the last place.
        int before = app(appId).connections.getAndUpdate(n -> max > 0 && n >= max ? n : n + 1);
        return done(max == 0 || before < max);
    }

    @Override
    public void disconnect(String appId) {
        app(appId).connections.decrementAndGet();
    }

    @Override
    public CompletableFuture<Integer> connections(String appId) {
        return done(app(appId).connections.get());
    }

    @Override
    public CompletableFuture<Boolean> signIn(String appId, String userId, SocketId socket) {
        boolean[] came = new boolean[1];
        app(appId)
                .signedIn
                .compute(
                        userId,
                        (id, sockets) -> {
                            came[0] = sockets == null;
                            SocketSet all = sockets == null ? new SocketSet() : sockets;
                            all.add(socket);
                            return all;
                        });
        return done(came[0]);
    }

    @Override
    public CompletableFuture<Boolean> signOut(String appId, String userId, SocketId socket) {
        boolean[] last = new boolean[1];
        // An empty set stays until confirmOffline: the user may be back in a moment.
        app(appId)
                .signedIn
                .computeIfPresent(
                        userId,
                        (id, sockets) -> {
                            last[0] = sockets.remove(socket) && sockets.isEmpty();
                            return sockets;
                        });
        return done(last[0]);
    }

    @Override
    public CompletableFuture<Boolean> confirmOffline(String appId, String userId) {
        boolean[] gone = new boolean[1];
        app(appId)
                .signedIn
                .computeIfPresent(
                        userId,
                        (id, sockets) -> {
                            gone[0] = sockets.isEmpty();
                            return gone[0] ? null : sockets;
                        });
        return done(gone[0]);
    }

    @Override
    public CompletableFuture<Set<String>> online(String appId, Collection<String> userIds) {
        Set<String> online = new HashSet<>(userIds);
        online.retainAll(app(appId).signedIn.keySet());
        return done(online);
    }

    @Override
    public void purge() {
        for (AppRecord app : apps.values()) {
            app.keys.purge(clock.instant());
            for (ChannelName channel : app.channels.keySet()) {
                app.channels.computeIfPresent(
                        channel, (name, known) -> known.isEmpty(clock.instant()) ? null : known);
            }
        }
    }

    @Override
    public void close() {
        apps.clear();
    }

    private AppRecord app(String appId) {
        return apps.computeIfAbsent(appId, id -> new AppRecord());
    }

    /** Does something with one channel while nobody else can, and forgets the channel if empty. */
    private <T extends @Nullable Object> T in(
            String appId, ChannelName channel, Function<LocalChannelRecord, T> work) {
        Object[] result = new Object[1];
        app(appId)
                .channels
                .compute(
                        channel,
                        (name, known) -> {
                            LocalChannelRecord record =
                                    known == null ? new LocalChannelRecord() : known;
                            result[0] = work.apply(record);
                            return record.isEmpty(clock.instant()) ? null : record;
                        });
        @SuppressWarnings("unchecked") // put there by the work above
        T value = (T) result[0];
        return value;
    }

    private static <T extends @Nullable Object> CompletableFuture<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
