package io.belfry.redis.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.belfry.hub.Hub;
import io.belfry.hub.event.HubEvent;
import io.belfry.hub.settings.AppSettings;
import io.belfry.hub.settings.HubSettings;
import io.belfry.hub.settings.ShutdownSettings;
import io.belfry.protocol.AppKey;
import io.belfry.redis.NodesSettings;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.GivenLog;
import io.belfry.testkit.GivenRedis;
import io.belfry.testkit.HubClient;
import io.belfry.testkit.RawRedis;
import io.belfry.testkit.SeenMessage;
import io.belfry.testkit.SignedApi;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Two nodes are one hub to their clients. */
@Timeout(60)
class TwoNodesTest {
    @RegisterExtension static final GivenRedis REDIS = GivenRedis.standard();

    private static final AppSettings APP = GivenHub.anApp().watchlist(true).build();
    private static final AppKey KEY = APP.keys().getFirst();
    private static final String HOST = "127.0.0.1";
    private static final String ROOM = "presence-room";
    private static final String ADDED = "pusher_internal:member_added";
    private static final String REMOVED = "pusher_internal:member_removed";

    private final List<HubEvent> told = new CopyOnWriteArrayList<>();
    private final List<HubClient> clients = new ArrayList<>();
    private Hub one;
    private Hub other;

    @BeforeEach
    void startNodes() throws IOException {
        REDIS.client().call("FLUSHALL");
        one = node();
        other = node();
    }

    private Hub node() throws IOException {
        return node(APP);
    }

    private Hub node(AppSettings app) throws IOException {
        // So long that a drain ends in time only at the pace of the other node.
        HubSettings settings =
                GivenHub.settings(app).toBuilder()
                        .shutdown(ShutdownSettings.builder().grace(Duration.ofMinutes(10)).build())
                        .build();
        Hub node =
                Hub.start(
                        settings, null, GivenNodes.open(REDIS, NodesSettings.defaults(), () -> 0));
        node.listen(told::add);
        return node;
    }

    @AfterEach
    void endNodes() {
        clients.forEach(HubClient::close);
        one.close();
        other.close();
    }

    private HubClient client(Hub node) {
        HubClient client = HubClient.of(HOST, node.port(), KEY);
        clients.add(client);
        return client;
    }

    private static SignedApi api(Hub node) {
        return SignedApi.of(HOST, node.port(), APP.id(), KEY);
    }

    private static JsonNode ask(Hub node, String path, String info) {
        return api(node).get(path).with("info", info).send().json();
    }

    // Checks 57, 116
    @Test
    void members_see_each_other_and_both_nodes_count_the_same() {
        HubClient alice = client(one).joins(ROOM, "alice");
        HubClient bob = client(other).joins(ROOM, "bob");
        client(other).joins(ROOM, "bob");
        client(one).subscribes("news");
        client(other).subscribes("news");

        assertThat(alice.sees(ADDED, ROOM).data().path("user_id").stringValue()).isEqualTo("bob");
        for (Hub node : List.of(one, other)) {
            assertThat(ask(node, "/channels/" + ROOM, "user_count").path("user_count").intValue())
                    .isEqualTo(2);
            assertThat(users(node)).containsExactly("alice", "bob");
            JsonNode all = ask(node, "/channels", "").path("channels");
            assertThat(all.propertyNames()).containsExactlyInAnyOrder(ROOM, "news");
        }
        bob.seesNothingMore();
    }

    private static Set<String> users(Hub node) {
        Set<String> users = new TreeSet<>();
        for (JsonNode each :
                api(node).get("/channels/" + ROOM + "/users").send().json().path("users")) {
            users.add(each.path("id").stringValue());
        }
        return users;
    }

    // Check 58
    @Test
    void a_user_on_both_nodes_has_not_left_when_one_connection_ends() {
        HubClient alice = client(one).joins(ROOM, "alice");
        HubClient here = client(one).joins(ROOM, "bob");
        HubClient there = client(other).joins(ROOM, "bob");
        alice.sees(ADDED, ROOM);

        here.close();
        await().until(() ->
                api(other).get("/connections").send().json().path("connections").intValue() == 2);
        alice.seesNothingMore();
        assertThat(users(one)).containsExactly("alice", "bob");

        there.close();
        alice.sees(REMOVED, ROOM);
    }

    // Check 67
    @Test
    void an_event_that_was_published_at_one_node_is_kept_for_subscribers_of_the_other() {
        api(one).publishes("cache-price", "price", "42");

        HubClient late = client(other).subscribes("cache-price");

        assertThat(late.sees("price", "cache-price").rawData().stringValue()).isEqualTo("42");
        late.seesNothingMore();
    }

    // Check 100
    @Test
    void whom_an_event_leaves_out_may_be_on_the_other_node() {
        HubClient left = client(other).subscribes("news");
        HubClient here = client(one).subscribes("news");
        HubClient there = client(other).subscribes("news");

        String body =
                "{\"name\":\"tick\",\"channels\":[\"news\"],\"data\":\"1\",\"socket_id\":\"%s\"}"
                        .formatted(left.socketId());
        assertThat(api(one).post("/events", body).send().status()).isEqualTo(200);

        here.sees("tick", "news");
        there.sees("tick", "news");
        left.seesNothingMore();
    }

    // Check 120
    @Test
    void a_user_is_sent_away_from_all_nodes() {
        HubClient here = client(one).signsIn("{\"id\":\"alice\"}");
        HubClient there = client(other).signsIn("{\"id\":\"alice\"}");
        HubClient bob = client(other).signsIn("{\"id\":\"bob\"}");

        api(one).post("/users/alice/terminate_connections", "{}").send();

        here.seesError(4009);
        here.closedWith(4009);
        there.seesError(4009);
        there.closedWith(4009);
        bob.seesNothingMore();
    }

