package io.belfry.redis.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.belfry.hub.Hub;
import io.belfry.hub.settings.AppSettings;
import io.belfry.redis.NodesSettings;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.GivenRedis;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.IOException;
import java.util.List;

/** Which nodes are let in by those that are there. */
@Timeout(60)
class EnteringTest {
    @RegisterExtension static final GivenRedis REDIS = GivenRedis.standard();

    private static final AppSettings SHOP = app("1", "shop-key");
    private static final AppSettings CLINIC = app("2", "clinic-key");

    @BeforeEach
    void forget() {
        REDIS.client().call("FLUSHALL");
    }

    private static AppSettings app(String id, String key) {
        return AppSettings.of(id, key, "secret");
    }

    private static Hub node(AppSettings... apps) throws IOException {
        return Hub.start(
                GivenHub.settings(apps),
                null,
                GivenNodes.open(REDIS, NodesSettings.defaults(), () -> 0));
    }

    @Test
    void a_node_of_another_deployment_is_refused_while_one_of_this_is_there() throws IOException {
        try (Hub here = node(SHOP)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> node(CLINIC))
                    .withMessageContaining("redis.nodes.prefix")
                    .withMessageContaining("serve none of the same apps");
            assertThat(here.connections()).isZero();
        }

        try (Hub alone = node(CLINIC)) {
            assertThat(alone.port()).isPositive();
        }
    }

    @Test
    void apps_may_come_and_go_as_long_as_two_nodes_have_one_in_common() throws IOException {
        try (Hub older = node(SHOP);
                Hub newer = node(SHOP, CLINIC);
                Hub newest = node(CLINIC)) {
            assertThat(List.of(older.port(), newer.port(), newest.port())).doesNotHaveDuplicates();
        }
    }

    @Test
    void no_secret_lies_on_redis() throws IOException {
        try (Hub here = node(SHOP)) {
            assertThat(here.port()).isPositive();
            assertThat(REDIS.client().call("SMEMBERS", "belfry:{nodes}:served"))
                    .isEqualTo(List.of("1 shop-key"));
        }
    }

    @Test
    void keys_of_another_belfry_are_refused_and_both_formats_are_named() {
        REDIS.client().call("HSET", "belfry:{nodes}:deployment", "format", "2");

        assertThatIllegalStateException()
                .isThrownBy(() -> node(SHOP))
                .withMessageContaining("format 2")
                .withMessageContaining("this one has 1");
    }
}
