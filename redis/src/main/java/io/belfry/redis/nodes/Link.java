package io.belfry.redis.nodes;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The connections of this node to Redis. What is asked of one server is carried out in the order in
 * which it was asked, answers come in that order too, on one thread; it never blocks. Nothing is
 * asked again that may have been carried out already, unless doing it twice is doing it once.
 *
 * <p>Thread-safe.
 */
interface Link extends AutoCloseable {

    /**
     * Where what is heard goes.
     *
     * @param messages takes a channel of Redis and what was published there
     */
    void listen(BiConsumer<String, byte[]> messages);

    /**
     * Is called when a connection ends, or what is asked lies elsewhere by now: answers and
     * messages may be missing until {@link #settle} says otherwise.
     *
     * @param lost is told what has happened
     */
    void lost(Consumer<String> lost);

    /**
     * Runs a script.
     *
     * @param arguments texts, numbers or bytes
     * @return what it answers: numbers, bytes, and lists of these; fails when Redis is away
     */
    CompletionStage<List<Object>> run(Script script, List<String> keys, Object... arguments);

    /** Sends one command that answers a number. */
    CompletionStage<Long> count(Command command, String key, Object... arguments);

    /**
     * Sends one command that answers several things; keys of hashes are followed by their values.
     */
    CompletionStage<List<byte[]>> list(Command command, String key, Object... arguments);

    /** Publishes. */
    CompletionStage<Long> publish(String channel, byte[] message);

    /** Subscribes; complete when everything that is published from now on is heard. */
    CompletionStage<?> subscribe(String channel);

    void unsubscribe(String channel);

    /** How many connections have subscribed to a channel. */
    CompletionStage<Long> subscribers(String channel);

    /** Complete when all that was asked before is carried out, subscriptions included. */
    CompletionStage<?> settle();

    /** Complete when every server has answered that is not asked for the lease. */
    CompletionStage<?> answer();

    /** Whether all lies on one server: then who hears one channel hears all. */
    boolean isOneServer();

    /** The command by which scripts publish. */
    String publishing();

    @Override
    void close();

    /** For what nobody waits for: should it fail, it is made good when Redis is back. */
    static void unawaited(CompletionStage<?> asked) {
        var unused = asked.exceptionally(failure -> null);
    }

    /** The commands that need no script. */
    enum Command {
        DEL,
        HDEL,
        HGETALL,
        HINCRBY,
        HKEYS,
        HSET,
        HVALS,
        EXISTS,
        SADD,
        SMEMBERS,
        SREM,
        ZADD,
        ZCOUNT,
        ZRANGE,
        ZRANGEBYLEX,
        ZREM
    }
}