    // Check 131
    @Test
    void a_channel_is_reported_occupied_and_vacated_once_whichever_node_sees_it() {
        HubClient first = client(one).subscribes("news");
        HubClient second = client(other).subscribes("news");

        first.leaves("news");
        second.leaves("news");

        await().until(() -> told.stream().anyMatch(HubEvent.ChannelVacated.class::isInstance));
        assertThat(told).filteredOn(HubEvent.ChannelOccupied.class::isInstance).hasSize(1);
        assertThat(told).filteredOn(HubEvent.ChannelVacated.class::isInstance).hasSize(1);
    }

    @Test
    void a_node_that_ends_has_told_who_left_with_it() {
        client(other).subscribes("news");

        other.close();

        assertThat(told).anyMatch(HubEvent.ChannelVacated.class::isInstance);
    }

    @Test
    void who_moves_from_a_node_that_drains_has_not_left_and_who_does_not_has() throws Exception {
        HubClient alice = client(one).joins(ROOM, "alice");
        HubClient bob = client(other).joins(ROOM, "bob");
        alice.sees(ADDED, ROOM);
        client(other).joins(ROOM, "carol");
        alice.sees(ADDED, ROOM);
        bob.sees(ADDED, ROOM);

        Future<?> drained = other.drain();
        bob.seesError(4200);
        client(one).joins(ROOM, "bob");

        SeenMessage removed = alice.sees(REMOVED, ROOM);
        assertThat(removed.data().path("user_id").stringValue()).isEqualTo("carol");
        drained.get(10, TimeUnit.SECONDS);
        assertThat(users(one)).containsExactly("alice", "bob");
        alice.seesNothingMore();
    }

    @Test
    void those_who_watch_a_user_on_another_node_see_the_user_come_and_go() {
        HubClient watcher = client(one).signsIn("{\"id\":\"alice\",\"watchlist\":[\"bob\"]}");
        watcher.sees("pusher_internal:watchlist_events");

        HubClient bob = client(other).signsIn("{\"id\":\"bob\"}");
        assertThat(watcher.sees("pusher_internal:watchlist_events").text()).contains("online");

        bob.close();
        assertThat(watcher.sees("pusher_internal:watchlist_events").text()).contains("offline");
    }

    @Test
    void whoever_joins_while_a_node_comes_to_the_others_is_told_the_members_once()
            throws IOException {
        HubClient alice = client(one).joins(ROOM, "alice");
        try (Hub third = node()) {
            for (int i = 0; i < 20; i++) {
                String room = "presence-" + i;
                HubClient bob = client(third).joins(room, "bob");
                bob.seesNothingMore();
            }
        }
        alice.seesNothingMore();
    }

    @Test
    void what_strangers_publish_on_belfrys_channels_is_dropped_and_told_once_a_minute()
            throws InterruptedException {
        HubClient alice = client(one).subscribes("news");
        RawRedis stranger = REDIS.client();
        try (GivenLog log = GivenLog.of(RedisDeployment.class)) {
            stranger.call("PUBLISH", "belfry:{4711/news}", "{\"event\":\"hello\"}");
            stranger.call("PUBLISH", "belfry:{4711/news}", "");
            stranger.call("PUBLISH", "belfry:{4711/news}", "x".repeat(1_000_000));
            api(other).publishes("news", "event", "1");

            alice.sees("event", "news");
            assertThat(log.awaitLine()).contains("none of Belfry's", "on=belfry:{4711/news}");
            assertThat(log.lines()).hasSize(1);
        }
    }

    @Test
    void an_app_publishes_over_all_nodes_as_fast_as_it_may_over_one() throws IOException {
        int perSecond = 100;
        AppSettings limited = APP.toBuilder().eventsPerSecond(perSecond).build();
        try (Hub third = node(limited);
                Hub fourth = node(limited)) {
            String event = "{\"name\":\"a\",\"channel\":\"news\",\"data\":\"1\"}";
            long began = System.nanoTime();
            int[] answers = new int[600];
            double seconds = 0;
            while (seconds < 4) {
                for (Hub node : List.of(third, fourth)) {
                    answers[api(node).post("/events", event).send().status()]++;
                }
                seconds = (System.nanoTime() - began) / 1e9;
            }

            assertThat(answers[429]).isPositive();
            // A node that does not know yet what the other has let through may let through as much.
            double most = (1 + 2 + seconds) * perSecond;
            assertThat(answers[200]).isBetween((int) (seconds * perSecond), (int) most);
        }
    }

    @Test
    void whoever_operates_it_is_told_when_redis_takes_no_more() throws Exception {
        client(one).subscribes("news");
        RawRedis redis = REDIS.client();
        redis.call("CONFIG", "SET", "maxmemory", "1");
        try (GivenLog log = GivenLog.of(RedisDeployment.class)) {
            client(one).subscribes("more").subscribes("again");

            assertThat(log.awaitLine()).contains("Redis refuses what nodes share", "OOM");
        } finally {
            redis.call("CONFIG", "SET", "maxmemory", "0");
        }
        redis.call("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
        await().until(() -> ask(other, "/channels", "").path("channels").size() == 3);
    }

    @Test
    void a_node_is_woken_only_by_channels_that_it_has_subscribers_on() {
        client(one).subscribes("news");

        RawRedis redis = REDIS.client();
        assertThat(redis.call("PUBSUB", "NUMSUB", "belfry:{4711/news}", "belfry:{4711/other}"))
                .isEqualTo(List.of("belfry:{4711/news}", 1L, "belfry:{4711/other}", 0L));
    }
}
