package io.belfry.redis.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.belfry.testkit.GivenRedis;
import io.belfry.testkit.HubClient;
import io.belfry.testkit.SeenMessage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What clients of two nodes see while Redis or a node is away, and when it is back. */
@Timeout(120)
class NodesTest {
    @RegisterExtension static final GivenRedis REDIS = GivenRedis.standard();

    private static final Duration LEASE = Duration.ofSeconds(4);
    private static final String ROOM = "presence-room";
    private static final String ADDED = "pusher_internal:member_added";
    private static final String REMOVED = "pusher_internal:member_removed";
    private static final String SUCCEEDED = "pusher_internal:subscription_succeeded";

    private GivenNode one;
    private GivenNode other;

    @BeforeEach
    void startNodes() {
        REDIS.client().call("FLUSHALL");
        one = GivenNode.start(REDIS.url(), LEASE);
        other = GivenNode.start(REDIS.url(), LEASE);
    }

    @AfterEach
    void endNodes() {
        one.close();
        other.close();
    }

    // Check 59
    @Test
    void a_killed_nodes_members_leave_once_and_its_channels_are_empty() {
        HubClient alice = one.client().joins(ROOM, "alice");
        HubClient bob = other.client().joins(ROOM, "bob");
        other.client().joins(ROOM, "bob");
        other.client().subscribes("news");
        alice.sees(ADDED, ROOM);
        assertThat(subscriptions(one, "news")).isEqualTo(1);

        other.kill();

        assertThat(alice.sees(REMOVED, ROOM).data().path("user_id").stringValue()).isEqualTo("bob");
        await().until(() -> subscriptions(one, "news") == 0);
        await().until(() -> connections(one) == 1);
        assertThat(users(one)).containsExactly("alice");
        alice.seesNothingMore();
        bob.close();
    }

    @Test
    void a_user_who_is_on_a_living_node_too_does_not_leave_with_the_dead_one() {
        HubClient alice = one.client().joins(ROOM, "alice");
        one.client().joins(ROOM, "bob");
        alice.sees(ADDED, ROOM);
        other.client().joins(ROOM, "bob");
        other.client().subscribes("news");
        await().until(() -> connections(one) == 4);

        other.kill();

        await().until(() -> connections(one) == 2);
        assertThat(users(one)).containsExactly("alice", "bob");
        alice.seesNothingMore();
    }

    @Test
    void while_redis_is_gone_each_node_serves_its_own_and_afterwards_all_are_one_again() {
        HubClient alice = one.client().joins(ROOM, "alice");
        HubClient bob = other.client().joins(ROOM, "bob");
        alice.sees(ADDED, ROOM);

        REDIS.kill();
        one.api().publishes(ROOM, "local", "1");
        alice.sees("local", ROOM);
        HubClient carol = one.client().joins(ROOM, "carol");
        alice.sees(ADDED, ROOM);
        REDIS.restart();

        assertThat(membersSeenBy(alice)).containsExactly("alice", "bob", "carol");
        assertThat(membersSeenBy(carol)).containsExactly("alice", "bob", "carol");
        await().until(() -> users(other).equals(Set.of("alice", "bob", "carol")));
        other.api().publishes(ROOM, "again", "1");
        carol.sees("again", ROOM);
        bob.close();
    }

    @Test
    void while_redis_does_not_answer_nobody_waits_for_it() {
        HubClient alice = one.client().joins(ROOM, "alice");
        HubClient bob = other.client().joins(ROOM, "bob");
        alice.sees(ADDED, ROOM);

        REDIS.pause();
        HubClient carol = one.client().joins(ROOM, "carol");
        one.api().publishes("news", "unheard", "1");
        alice.sees(ADDED, ROOM);
        REDIS.resume();

        assertThat(bob.sees(ADDED, ROOM).data().path("user_id").stringValue()).isEqualTo("carol");
        await().until(() -> users(other).equals(Set.of("alice", "bob", "carol")));
        carol.close();
        assertThat(bob.sees(REMOVED, ROOM).data().path("user_id").stringValue()).isEqualTo("carol");
    }

