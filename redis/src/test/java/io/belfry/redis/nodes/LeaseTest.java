package io.belfry.redis.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.protocol.RedisAddress;
import io.belfry.redis.RedisServers;
import io.belfry.testkit.GivenRedis;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** When a node gets its lease, seen where connections end at the wrong moment. */
@Timeout(60)
class LeaseTest {
    @RegisterExtension static final GivenRedis REDIS = GivenRedis.standard();

    private final RedisConnector connector = new RedisConnector();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger settled = new AtomicInteger();

    /** How often all was settled until the node was let in. */
    private final CompletableFuture<Integer> entered = new CompletableFuture<>();

    @AfterEach
    void close() {
        timer.shutdownNow();
        connector.close();
    }

    @Test
    void a_node_that_loses_a_subscription_while_it_enters_settles_all_again_first()
            throws Exception {
        CompletableFuture<Lease> entering = new CompletableFuture<>();
        try (Link link = Links.to(connector, RedisServers.of(RedisAddress.of(REDIS.url())))) {
            Link breaking =
                    afterSettling(
                            link,
                            () -> {
                                if (settled.incrementAndGet() == 1) {
                                    entering.join().lost("a connection has ended");
                                }
                            });
            Lease lease =
                    new Lease(
                            breaking,
                            new Names("belfry"),
                            Duration.ofSeconds(10),
                            Set.of("1 key"),
                            timer,
                            new Entered());
            entering.complete(lease);

            lease.start();

            assertThat(entered.get(10, TimeUnit.SECONDS)).isEqualTo(2);
            assertThat(lease.held().valid()).isTrue();
        }
    }

    /** The link, but when everything has just been settled something happens. */
    private static Link afterSettling(Link link, Runnable happens) {
        return (Link)
                Proxy.newProxyInstance(
                        Link.class.getClassLoader(),
                        new Class<?>[] {Link.class},
                        (proxy, method, arguments) -> {
                            Object answer = method.invoke(link, arguments);
                            return method.getName().equals("settle")
                                    ? ((CompletionStage<?>) answer).thenRun(happens)
                                    : answer;
                        });
    }

    private final class Entered implements Lease.Nodes {
        @Override
        public void entered(String node, int term, boolean remembered, int others) {
            entered.complete(settled.get());
        }

        @Override
        public void left(String reason) {}

        @Override
        public void refused(String reason) {
            entered.completeExceptionally(new AssertionError(reason));
        }

        @Override
        public void died(List<String> others) {}
    }
}
