package io.belfry.redis.nodes;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.protocol.RedisAddress;
import io.belfry.protocol.RedisFailure;
import io.belfry.redis.LettuceAddress;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.IntegerOutput;
import io.lettuce.core.output.ValueListOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** To one Redis: two connections, one of which only hears. */
final class SingleLink implements Link {
    private static final Delay AGAIN =
            Delay.equalJitter(
                    Duration.ofMillis(50), Duration.ofSeconds(1), 2, TimeUnit.MILLISECONDS);

    /** From here on scripts are replicated by what they write. */
    private static final int MAJOR = 6;

    private static final int MINOR = 2;
    private static final Pattern VERSION = Pattern.compile("redis_version:(\\d+\\.\\d+)");
    private static final int ASKED_AT_MOST = 100_000;
    private static final RedisCodec<String, byte[]> CODEC =
            RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

    private final ClientResources resources;
    private final RedisClient client;
    private final StatefulRedisConnection<String, byte[]> asking;
    private final StatefulRedisPubSubConnection<String, byte[]> hearing;
    private final Set<CompletableFuture<?>> unanswered = ConcurrentHashMap.newKeySet();

    private SingleLink(RedisAddress redis) {
        this.resources =
                ClientResources.builder()
                        .ioThreadPoolSize(2)
                        .computationThreadPoolSize(2)
                        .reconnectDelay(AGAIN)
                        .build();
        this.client = RedisClient.create(resources, LettuceAddress.of(redis));
        client.setOptions(
                ClientOptions.builder()
                        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                        .requestQueueSize(ASKED_AT_MOST)
                        // Who has lost an answer asks again when all is in order; see answerNoMore.
                        .replayFilter(command -> true)
                        .socketOptions(
                                SocketOptions.builder()
                                        .connectTimeout(LettuceAddress.TIMEOUT)
                                        .build())
                        .build());
        try {
            this.asking = client.connect(CODEC);
            this.hearing = client.connectPubSub(CODEC);
        } catch (RuntimeException e) {
            shutdown();
            throw e;
        }
    }

    /**
     * Connects.
     *
     * @throws RedisRefused when Redis cannot be reached, refuses, or is too old
     */
    static SingleLink to(RedisAddress redis) throws RedisRefused {
        SingleLink link;
        try {
            link = new SingleLink(redis);
        } catch (RedisException e) {
            RedisFailure failure =
                    RedisFailure.of(e, each -> each instanceof RedisCommandExecutionException);
            throw new RedisRefused(
                    "Redis at %s %s: %s"
                            .formatted(
                                    redis,
                                    failure.refused() ? "refuses" : "cannot be reached",
                                    failure.reason()),
                    e);
        }
        String version = link.version();
        if (!version.isEmpty() && isOlder(version)) {
            link.close();
            throw new RedisRefused(
                    "Redis at %s is of version %s; nodes need %s or newer, as older ones cannot take"
                                    .formatted(redis, version, "%d.%d".formatted(MAJOR, MINOR))
                            + " the time within a script that writes");
        }
        return link;
    }

    /** Empty when Redis does not tell. */
    private String version() {
        try {
            Matcher line = VERSION.matcher(asking.sync().info("server"));
            return line.find() ? line.group(1) : "";
        } catch (RedisException e) {
            // A user without that right.
            return "";
        }
    }

    static boolean isOlder(String version) {
        String[] parts = version.split("\\.", -1);
        int major = Integer.parseInt(parts[0]);
        return major < MAJOR || (major == MAJOR && Integer.parseInt(parts[1]) < MINOR);
    }

    @Override
    public void listen(BiConsumer<String, byte[]> messages) {
        hearing.addListener(
                new RedisPubSubAdapter<>() {
                    @Override
                    public void message(String channel, byte[] message) {
                        messages.accept(channel, message);
                    }
                });
    }

    @Override
    public void lost(Runnable lost) {
        RedisConnectionStateListener watch =
                new RedisConnectionStateListener() {
                    @Override
                    public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
                        lost.run();
                        answerNoMore();
                    }
                };
        asking.addListener(watch);
        hearing.addListener(watch);
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
                                new IntegerOutput<>(CODEC),
                                arguments(key, arguments)));
    }

    @Override
    public CompletionStage<List<byte[]>> list(Command command, String key, Object... arguments) {
        return attempt(() ->
                asking.async()
                        .dispatch(
                                type(command),
                                new ValueListOutput<>(CODEC),
                                arguments(key, arguments)));
    }

    private static CommandType type(Command command) {
        return CommandType.valueOf(command.name());
    }

    private static CommandArgs<String, byte[]> arguments(String key, Object... arguments) {
        CommandArgs<String, byte[]> all = new CommandArgs<>(CODEC).addKey(key);
        for (Object each : arguments) {
            all.add(bytes(each));
        }
        return all;
    }

    @Override
    public CompletionStage<Long> publish(String channel, byte[] message) {
        return attempt(() -> asking.async().publish(channel, message));
    }

    @Override
    public CompletionStage<?> subscribe(String channel) {
        return attempt(() -> hearing.async().subscribe(channel));
    }

    @Override
    public void unsubscribe(String channel) {
        var unused = attempt(() -> hearing.async().unsubscribe(channel));
    }

    @Override
    public CompletionStage<Long> subscribers(String channel) {
        return attempt(() ->
                asking.async()
                        .pubsubNumsub(channel)
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
        if (!answer.isDone()) {
            unanswered.add(answer);
            return answer.whenComplete((value, failure) -> unanswered.remove(answer));
        }
        return answer;
    }

    /** The client library forgets what it does not send again, and would never answer. */
    private void answerNoMore() {
        RedisException ended = new RedisException("the connection to Redis has ended");
        unanswered.forEach(each -> each.completeExceptionally(ended));
    }

    @Override
    public String publishing() {
        return "PUBLISH";
    }

    @Override
    public void close() {
        asking.close();
        hearing.close();
        shutdown();
    }

    private void shutdown() {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        resources.shutdown(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(2_000);
    }
}
