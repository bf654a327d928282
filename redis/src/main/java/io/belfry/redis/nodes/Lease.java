package io.belfry.redis.nodes;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.hub.observe.Throttle;
import io.belfry.protocol.RedisFailure;
import io.belfry.redis.LettuceFailure;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * The right of this node to have a share of what all know, renewed several times before it is over.
 * Times are those of Redis, so that the clocks of the nodes do not matter. A node whose lease was
 * over comes back under another name: what was its share under the old one is taken out by whoever
 * notices, and never its own again.
 *
 * <p>Every script is told when the lease ends, and does nothing after that. So a node that was
 * stopped for a while does no harm with what it had begun.
 *
 * <p>Thread-safe: changes are made under the lock; what is told to {@link Nodes} is told on the
 * thread that renews, one after the other.
 */
final class Lease {
    private static final Logger LOG = LoggerFactory.getLogger(RedisDeployment.class);
    private static final int NAME_BYTES = 8;
    private static final int RENEWALS = 5;
    private static final long AGAIN_MILLIS = 200;
    private static final String SILENCE = "no answer in time";

    /** So long may a busy machine take to have a thread run. */
    private static final Duration SHORTEST_PATIENCE = Duration.ofSeconds(1);

    /** Of what nodes write on Redis; another one whenever older nodes could not read it. */
    private static final String FORMAT = "1";

    private final Link link;
    private final Names names;
    private final Duration length;
    private final ScheduledExecutorService timer;
    private final Set<String> served;
    private final Nodes nodes;
    private final SecureRandom random = new SecureRandom();
    private final Throttle troubles = new Throttle(Duration.ofMinutes(1));
    private final ReentrantLock lock = new ReentrantLock();

    private volatile Held held;
    private boolean entered;
    private boolean asking;
    private boolean trying;

    /** Something was lost since Redis was asked last: what was settled then may not be any more. */
    private boolean unsettled;

    private long askedAt;
    private long questions;
    private String born = "";
    private volatile int others;
    private volatile String trouble = "";

    /**
     * @param node the name of this node, until it loses the lease
     * @param until when it is over, in microseconds of the clock of Redis, as a text
     * @param term grows by one whenever the node comes back to the others; 0 before the first time
     * @param valid whether Redis is there and has said so
     */
    record Held(String node, String until, int term, boolean valid) {}

    /** Who is told what becomes of the lease. */
    interface Nodes {
        /**
         * The node is among the others, for the first time or again.
         *
         * @param node its name
         * @param term of the lease
         * @param remembered false when Redis has lost what it knew
         * @param others how many there are, or were before
         */
        void entered(String node, int term, boolean remembered, int others);

        /** Redis is away, does not answer, or does not let this node stay. */
        void left(String reason);

        /** The node must not be among the others. */
        void refused(String reason);

        /** These nodes live no more. */
        void died(List<String> others);
    }

    /**
     * @param length how long the node may be silent
     * @param served by what its deployment is told from others
     */
    Lease(
            Link link,
            Names names,
            Duration length,
            Set<String> served,
            ScheduledExecutorService timer,
            Nodes nodes) {
        this.link = link;
        this.names = names;
        this.length = length;
        this.served = served;
        this.timer = timer;
        this.nodes = nodes;
        this.held = new Held(name(), "0", 0, false);
    }

