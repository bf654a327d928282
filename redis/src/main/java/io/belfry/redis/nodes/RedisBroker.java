package io.belfry.redis.nodes;

import io.belfry.hub.observe.Throttle;
import io.belfry.hub.publish.Broker;
import io.belfry.hub.publish.Envelope;
import io.belfry.protocol.ChannelName;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Carries envelopes over Redis. Subscribers of this node are served at once; the other nodes that
 * follow the channel get the finished frame. While Redis is away what is for them waits, up to a
 * limit.
 *
 * <p>Thread-safe.
 */
final class RedisBroker implements Broker {
    private static final Logger LOG = LoggerFactory.getLogger(RedisDeployment.class);
    private static final CompletableFuture<?> DONE = CompletableFuture.completedFuture(null);
    private static final long PATIENCE_MILLIS = 2_000;

    private final Link link;
    private final Names names;
    private final long origin;
    private final Backlog backlog;
    private final SeenCounts seen = new SeenCounts();
    private final AtomicLong count = new AtomicLong();
    private final Map<String, Place> followed = new ConcurrentHashMap<>();
    private final AtomicLong unreadable = new AtomicLong();
    private final Throttle unreadables = new Throttle(Duration.ofMinutes(1));
    private volatile Consumer<Envelope> listener =
            envelope -> {
                throw new IllegalStateException("published before anybody could listen");
            };
    private volatile boolean reachable;
    private volatile Change change = (app, channel, serial, user) -> {};
    private volatile Runnable called = () -> {};

    /**
     * A channel that this node follows.
     *
     * @param heard complete when nothing is missed any more
     */
    record Place(String appId, ChannelName channel, CompletableFuture<?> heard) {}

    /** Hears what scripts have changed. */
    interface Change {
        void happened(String appId, ChannelName channel, long serial, long user);
    }

    /**
     * @param origin a number that no other node has
     */
    RedisBroker(Link link, Names names, long origin, Backlog backlog) {
        this.link = link;
        this.names = names;
        this.origin = origin;
        this.backlog = backlog;
    }

    @Override
    public void deliverTo(Consumer<Envelope> listener) {
        this.listener = listener;
        link.listen(this::heard);
        var unused = link.subscribe(names.everybody());
    }

    void changesTo(Change change) {
        this.change = change;
    }

    void callsTo(Runnable called) {
        this.called = called;
    }

    /** Asks the other nodes to show that they are there. */
    void call() {
        Link.unawaited(
                link.publish(names.everybody(), Message.call(origin, count.incrementAndGet())));
    }

    @Override
    public void publish(Envelope envelope) {
        listener.accept(envelope);
        long number = count.incrementAndGet();
        switch (envelope) {
            case Envelope.Delivery delivery ->
                    backlog.send(
                            names.place(delivery.appId(), delivery.channel()),
                            Message.of(delivery, origin, number));
            case Envelope.Count counted ->
                    backlog.send(
                            names.place(counted.appId(), counted.channel()),
                            Message.of(counted, origin, number));
            case Envelope.Termination termination ->
                    backlog.send(names.everybody(), Message.of(termination, origin, number));
        }
    }

    /** For the subscribers of this node only. */
    void deliverHere(Envelope.Delivery delivery) {
        listener.accept(delivery);
    }

    @Override
    public CompletableFuture<?> follow(String appId, ChannelName channel) {
        String name = names.place(appId, channel);
        CompletableFuture<?> heard = reachable ? subscribed(name) : later(name);
        followed.put(name, new Place(appId, channel, heard));
        return heard;
    }

    private CompletableFuture<?> subscribed(String name) {
        CompletionStage<?> asked = link.subscribe(name);
        return asked.<Object>handle((done, failure) -> DONE)
                .toCompletableFuture()
                .completeOnTimeout(DONE, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private CompletableFuture<?> later(String name) {
        // Asked for all the same: it is carried out when the connection is there again.
        var unused = link.subscribe(name);
        return DONE;
    }

    @Override
    public void unfollow(String appId, ChannelName channel) {
        String name = names.place(appId, channel);
        followed.remove(name);
        link.unsubscribe(name);
    }

    /** Whether Redis is there: else nobody waits for it. */
    void reaches(boolean redis) {
        reachable = redis;
    }

    /** How many nodes hear what concerns all, this one included; 0 when that is not known. */
    long listeners() {
        return link.subscribers(names.everybody())
                .exceptionally(failure -> 0L)
                .toCompletableFuture()
                .completeOnTimeout(0L, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .join();
    }

    /** Takes what was published on a channel of Redis. */
    void heard(String name, byte[] bytes) {
        try {
            Message message = Message.read(bytes);
            if (message.origin() == origin || !seen.isNew(message.origin(), message.count())) {
                return;
            }
            if (name.equals(names.everybody())) {
                if (message.isCall()) {
                    called.run();
                } else {
                    listener.accept(message.termination());
                }
                return;
            }
            Place place = followed.get(name);
            if (place == null) {
                return;
            }
            Envelope envelope = message.envelope(place.appId(), place.channel());
            if (message.origin() == 0) {
                // Noted before it is told: see Renewal.
                change.happened(place.appId(), place.channel(), message.serial(), message.user());
            }
            listener.accept(envelope);
        } catch (IllegalArgumentException e) {
            unreadable.incrementAndGet();
            long times = unreadables.happened(System.nanoTime());
            if (times > 0) {
                LOG.atWarn()
                        .addKeyValue("on", name)
                        .addKeyValue("reason", e.getMessage())
                        .addKeyValue("times", times)
                        .log("messages on Redis that are none of Belfry's were dropped");
            }
        }
    }

    /** Messages that could not be read. */
    long unreadable() {
        return unreadable.get();
    }

    @Override
    public void close() {
        followed.clear();
    }
}
