package io.belfry.redis.nodes;

import io.belfry.hub.event.HubListener;
import io.belfry.hub.publish.Broker;
import io.belfry.hub.publish.Deployment;
import io.belfry.hub.publish.Ledger;
import io.belfry.hub.publish.Peers;
import io.belfry.redis.NodesSettings;
import io.belfry.redis.RedisServers;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * This node among others that share a Redis. Subscribers of this node are served without it; what
 * the others publish comes over it. While Redis is away the node goes on alone: its clients are
 * told what it knows itself, and messages for the others wait, up to a limit. When Redis is back,
 * the nodes tell it what they have, and clients on presence channels that may have missed something
 * get the whole list of members anew.
 *
 * <p>Thread-safe.
 */
public final class RedisDeployment implements Deployment {
    private static final Logger LOG = LoggerFactory.getLogger(RedisDeployment.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final long GLANCE_MILLIS = 50;
    private static final int GLANCES_BETWEEN_CALLS = 20;

    /** Longer than nodes need to answer a call while nothing is wrong. */
    private static final Duration GREETED = Duration.ofSeconds(1);

    /** Longer than nodes need to find out that Redis is back. */
    private static final Duration SETTLED = Duration.ofSeconds(3);

    private final RedisServers redis;
    private final RedisConnector connector;
    private final NodesSettings settings;
    private final Names names;
    private final LongSupplier shift;
    private final Link link;
    private final Backlog backlog;
    private final RedisBroker broker;
    private final Peers peers = new OtherNodes();
    private final ScheduledExecutorService timer;
    private final ExecutorService reading;
    private final CompletableFuture<@Nullable Void> entered = new CompletableFuture<>();
    private volatile @Nullable Lease lease;
    private volatile @Nullable RedisLedger shared;
    private volatile boolean closed;

    private RedisDeployment(
            RedisServers redis,
            NodesSettings settings,
            LongSupplier shift,
            RedisConnector connector,
            Link link) {
        this.redis = redis;
        this.connector = connector;
        this.settings = settings;
        this.shift = shift;
        this.names = new Names(settings.prefix());
        this.link = link;
        this.backlog = new Backlog(link, settings.backlogBytes());
        this.broker =
                new RedisBroker(
                        link, names, 1 + new SecureRandom().nextLong(Long.MAX_VALUE), backlog);
        this.timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("belfry-lease").factory());
        this.reading =
                Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().daemon().name("belfry-redis").factory());
    }

    /**
     * Connects.
     *
     * @throws RedisRefused when Redis cannot be reached, refuses, or is too old
     */
    public static RedisDeployment open(RedisServers redis, NodesSettings settings)
            throws RedisRefused {
        return open(redis, settings, () -> 0);
    }

    /** With a time that tests move. */
    static RedisDeployment open(RedisServers redis, NodesSettings settings, LongSupplier shift)
            throws RedisRefused {
        RedisConnector connector = new RedisConnector();
        try {
            return new RedisDeployment(
                    redis, settings, shift, connector, Links.to(connector, redis));
        } catch (RedisRefused e) {
            connector.close();
            throw e;
        }
    }

    @Override
    public Broker broker() {
        return broker;
    }

    @Override
    public Ledger ledger(HubListener listener, Set<String> apps) {
        Entering nodes = new Entering();
        Lease one = new Lease(link, names, settings.lease(), apps, timer, nodes);
        RedisLedger ledger = new RedisLedger(link, names, one, broker, listener, shift, reading);
        nodes.ledger = ledger;
        nodes.reaper = new Reaper(link, names, ledger);
        lease = one;
        shared = ledger;
        link.lost(one::lost);
        broker.callsTo(one::show);
        one.start();
        try {
            entered.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            Throwable cause = e.getCause();
            throw new IllegalStateException(
                    "Redis at %s does not take this node in: %s"
                            .formatted(
                                    redis,
                                    cause instanceof RedisRefused
                                            ? cause.getMessage()
                                            : "it has not done so within %d s%s"
                                                    .formatted(
                                                            PATIENCE.toSeconds(),
                                                            one.trouble().isEmpty()
                                                                    ? ""
                                                                    : ", " + one.trouble())),
                    e);
        }
        return ledger;
    }

    @Override
    public Peers peers() {
        return peers;
    }

    private final class OtherNodes implements Peers {
        @Override
        public boolean reachable() {
            Lease one = lease;
            return one != null && one.held().valid();
        }

        @Override
        public int count() {
            Lease one = lease;
            return one == null ? 0 : one.others();
        }

        @Override
        public long waitingBytes() {
            return backlog.waitingBytes();
        }

        @Override
        public long dropped() {
            return backlog.dropped();
        }

        @Override
        public long unreadable() {
            return broker.unreadable();
        }
    }

    private final class Entering implements Lease.Nodes {
        private @Nullable RedisLedger ledger;
        private @Nullable Reaper reaper;

        @Override
        public void entered(String node, int term, boolean remembered, int others) {
            broker.reaches(true);
            openBacklog(term, others);
            LOG.atInfo()
                    .addKeyValue("node", node)
                    .addKeyValue("others", others)
                    .addKeyValue("redis", redis)
                    .addKeyValue("prefix", settings.prefix())
                    .log(term > 1 ? "among the other nodes again" : "one of several nodes");
            RedisLedger one = ledger;
            if (one != null && term > 1) {
                Thread.ofVirtual()
                        .name("belfry-entering")
                        .start(() ->
                                Logged.run(
                                        "this node could not tell Redis all that it has",
                                        () -> enter(one, remembered)));
                // Others come back at other times: by then all should be there.
                renewLater(one, SETTLED, term);
                renewLater(one, SETTLED.plus(settings.lease()), term);
            }
            entered.complete(null);
        }

        /**
         * What waits is for nodes that may not be back yet, and would be lost: they are asked to
         * show that they are there and waited for, but not for long. Who comes for the first time
         * has seen no outage, and whoever does not answer soon is rather dead than not back yet.
         */
        private void openBacklog(int term, int others) {
            Thread.ofVirtual()
                    .name("belfry-backlog")
                    .start(() ->
                            Logged.run(
                                    "messages could not be sent to other nodes",
                                    () -> {
                                        awaitOthers(others, term);
                                        Lease here = lease;
                                        if (here != null && here.held().term() == term) {
                                            backlog.open();
                                        }
                                    }));
        }

        private void awaitOthers(int others, int term) {
            broker.call();
            Lease here = lease;
            if (others == 0 || here == null) {
                return;
            }
            String until = here.held().until();
            long deadline = System.nanoTime() + patience(term).toNanos();
            try {
                for (int glances = 1; back(here, until) < others; glances++) {
                    if (System.nanoTime() - deadline >= 0) {
                        return;
                    }
                    TimeUnit.MILLISECONDS.sleep(GLANCE_MILLIS);
                    if (glances % GLANCES_BETWEEN_CALLS == 0) {
                        // Some may just have renewed their lease when they were called.
                        broker.call();
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private Duration patience(int term) {
            if (term == 1) {
                return GREETED;
            }
            return link.isOneServer() ? SETTLED : settings.lease();
        }

        /**
         * How many others hear again. On one server that shows at once; of a cluster they may hear
         * some channels and not yet others, until they renew their lease.
         */
        private long back(Lease here, String until) {
            return link.isOneServer() ? broker.listeners() - 1 : here.renewed(until);
        }

        private void renew(RedisLedger one, int term) {
            Lease here = lease;
            if (here != null && here.held().term() == term) {
                one.renew();
            }
        }

        private void enter(RedisLedger one, boolean remembered) {
            one.enter(remembered);
            if (remembered) {
                one.renew();
            }
        }

        private void renewLater(RedisLedger one, Duration pause, int term) {
            var unused =
                    timer.schedule(
                            () ->
                                    Logged.run(
                                            "members could not be told anew",
                                            () -> renew(one, term)),
                            pause.toMillis(),
                            TimeUnit.MILLISECONDS);
        }

        @Override
        public void left(String reason) {
            broker.reaches(false);
            backlog.close();
            RedisLedger one = ledger;
            if (closed || one == null) {
                return;
            }
            LOG.atWarn()
                    .addKeyValue("redis", redis)
                    .addKeyValue("reason", reason)
                    .log("Redis is away; this node goes on alone until it is back");
            one.answerAlone();
        }

        @Override
        public void refused(String reason) {
            if (!entered.completeExceptionally(new RedisRefused(reason))) {
                LOG.atError()
                        .addKeyValue("redis", redis)
                        .addKeyValue("reason", reason)
                        .log("this node is not let in again, and goes on alone");
            }
        }

        @Override
        public void died(List<String> others) {
            Reaper one = reaper;
            if (one != null) {
                one.reap(others);
            }
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        timer.shutdownNow();
        Lease one = lease;
        RedisLedger share = shared;
        if (one != null && share != null && one.held().valid()) {
            one.giveUp(share.leave(one.held().node()), PATIENCE);
        }
        reading.shutdown();
        link.close();
        connector.close();
    }
}
