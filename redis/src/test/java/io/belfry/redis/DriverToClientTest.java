package io.belfry.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.broadcasting.driver.RedisDriver;
import io.belfry.broadcasting.event.BroadcastEvent;
import io.belfry.broadcasting.event.BroadcastName;
import io.belfry.broadcasting.event.Channel;
import io.belfry.broadcasting.event.PrivateChannel;
import io.belfry.broadcasting.event.PublicChannel;
import io.belfry.protocol.RedisAddress;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.GivenRedis;
import io.belfry.testkit.HubClient;
import io.belfry.testkit.RawRedis;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.List;

/** From an application's broadcast over a Redis and a hub to its clients. */
@Timeout(60)
class DriverToClientTest {
    private static final String PREFIX = "shop_";

    @RegisterExtension static final GivenHub hub = GivenHub.standard();
    @RegisterExtension static final GivenRedis redis = GivenRedis.standard();

    private final RedisAddress address = RedisAddress.of(redis.url());
    private Broadcaster broadcaster;
    private LaravelFeed feed;

    @BroadcastName("order.shipped")
    record OrderShipped(int order, String socket) implements BroadcastEvent {
        @Override
        public List<Channel> channels() {
            return List.of(new PrivateChannel("orders." + order), new PublicChannel("news"));
        }
    }

    @BeforeEach
    void both_ends() {
        feed =
                LaravelFeed.start(
                        RedisServers.of(address),
                        PREFIX,
                        event -> hub.hub().publish(hub.app().id(), event));
        broadcaster =
                Broadcaster.builder()
                        .connection(
                                "redis",
                                new RedisDriver(
                                        io.belfry.broadcasting.driver.RedisSettings.of(
                                                address, PREFIX)))
                        .build();
        redis.awaitPatterns(1);
    }

    @AfterEach
    void close() {
        broadcaster.close();
        feed.close();
    }

    // check 148
    @Test
    void a_broadcast_reaches_clients_of_the_hub_as_it_does_over_http() {
        HubClient ada = hub.client().subscribes("private-orders.7");
        HubClient bob = hub.client().subscribes("news");

        broadcaster.broadcast(new OrderShipped(7, "AM4")).send();

        String data = "{\\\"order\\\":7,\\\"socket\\\":\\\"AM4\\\"}";
        ada.seesJson(
                "{\"event\":\"order.shipped\",\"channel\":\"private-orders.7\",\"data\":\"%s\"}"
                        .formatted(data));
        bob.seesJson(
                "{\"event\":\"order.shipped\",\"channel\":\"news\",\"data\":\"%s\"}"
                        .formatted(data));
    }

    // check 148
    @Test
    void to_others_leaves_out_the_connection_that_it_names() {
        HubClient ada = hub.client().subscribes("news");
        HubClient bob = hub.client().subscribes("news");

        broadcaster.broadcast(new OrderShipped(7, "")).except(bob.socketId()).now().send();

        ada.sees("order.shipped", "news");
        bob.seesNothingMore();
    }

    @Test
    void when_redis_is_killed_and_comes_back_nothing_that_waited_is_lost() {
        HubClient ada = hub.client().subscribes("news");
        broadcaster.broadcast(new OrderShipped(0, "")).send();
        ada.sees("order.shipped", "news");

        redis.kill();
        for (int i = 1; i <= 50; i++) {
            broadcaster.broadcast(new OrderShipped(i, "")).send();
        }
        redis.restart();

        for (int i = 1; i <= 50; i++) {
            assertThat(ada.sees("order.shipped", "news").data().path("order").asInt()).isEqualTo(i);
        }
        ada.seesNothingMore();
    }

    @Test
    void a_broadcast_waits_for_a_hub_that_is_away() {
        HubClient ada = hub.client().subscribes("news");
        feed.close();
        redis.awaitPatterns(0);
        RawRedis monitor = redis.client();
        monitor.call("MONITOR");

        broadcaster.broadcast(new OrderShipped(1, "")).send();
        // Until it has been in vain at least once.
        while (!String.valueOf(monitor.receives()).contains("EVAL")) {}
        feed =
                LaravelFeed.start(
                        RedisServers.of(address),
                        PREFIX,
                        event -> hub.hub().publish(hub.app().id(), event));

        ada.sees("order.shipped", "news");
        ada.seesNothingMore();
    }
}
