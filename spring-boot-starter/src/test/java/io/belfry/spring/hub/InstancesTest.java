package io.belfry.spring.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.broadcasting.event.PublicChannel;
import io.belfry.hub.Hub;
import io.belfry.protocol.ChannelName;
import io.belfry.spring.GivenShop;
import io.belfry.spring.start.StartRefused;
import io.belfry.testkit.GivenRedis;
import io.belfry.testkit.HubClient;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import java.util.Set;

/** Several instances of an application, whose hubs are one over Redis. */
@Timeout(120)
class InstancesTest {
    @RegisterExtension static final GivenRedis REDIS = GivenRedis.standard();

    private static ApplicationContextRunner instance() {
        return GivenShop.with("belfry.hub.nodes.url=" + REDIS.url());
    }

    private static HubClient client(ApplicationContext instance) {
        return HubClient.of("127.0.0.1", instance.getBean(Hub.class).port(), GivenShop.KEY);
    }

    @Test
    void what_one_instance_broadcasts_reaches_the_clients_of_another() {
        instance()
                .run(one ->
                        instance()
                                .run(other -> {
                                    try (HubClient client = client(other)) {
                                        client.subscribes("news");
                                        one.getBean(Broadcaster.class)
                                                .on(new PublicChannel("news"))
                                                .as("tick")
                                                .now()
                                                .send();
                                        client.sees("tick", "news");
                                    }
                                }));
    }

    @Test
    void each_knows_who_listens_at_the_others() {
        instance()
                .run(one ->
                        instance()
                                .run(other -> {
                                    try (HubClient client = client(other)) {
                                        client.subscribes("private-user.7");
                                        client.subscribes("news");
                                        assertThat(
                                                        one.getBean(HubOccupancy.class)
                                                                .occupied("private-user."))
                                                .isEqualTo(
                                                        Set.of(new ChannelName("private-user.7")));
                                    }
                                }));
    }

    @Test
    void a_redis_that_is_not_there_ends_the_start_with_a_sentence() {
        GivenShop.with("belfry.hub.nodes.url=redis://127.0.0.1:" + GivenRedis.freePort())
                .run(context -> {
                    assertThat(context.getStartupFailure())
                            .hasStackTraceContaining("belfry.hub.nodes")
                            .hasStackTraceContaining("cannot be reached");
                });
        GivenShop.with("belfry.hub.nodes.url=nonsense")
                .run(context ->
                        assertThat(context.getStartupFailure())
                                .hasRootCauseInstanceOf(IllegalArgumentException.class)
                                .hasStackTraceContaining(StartRefused.class.getName())
                                .hasStackTraceContaining("url is no address of a Redis"));
    }
}