    private String name() {
        byte[] bytes = new byte[NAME_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Begins to renew it. */
    void start() {
        long pause = length.toMillis() / RENEWALS;
        var unused = timer.scheduleWithFixedDelay(this::renew, 0, pause, TimeUnit.MILLISECONDS);
    }

    /** Sooner than it would be by itself: another node asks who is there. */
    void show() {
        if (!timer.isShutdown()) {
            timer.execute(this::renew);
        }
    }

    /** Sooner than it would be by itself: others wait for what this node has. */
    private void again() {
        if (!trying && !timer.isShutdown()) {
            trying = true;
            var unused = timer.schedule(this::tryAgain, AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void tryAgain() {
        lock.lock();
        try {
            trying = false;
        } finally {
            lock.unlock();
        }
        renew();
    }

    Held held() {
        return held;
    }

    /** How many others have renewed their lease since this one would last until the given time. */
    long renewed(String until) {
        return link.count(Link.Command.ZCOUNT, names.nodes(), "(" + until, "+inf")
                .exceptionally(failure -> 0L)
                .toCompletableFuture()
                .completeOnTimeout(0L, patience(), TimeUnit.NANOSECONDS)
                .join();
    }

    /** Why the lease was not renewed when that was tried last; empty when there was nothing. */
    String trouble() {
        return trouble;
    }

    private void failed(@Nullable Throwable failure) {
        RedisFailure why =
                failure == null ? new RedisFailure(false, SILENCE) : LettuceFailure.of(failure);
        trouble = why.reason();
        lost(trouble);
        if (why.refused() && held.term == 0) {
            nodes.refused(trouble);
            return;
        }
        again();
        long times = troubles.happened(System.nanoTime());
        if (times > 0) {
            LOG.atInfo()
                    .addKeyValue("reason", trouble)
                    .addKeyValue("times", times)
                    .log("Redis does not renew the lease of this node");
        }
    }

    /** How many other nodes there are, as it was last heard. */
    int others() {
        return others;
    }

    private void renew() {
        try {
            lock.lock();
            try {
                if (asking) {
                    if (System.nanoTime() - askedAt <= patience()) {
                        return;
                    }
                    // Whatever becomes of the old question, another one is asked.
                    lost(SILENCE);
                }
                asking = true;
                unsettled = false;
                askedAt = System.nanoTime();
                questions++;
                ask(questions);
            } finally {
                lock.unlock();
            }
        } catch (RuntimeException e) {
            LOG.warn("the lease of this node could not be renewed", e);
        }
    }

    /** What Redis may take to answer, in nanoseconds. */
    private long patience() {
        return Math.max(SHORTEST_PATIENCE.toNanos(), length.toNanos() / RENEWALS);
    }

    private void ask(long question) {
        // Scripts and subscriptions may be gone with the connection.
        CompletionStage<?> ready = held.valid ? link.answer() : link.settle();
        ready.thenCompose(done ->
                        link.run(
                                Script.LEASE,
                                List.of(names.nodes(), names.deployment(), names.served()),
                                Stream.concat(
                                                Stream.of(
                                                        held.node,
                                                        length.toNanos() / 1_000,
                                                        entered ? 1 : 0,
                                                        name(),
                                                        FORMAT),
                                                served.stream())
                                        .toArray()))
                .whenCompleteAsync((answer, failure) -> answered(question, answer, failure), timer);
    }

    private void answered(
            long question, @Nullable List<Object> answer, @Nullable Throwable failure) {
        lock.lock();
        try {
            if (question != questions) {
                // It was given up, and another one is under way.
                return;
            }
            asking = false;
            if (answer == null) {
                failed(failure);
            } else if (Answers.number(answer, 0) == -2) {
                refused(
                        "the keys there are of a Belfry with format %s, and this one has %s"
                                .formatted(Answers.text(answer, 1), FORMAT));
            } else if (Answers.number(answer, 0) == -3) {
                refused(
                        "the nodes that are there under this redis.nodes.prefix serve none of the"
                                + " same apps; give each deployment a prefix of its own");
            } else if (Answers.number(answer, 0) == -1) {
                String node = name();
                LOG.atWarn()
                        .addKeyValue("was", held.node)
                        .addKeyValue("node", node)
                        .log("the lease of this node was over; it comes back under another name");
                lost("the lease was over");
                entered = false;
                held = new Held(node, "0", held.term, false);
                renew();
            } else if (unsettled && !held.valid) {
                again();
            } else {
                granted(answer);
            }
        } finally {
            lock.unlock();
        }
    }

    private void refused(String reason) {
        lost(reason);
        nodes.refused(reason);
    }

    private void granted(List<Object> answer) {
        String until = Answers.text(answer, 0);
        String deployment = Answers.text(answer, 1);
        boolean remembered = born.isEmpty() || born.equals(deployment);
        boolean enters = !held.valid;
        born = deployment;
        entered = true;
        held = new Held(held.node, until, enters ? held.term + 1 : held.term, true);
        int living = (int) Answers.number(answer, 3) - 1;
        if (enters) {
            // Some may have come since it was last heard, or may not be back yet.
            nodes.entered(held.node, held.term, remembered, Math.max(others, living));
        }
        others = living;
        List<String> dead =
                Answers.list(answer, 2).stream()
                        .map(each -> new String((byte[]) each, UTF_8))
                        .filter(each -> !each.equals(held.node))
                        .toList();
        if (!dead.isEmpty()) {
            nodes.died(dead);
        }
    }

    /**
     * Leaves the others.
     *
     * @param isEmpty else they take out at once what is left of this node
     */
    void giveUp(boolean isEmpty, Duration patience) {
        try {
            CompletionStage<Long> left =
                    isEmpty
                            ? link.count(Link.Command.ZREM, names.nodes(), held.node)
                            : link.count(Link.Command.ZADD, names.nodes(), 0, held.node);
            left.toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("the lease ends by itself", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Redis is away, as far as can be seen. */
    void lost(String reason) {
        lock.lock();
        try {
            if (held.valid) {
                held = new Held(held.node, held.until, held.term, false);
                nodes.left(reason);
                again();
            } else {
                unsettled = true;
            }
        } finally {
            lock.unlock();
        }
    }
}
