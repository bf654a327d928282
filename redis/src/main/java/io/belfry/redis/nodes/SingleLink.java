package io.belfry.redis.nodes;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisReadOnlyException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.output.IntegerOutput;
import io.lettuce.core.output.ValueListOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** To one server: two connections, one of which only hears. Thread-safe. */
final class SingleLink implements Link {
    private final StatefulRedisConnection<String, byte[]> asking;
    private final StatefulRedisPubSubConnection<String, byte[]> hearing;
    private final boolean sharded;
    private final Set<CompletableFuture<?>> unanswered = ConcurrentHashMap.newKeySet();
    private volatile Consumer<String> lost = reason -> {};
    private volatile boolean closed;

    /**
     * @param sharded whether what is published stays with the server that has the slot
     */
    SingleLink(
            StatefulRedisConnection<String, byte[]> asking,
            StatefulRedisPubSubConnection<String, byte[]> hearing,
            boolean sharded) {
        this.asking = asking;
        this.hearing = hearing;
        this.sharded = sharded;
        RedisConnectionStateListener watch =
                new RedisConnectionStateListener() {
                    @Override
                    public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
                        ended();
                    }
                };
        asking.addListener(watch);
        hearing.addListener(watch);
    }

    private void ended() {
        if (!closed) {
            lost.accept("a connection has ended");
        }
        answerNoMore();
    }

    /** What it says of itself: lines of {@code name:value}. */
    CompletionStage<String> info() {
        return attempt(() -> asking.async().info("server"));
    }

    /** Which servers have which slots, as this one knows it. */
    CompletionStage<List<Object>> slots() {
        return attempt(() -> asking.async().clusterSlots());
    }

    /** What time it is there, in microseconds. */
    CompletionStage<Long> micros() {
        return attempt(() ->
                asking.async()
                        .time()
                        .thenApply(time ->
                                TimeUnit.SECONDS.toMicros(number(time.get(0)))
                                        + number(time.get(1))));
    }

    private static long number(byte[] digits) {
        return Long.parseLong(new String(digits, UTF_8));
    }

    /**
     * Is told of each subscription that has ended, be it that it was asked for, be it that the
     * channel lies elsewhere now.
     */
    void unsubscribed(Consumer<String> channels) {
        hearing.addListener(
                new RedisPubSubAdapter<>() {
                    @Override
                    public void sunsubscribed(String channel, long left) {
                        channels.accept(channel);
                    }
                });
    }

    @Override
    public void listen(BiConsumer<String, byte[]> messages) {
        hearing.addListener(
                new RedisPubSubAdapter<>() {
                    @Override
                    public void message(String channel, byte[] message) {
                        messages.accept(channel, message);
                    }

                    @Override
                    public void smessage(String channel, byte[] message) {
                        messages.accept(channel, message);
                    }
                });
    }

    @Override
    public void lost(Consumer<String> lost) {
        this.lost = lost;
    }

    @Override
    public CompletionStage<List<Object>> run(
            Script script, List<String> keys, Object... arguments) {
        byte[][] values = new byte[arguments.length][];
        for (int i = 0; i < arguments.length; i++) {
            values[i] = bytes(arguments[i]);
        }
        return attempt(() ->
                asking.async()
                        .evalsha(
                                script.sha(),
                                ScriptOutputType.MULTI,
                                keys.toArray(String[]::new),
                                values));
    }

    private static byte[] bytes(Object argument) {
        return argument instanceof byte[] bytes ? bytes : argument.toString().getBytes(UTF_8);
    }

    @Override
    public CompletionStage<Long> count(Command command, String key, Object... arguments) {
        return attempt(() ->
                asking.async()
                        .dispatch(
                                type(command),
                                new IntegerOutput<>(RedisConnector.CODEC),
                                arguments(key, arguments)));
    }

    @Override
    public CompletionStage<List<byte[]>> list(Command command, String key, Object... arguments) {
        return attempt(() ->
                asking.async()
                        .dispatch(
                                type(command),
                                new ValueListOutput<>(RedisConnector.CODEC),
                                arguments(key, arguments)));
    }

    private static CommandType type(Command command) {
        return CommandType.valueOf(command.name());
    }

    private static CommandArgs<String, byte[]> arguments(String key, Object... arguments) {
        CommandArgs<String, byte[]> all = new CommandArgs<>(RedisConnector.CODEC).addKey(key);
        for (Object each : arguments) {
            all.add(bytes(each));
        }
        return all;
    }

    @Override
    public CompletionStage<Long> publish(String channel, byte[] message) {
        return attempt(() ->
                sharded
                        ? asking.async().spublish(channel, message)
                        : asking.async().publish(channel, message));
    }

    @Override
    public CompletionStage<?> subscribe(String channel) {
        return attempt(() ->
                sharded ? hearing.async().ssubscribe(channel) : hearing.async().subscribe(channel));
    }

    @Override
    public void unsubscribe(String channel) {
        var unused =
                attempt(() ->
                        sharded
                                ? hearing.async().sunsubscribe(channel)
                                : hearing.async().unsubscribe(channel));
    }

    @Override
    public CompletionStage<Long> subscribers(String channel) {
        return attempt(() ->
                (sharded
                                ? asking.async().pubsubShardNumsub(channel)
                                : asking.async().pubsubNumsub(channel))
                        .thenApply(all -> all.getOrDefault(channel, 0L)));
    }

    @Override
    public CompletionStage<?> settle() {
        CompletableFuture<?>[] answers =
                Stream.concat(
                                Stream.of(Script.values()).map(each -> attempt(() -> load(each))),
                                Stream.of(attempt(() -> hearing.async().ping())))
                        .map(CompletionStage::toCompletableFuture)
                        .toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(answers);
    }

    private CompletionStage<String> load(Script script) {
        return asking.async().scriptLoad(script.text());
    }

    /** What Redis is not there for fails like what it cannot do. */
    private <T> CompletionStage<T> attempt(Supplier<CompletionStage<T>> asking) {
        CompletableFuture<T> answer;
        try {
            answer = asking.get().toCompletableFuture();
        } catch (RedisException | IllegalStateException e) {
            // Not connected, or closed already.
            return CompletableFuture.failedFuture(e);
        }
        if (answer.isDone()) {
            return answer;
        }
        unanswered.add(answer);
        return answer.whenComplete((value, failure) -> {
            unanswered.remove(answer);
            if (failure instanceof RedisReadOnlyException) {
                beginAnew();
            }
        });
    }

    /** The server is a replica by now: whoever connects again is told by sentinels where to. */
    private void beginAnew() {
        Link.unawaited(attempt(() -> asking.async().quit()));
        Link.unawaited(attempt(() -> hearing.async().quit()));
    }

    /** The client library forgets what it does not send again, and would never answer. */
    private void answerNoMore() {
        RedisException ended = new RedisException("the connection to Redis has ended");
        unanswered.forEach(each -> each.completeExceptionally(ended));
    }

    @Override
    public CompletionStage<?> answer() {
        return CompletedStage.DONE;
    }

    /** A round trip. */
    CompletionStage<?> ping() {
        return attempt(() -> asking.async().ping());
    }

    @Override
    public boolean isOneServer() {
        return true;
    }

    @Override
    public String publishing() {
        return sharded ? "SPUBLISH" : "PUBLISH";
    }

    /** Does not wait until it is closed. */
    @Override
    public void close() {
        closed = true;
        Link.unawaited(asking.closeAsync());
        Link.unawaited(hearing.closeAsync());
        answerNoMore();
    }
}
