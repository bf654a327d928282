package io.belfry.redis.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.belfry.protocol.RedisAddress;
import io.belfry.redis.RedisServers;
import io.belfry.testkit.GivenRedis;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** The connections of a node. */
@Timeout(60)
class LinksTest {
    @RegisterExtension static final GivenRedis REDIS = GivenRedis.standard();

    private final RedisConnector connector = new RedisConnector();

    @AfterEach
    void close() {
        connector.close();
    }

    private Link link(String url) throws RedisRefused {
        return Links.to(connector, RedisServers.of(RedisAddress.of(url)));
    }

    @Test
    void what_was_not_answered_when_the_connection_ends_fails() throws Exception {
        try (Link link = link(REDIS.url())) {
            CompletableFuture<Object> lost = new CompletableFuture<>();
            link.lost(lost::complete);
            REDIS.pause();
            CompletableFuture<?> asked =
                    link.count(Link.Command.EXISTS, "key").toCompletableFuture();
            CompletableFuture<?> subscribed = link.subscribe("place").toCompletableFuture();

            REDIS.kill();

            lost.get(10, TimeUnit.SECONDS);
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> asked.get(10, TimeUnit.SECONDS));
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> subscribed.get(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void a_server_that_has_become_a_replica_is_left_for_whoever_is_the_master_now()
            throws Exception {
        try (GivenRedis demoted = GivenRedis.standard();
                Link link = link(demoted.url())) {
            CompletableFuture<Object> lost = new CompletableFuture<>();
            link.lost(lost::complete);
            demoted.client().call("REPLICAOF", "127.0.0.1", Integer.toString(REDIS.port()));

            CompletableFuture<?> asked =
                    link.count(Link.Command.SADD, "key", "value").toCompletableFuture();

            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> asked.get(10, TimeUnit.SECONDS))
                    .withMessageContaining("READONLY");
            lost.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void a_redis_that_is_not_there_or_refuses_is_told_of_in_words() throws Exception {
        assertThatExceptionOfType(RedisRefused.class)
                .isThrownBy(() -> link("redis://127.0.0.1:" + GivenRedis.freePort()))
                .withMessageContaining("cannot be reached");
        try (GivenRedis guarded = GivenRedis.standard("--requirepass", "secret")) {
            assertThatExceptionOfType(RedisRefused.class)
                    .isThrownBy(() -> link(guarded.url()))
                    .withMessageContaining("refuses")
                    .withMessageContaining("NOAUTH");
            assertThatExceptionOfType(RedisRefused.class)
                    .isThrownBy(() -> link("redis://:wrong@127.0.0.1:" + guarded.port()))
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("wrong@"));
        }
        assertThatExceptionOfType(RedisRefused.class)
                .isThrownBy(() -> link(REDIS.url() + "/99"))
                .withMessageContaining("DB index is out of range");
    }

    @ParameterizedTest
    @CsvSource({"5.0, true", "6.0, true", "6.2, false", "7.0, false", "10.1, false"})
    void versions_before_6_2_are_too_old(String version, boolean isOlder) {
        assertThat(Links.isOlder(version, "6.2")).isEqualTo(isOlder);
    }
}
