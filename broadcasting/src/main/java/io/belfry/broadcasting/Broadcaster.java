package io.belfry.broadcasting;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.broadcasting.BroadcastListener.Accepted;
import io.belfry.broadcasting.driver.BroadcastFailed;
import io.belfry.broadcasting.driver.Driver;
import io.belfry.broadcasting.driver.Publication;
import io.belfry.broadcasting.encryption.MasterKey;
import io.belfry.broadcasting.event.BroadcastEvent;
import io.belfry.broadcasting.event.Channel;
import io.belfry.broadcasting.payload.PayloadWriter;
import io.belfry.broadcasting.queue.BroadcastQueue;
import io.belfry.broadcasting.queue.MemoryQueue;
import io.belfry.broadcasting.queue.MemoryQueueSettings;
import io.belfry.broadcasting.rule.ChannelRules;
import io.belfry.protocol.SocketId;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Tells clients what happened: the one door of this library.
 *
 * <pre>{@code
 * broadcaster.broadcast(new OrderShipped(7, "DHL")).toOthers().send();
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class Broadcaster implements AutoCloseable {
    private final Map<String, Driver> connections;
    private final String defaultConnection;
    private final BroadcastQueue queue;
    private final Disconnecting disconnecting;
    private final Composer composer;
    private final Map<Class<?>, Throttle> throttles;
    private final Listeners listeners;
    private final Rescues rescues = new Rescues(System::nanoTime);
    private final Supplier<@Nullable SocketId> currentSocket;
    private final Supplier<@Nullable String> actor;
    private final Transactions transactions;

    private Broadcaster(Builder builder) {
        this.listeners = new Listeners(builder.listeners);
        Map<String, Driver> heard = new HashMap<>();
        builder.connections.forEach(
                (name, driver) -> heard.put(name, listeners.hearing(name, driver)));
        this.connections = Map.copyOf(heard);
        this.defaultConnection = builder.defaultConnection();
        this.disconnecting = new Disconnecting(connections);
        this.queue = builder.queue.apply(connections);
        this.composer =
                new Composer(new PayloadWriter(builder.json), builder.masterKey, builder.rules);
        this.throttles = Map.copyOf(builder.throttles);
        this.currentSocket = builder.currentSocket;
        this.actor = builder.actor;
        this.transactions = builder.transactions;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Prepares the broadcast of an event; {@link PendingBroadcast#send()} sends it. */
    public PendingBroadcast broadcast(BroadcastEvent event) {
        return new PendingBroadcast(this, event);
    }

    /** Broadcasts an event if the condition holds. */
    public void broadcastIf(boolean condition, BroadcastEvent event) {
        if (condition) {
            broadcast(event).send();
        }
    }

    /** Broadcasts an event unless the condition holds. */
    public void broadcastUnless(boolean condition, BroadcastEvent event) {
        broadcastIf(!condition, event);
    }

    /**
     * Prepares the broadcast of an event that has no class of its own. If nothing else is said it
     * is called {@code AnonymousEvent} and carries {@code []}.
     */
    public PendingBroadcast on(Channel... channels) {
        return broadcast(new AnonymousEvent(List.of(channels)));
    }

    /**
     * Ends all connections of a user, when the transaction of this thread has committed: for those
     * who sign out, or lose a right. A server does not ask again whether who listens still may; who
     * connects again is asked. Over every connection, in the background, tried again for a minute.
     * The user is found on connections that have signed in ({@code Echo.signin()}), on private
     * channels that {@link io.belfry.broadcasting.authorization.Endpoints#withNamedUsers() name
     * users}, and on presence channels, unless the hub was told otherwise; clients stay away until
     * they are told to connect.
     *
     * @param userId as the rules name this user, whichever guard knows it
     * @throws IllegalArgumentException when the id is empty
     */
    public void disconnect(String userId) {
        if (userId.isEmpty()) {
            throw new IllegalArgumentException("the id of the user to disconnect is empty");
        }
        String by = actor.get();
        transactions.afterCommit(() -> {
            listeners.tell(each -> each.disconnecting(userId, by));
            disconnecting.disconnect(userId);
        });
    }

    /**
     * The channels that somebody listens to just now at the server of the default connection, by
     * their names on the wire.
     *
     * @param prefix that the names have: {@code private-user.}
     * @throws BroadcastFailed when the server does not answer that
     * @throws UnsupportedOperationException when the driver has no word for it, as those for Redis
     */
    public Set<String> occupiedChannels(String prefix) {
        return Objects.requireNonNull(connections.get(defaultConnection)).occupied(prefix);
    }

    @Nullable SocketId currentSocket() {
        return currentSocket.get();
    }

    Rescues rescues() {
        return rescues;
    }

    void send(PendingBroadcast pending) {
        BroadcastEvent event = pending.event();
        Collection<? extends Channel> channels = event.channels();
        if (channels.isEmpty() || !event.broadcastWhen()) {
            return;
        }
        Throttle throttle = throttles.get(event.getClass());
        if (throttle != null && !throttle.passes()) {
            listeners.tell(each -> each.throttled(event));
            return;
        }
        List<String> over =
                pending.connections().isEmpty()
                        ? List.of(defaultConnection)
                        : pending.connections();
        String name = pending.name();
        List<Publication> publications = composer.publications(pending, name, channels);
        over.forEach(connection -> checkSize(name, publications, connection));
        Accepted accepted =
                new Accepted(event, name, actor.get(), over, publications, Instant.now());
        if (pending.isNow()) {
            sendNow(accepted);
        } else if (queue.joinsTransactions()) {
            enqueue(accepted);
            transactions.afterCommit(() -> listeners.tell(each -> each.accepted(accepted)));
        } else {
            transactions.afterCommit(() -> pending.guard(() -> enqueueAndTell(accepted)));
        }
    }

    private void checkSize(String name, List<Publication> publications, String connection) {
        int limit = driver(connection).maxDataBytes();
        for (Publication each : publications) {
            // Without counting, as most are far below: no character has more than three bytes.
            int bytes = each.data().length() <= limit / 3 ? 0 : each.data().getBytes(UTF_8).length;
            if (bytes > limit) {
                throw new PayloadTooLarge(name, bytes, connection, limit);
            }
        }
    }

    private void sendNow(Accepted broadcast) {
        for (String connection : broadcast.connections()) {
            broadcast.publications().forEach(driver(connection)::send);
        }
        listeners.tell(each -> each.accepted(broadcast));
    }

    private void enqueue(Accepted broadcast) {
        for (String connection : broadcast.connections()) {
            broadcast.publications().forEach(each -> queue.add(connection, each));
        }
    }

    private void enqueueAndTell(Accepted broadcast) {
        enqueue(broadcast);
        listeners.tell(each -> each.accepted(broadcast));
    }

    private Driver driver(String connection) {
        Driver driver = connections.get(connection);
        if (driver == null) {
            throw new IllegalArgumentException(
                    "there is no connection %s; there are %s"
                            .formatted(connection, connections.keySet()));
        }
        return driver;
    }

    /** Sends what waits in the queue, as far as its time allows, and closes all connections. */
    @Override
    public void close() {
        disconnecting.close();
        queue.close();
        connections.values().forEach(Driver::close);
    }

    /** Gathers what a broadcaster needs. Not thread-safe. */
    public static final class Builder {
        private final Map<String, Driver> connections = new LinkedHashMap<>();
        private @Nullable String defaultConnection;
        private Function<Map<String, Driver>, BroadcastQueue> queue =
                drivers -> new MemoryQueue(drivers, MemoryQueueSettings.defaults());
        private JsonMapper json = JsonMapper.shared();
        private @Nullable MasterKey masterKey;
        private @Nullable ChannelRules rules;
        private final List<BroadcastListener> listeners = new ArrayList<>();
        private final Map<Class<?>, Throttle> throttles = new HashMap<>();
        private Supplier<@Nullable SocketId> currentSocket = () -> null;
        private Supplier<@Nullable String> actor = () -> null;
        private Transactions transactions = Transactions.none();

        private Builder() {}

        /** Adds a way to a server. The first is the default one unless another is named. */
        public Builder connection(String name, Driver driver) {
            connections.put(name, driver);
            return this;
        }

        /** Over which connection events go that name none. */
        public Builder defaultConnection(String name) {
            this.defaultConnection = name;
            return this;
        }

        /** Another queue than the one in memory with its defaults. */
        public Builder queue(Function<Map<String, Driver>, BroadcastQueue> other) {
            this.queue = other;
            return this;
        }

        /** What writes payloads. */
        public Builder json(JsonMapper mapper) {
            this.json = mapper;
            return this;
        }

        /** What seals the payloads of encrypted channels. */
        public Builder masterKey(MasterKey key) {
            this.masterKey = key;
            return this;
        }

        /** Which audiences a channel has; without them nobody is kept apart. */
        public Builder rules(ChannelRules known) {
            this.rules = known;
            return this;
        }

        /** Which connection the current request of a browser came with, for {@code toOthers()}. */
        public Builder currentSocket(Supplier<@Nullable SocketId> supplier) {
            this.currentSocket = supplier;
            return this;
        }

        /** On whose behalf the current thread acts, for those who listen. */
        public Builder actor(Supplier<@Nullable String> supplier) {
            this.actor = supplier;
            return this;
        }

        /** Lets somebody hear of everything that is broadcast. */
        public Builder listener(BroadcastListener listener) {
            listeners.add(listener);
            return this;
        }

        /**
         * Leaves out events of a class that are broadcast too often.
         *
         * @param most so many at once, and so many in each period
         * @throws IllegalArgumentException when either is not above zero
         */
        public Builder throttle(Class<? extends BroadcastEvent> event, int most, Duration period) {
            throttles.put(event, new Throttle(most, period, System::nanoTime));
            return this;
        }

        /** Knows the transactions of the application. */
        public Builder transactions(Transactions known) {
            this.transactions = known;
            return this;
        }

        private String defaultConnection() {
            if (connections.isEmpty()) {
                throw new IllegalArgumentException("there is no connection");
            }
            String name =
                    defaultConnection == null
                            ? connections.keySet().iterator().next()
                            : defaultConnection;
            if (!connections.containsKey(name)) {
                throw new IllegalArgumentException(
                        "the default connection %s is none of %s"
                                .formatted(name, connections.keySet()));
            }
            return name;
        }

        /**
         * @throws IllegalArgumentException when there is no connection, or the default one is none
         *     of them
         */
        public Broadcaster build() {
            return new Broadcaster(this);
        }
    }
}
