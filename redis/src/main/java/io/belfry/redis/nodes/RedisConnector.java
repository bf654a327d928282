package io.belfry.redis.nodes;

import io.belfry.redis.LettuceAddress;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultEventLoopGroupProvider;
import io.lettuce.core.resource.Delay;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Connects to servers of a Redis. Thread-safe. */
final class RedisConnector implements AutoCloseable {
    /** Keys are texts, values are bytes. */
    static final RedisCodec<String, byte[]> CODEC =
            RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

    private static final Delay AGAIN =
            Delay.equalJitter(
                    Duration.ofMillis(50), Duration.ofSeconds(1), 2, TimeUnit.MILLISECONDS);
    private static final int ASKED_AT_MOST = 100_000;
    private static final long GRACE_MILLIS = 2_000;

    /** So long must nothing happen before its threads end: what ends may have something to do. */
    private static final long QUIET_MILLIS = 20;

    private final DefaultEventLoopGroupProvider threads = new DefaultEventLoopGroupProvider(2);
    private final ClientResources resources;
    private final RedisClient client;

    RedisConnector() {
        this.resources =
                ClientResources.builder()
                        .eventLoopGroupProvider(threads)
                        .computationThreadPoolSize(2)
                        .reconnectDelay(AGAIN)
                        .build();
        this.client = RedisClient.create(resources);
        client.setOptions(
                ClientOptions.builder()
                        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                        .requestQueueSize(ASKED_AT_MOST)
                        // Who has lost an answer asks again when all is in order.
                        .replayFilter(command -> true)
                        .socketOptions(
                                SocketOptions.builder()
                                        .connectTimeout(LettuceAddress.TIMEOUT)
                                        .build())
                        .build());
    }

    /**
     * Makes the two connections to a server.
     *
     * @param sharded whether what is published stays with the server that has the slot
     */
    CompletableFuture<SingleLink> connect(RedisURI uri, boolean sharded) {
        return client.connectAsync(CODEC, uri)
                .toCompletableFuture()
                .thenCompose(asking ->
                        client.connectPubSubAsync(CODEC, uri)
                                .toCompletableFuture()
                                .thenApply(hearing -> new SingleLink(asking, hearing, sharded))
                                .whenComplete((link, failure) -> {
                                    if (failure != null) {
                                        Link.unawaited(asking.closeAsync());
                                    }
                                }));
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, Duration.ofMillis(GRACE_MILLIS));
        resources.shutdown(0, GRACE_MILLIS, TimeUnit.MILLISECONDS).awaitUninterruptibly();
        threads.shutdown(QUIET_MILLIS, GRACE_MILLIS, TimeUnit.MILLISECONDS).awaitUninterruptibly();
    }
}