    @Test
    void a_node_without_redis_says_so_in_health_and_metrics_and_is_as_good_as_any() {
        assertThat(one.page("/up")).isEqualTo("{\"health\":\"OK\"}");
        await().until(() -> metrics(one).contains("belfry_peers 1.0"));
        assertThat(metrics(one))
                .contains(
                        "belfry_peers_reachable 1.0",
                        "belfry_peers_backlog_bytes 0.0",
                        "belfry_peers_messages_dropped_total 0.0");

        REDIS.kill();

        await().until(() -> metrics(one).contains("belfry_peers_reachable 0.0"));
        assertThat(one.page("/up")).isEqualTo("{\"health\":\"OK\",\"peers\":\"UNREACHABLE\"}");
        one.api().publishes("news", "large", "x".repeat(9_000));
        one.api().publishes("news", "larger", "y".repeat(9_000));
        await().until(() -> metrics(one).contains("belfry_peers_messages_dropped_total 1.0"));

        REDIS.restart();

        await().until(() -> metrics(one).contains("belfry_peers_reachable 1.0"));
        await().until(() -> metrics(one).contains("belfry_peers_backlog_bytes 0.0"));
        assertThat(one.page("/up")).isEqualTo("{\"health\":\"OK\"}");
    }

    @Test
    void what_was_published_while_redis_was_gone_reaches_the_others_afterwards() {
        HubClient far = other.client().subscribes("news");

        REDIS.kill();
        one.api().publishes("news", "late", "1");
        one.api().publishes("news", "later", "2");
        REDIS.restart();

        far.sees("late", "news");
        far.sees("later", "news");
        far.seesNothingMore();
    }

    @Test
    void a_node_that_was_stopped_for_longer_than_its_lease_comes_back_as_another() {
        HubClient alice = one.client().joins(ROOM, "alice");
        HubClient bob = other.client().joins(ROOM, "bob");
        alice.sees(ADDED, ROOM);

        other.pause();
        alice.sees(REMOVED, ROOM);
        HubClient carol = one.client().joins(ROOM, "carol");
        alice.sees(ADDED, ROOM);
        other.resume();

        assertThat(alice.sees(ADDED, ROOM).data().path("user_id").stringValue()).isEqualTo("bob");
        followsUntil(bob, Set.of("alice", "bob"), Set.of("alice", "bob", "carol"));
        await().until(() -> users(other).equals(Set.of("alice", "bob", "carol")));
        carol.close();
        alice.sees(REMOVED, ROOM);
        await().until(() -> users(other).equals(Set.of("alice", "bob")));
    }

    /** Whom a client is told to be present when it is told all members anew. */
    private static Set<String> membersSeenBy(HubClient client) {
        SeenMessage told = client.sees();
        while (!told.event().equals(SUCCEEDED)) {
            told = client.sees();
        }
        return members(told);
    }

    private static Set<String> members(SeenMessage all) {
        Set<String> members = new TreeSet<>();
        for (JsonNode id : all.data().path("presence").path("ids")) {
            members.add(id.stringValue());
        }
        return members;
    }

    /** Follows what a client is told as client libraries do, until it knows these members. */
    private static void followsUntil(HubClient client, Set<String> known, Set<String> wanted) {
        Set<String> members = new TreeSet<>(known);
        while (!members.equals(wanted)) {
            SeenMessage told = client.sees();
            switch (told.event()) {
                case ADDED -> members.add(told.data().path("user_id").stringValue());
                case REMOVED -> members.remove(told.data().path("user_id").stringValue());
                case SUCCEEDED -> members = members(told);
                default -> throw new AssertionError("expected a change of members, saw " + told);
            }
        }
    }

    private static int subscriptions(GivenNode node, String channel) {
        return node.api()
                .get("/channels/" + channel)
                .with("info", "subscription_count")
                .send()
                .json()
                .path("subscription_count")
                .intValue();
    }

    private static List<String> metrics(GivenNode node) {
        return node.page("/metrics").lines().toList();
    }

    private static int connections(GivenNode node) {
        return node.api().get("/connections").send().json().path("connections").intValue();
    }

    private static Set<String> users(GivenNode node) {
        Set<String> users = new TreeSet<>();
        for (JsonNode user :
                node.api().get("/channels/" + ROOM + "/users").send().json().path("users")) {
            users.add(user.path("id").stringValue());
        }
        return users;
    }
}
