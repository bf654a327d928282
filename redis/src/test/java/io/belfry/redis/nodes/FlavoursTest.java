package io.belfry.redis.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.belfry.hub.Hub;
import io.belfry.hub.settings.AppSettings;
import io.belfry.hub.settings.TlsSettings;
import io.belfry.protocol.AppKey;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.RedisAddress;
import io.belfry.redis.NodesSettings;
import io.belfry.redis.RedisServers;
import io.belfry.testkit.GivenCertificate;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.GivenRedis;
import io.belfry.testkit.GivenRedisCluster;
import io.belfry.testkit.GivenSentinels;
import io.belfry.testkit.HubClient;
import io.belfry.testkit.RawHttp;
import io.belfry.testkit.SeenMessage;
import io.belfry.testkit.SignedApi;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Two nodes over each kind of Redis, and what becomes of them when its servers change. */
@Timeout(120)
class FlavoursTest {
    private static final AppSettings APP = GivenHub.anApp().build();
    private static final AppKey KEY = APP.keys().getFirst();
    private static final String HOST = "127.0.0.1";
    private static final String ROOM = "presence-room";
    private static final String ADDED = "pusher_internal:member_added";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<Hub> nodes = new ArrayList<>();
    private final List<HubClient> clients = new ArrayList<>();

    @AfterEach
    void end() {
        clients.forEach(HubClient::close);
        nodes.forEach(Hub::close);
    }

    private Hub node(RedisServers redis) throws IOException {
        return node(redis, NodesSettings.defaults());
    }

    private Hub node(RedisServers redis, NodesSettings settings) throws IOException {
        Hub node = Hub.start(GivenHub.settings(APP), null, RedisDeployment.open(redis, settings));
        nodes.add(node);
        return node;
    }

    private HubClient client(Hub node) {
        HubClient client = HubClient.of(HOST, node.port(), KEY);
        clients.add(client);
        return client;
    }

    private static SignedApi api(Hub node) {
        return SignedApi.of(HOST, node.port(), APP.id(), KEY);
    }

    private static Set<String> users(Hub node) {
        Set<String> users = new TreeSet<>();
        for (JsonNode each :
                api(node).get("/channels/" + ROOM + "/users").send().json().path("users")) {
            users.add(each.path("id").stringValue());
        }
        return users;
    }

    /** Two nodes with a member each, who have seen each other. */
    private void startTwoOver(RedisServers redis) throws IOException {
        node(redis);
        node(redis);
        HubClient alice = client(nodes.getFirst()).joins(ROOM, "alice");
        client(nodes.getLast()).joins(ROOM, "bob");
        alice.sees(ADDED, ROOM);
        for (Hub node : nodes) {
            // What waits for others waits for those it has heard of.
            await().until(() -> metrics(node).contains("belfry_peers 1.0"));
        }
    }

    private static void sees(HubClient client, String event) {
        SeenMessage seen = client.sees();
        while (!seen.event().equals(event)) {
            seen = client.sees();
        }
    }

    /** Whoever comes next is seen on the other node, and is heard there. */
    private void areOneAgain() {
        HubClient carol = client(nodes.getLast()).joins(ROOM, "carol");
        for (Hub node : nodes) {
            await().atMost(PATIENCE)
                    .until(() -> users(node).equals(Set.of("alice", "bob", "carol")));
        }
        api(nodes.getFirst()).publishes(ROOM, "across", "1");
        sees(carol, "across");
        sees(clients.getFirst(), ADDED);
    }

    /** What is published while Redis is away arrives all the same. */
    private void publishesOverTheOutage(Runnable outage) {
        HubClient far = client(nodes.getLast()).subscribes("news");
        outage.run();
        api(nodes.getFirst()).publishes("news", "meanwhile", "1");
        await().atMost(PATIENCE).until(() -> nothingWaits(nodes.getFirst()));
        sees(far, "meanwhile");
    }

    private static boolean nothingWaits(Hub node) {
        return metrics(node).contains("belfry_peers_backlog_bytes 0.0");
    }

    private static List<String> metrics(Hub node) {
        try (RawHttp http = RawHttp.to(HOST, node.port())) {
            return http.get("/metrics").text().lines().toList();
        }
    }

    @Test
    void when_the_master_dies_the_nodes_follow_the_sentinels_to_the_new_one() throws Exception {
        try (GivenSentinels given = GivenSentinels.standard()) {
            startTwoOver(sentinels(given, GivenSentinels.MASTER));

            publishesOverTheOutage(given.master()::kill);

            areOneAgain();
            assertThat(given.replica().client().call("EXISTS", "belfry:{nodes}")).isEqualTo(1L);
        }
    }

    @Test
    void when_the_master_becomes_a_replica_the_nodes_leave_it() throws Exception {
        try (GivenSentinels given = GivenSentinels.standard()) {
            startTwoOver(sentinels(given, GivenSentinels.MASTER));

            publishesOverTheOutage(given::failOver);

            areOneAgain();
        }
    }

    private static RedisServers sentinels(GivenSentinels given, String master) {
        RedisAddress somewhere = RedisAddress.of(HOST, 1);
        return new RedisServers.Sentinels(
                master, given.places().stream().map(somewhere::at).toList(), somewhere);
    }

    @Test
    void what_is_wrong_about_sentinels_is_said() throws Exception {
        try (GivenSentinels given = GivenSentinels.standard()) {
            assertThatExceptionOfType(RedisRefused.class)
                    .isThrownBy(() -> node(sentinels(given, "whistles")))
                    .withMessageContaining("whistles");
            RedisAddress sentinel = RedisAddress.of(HOST, 1).at(given.places().getFirst());
            assertThatExceptionOfType(RedisRefused.class)
                    .isThrownBy(() -> node(RedisServers.of(sentinel)))
                    .withMessageContaining("is a sentinel; name it in redis.sentinel.servers");
            RedisAddress replica = RedisAddress.of(given.replica().url());
            assertThatIllegalStateException()
                    .isThrownBy(() -> node(RedisServers.of(replica)))
                    .withMessageContaining("READONLY");
        }
    }

    @Test
    void when_a_server_of_a_cluster_dies_the_nodes_go_on_with_its_replica() throws Exception {
        try (GivenRedisCluster given = GivenRedisCluster.withReplicas()) {
            startTwoOver(cluster(given));

            publishesOverTheOutage(
                    given.serverOf(new Names("belfry:").place("4711", new ChannelName("news")))
                            ::kill);

            areOneAgain();
        }
    }

    @Test
    void when_a_channel_moves_to_another_server_its_subscribers_miss_nothing() throws Exception {
        try (GivenRedisCluster given = GivenRedisCluster.standard()) {
            startTwoOver(cluster(given));
            String key = new Names("belfry:").place("4711", new ChannelName(ROOM));
            GivenRedis target =
                    given.servers().stream()
                            .filter(each -> each != given.serverOf(key))
                            .findFirst()
                            .orElseThrow();

            given.move(key, target);
            api(nodes.getFirst()).publishes(ROOM, "moved", "1");
            await().atMost(PATIENCE).until(() -> nothingWaits(nodes.getFirst()));

            sees(clients.getLast(), "moved");
            areOneAgain();
        }
    }

    @Test
    void a_publish_wakes_only_the_server_and_the_nodes_that_have_its_channel() throws Exception {
        try (GivenRedisCluster given = GivenRedisCluster.standard()) {
            startTwoOver(cluster(given));
            String place = new Names("belfry:").place("4711", new ChannelName(ROOM));

            for (GivenRedis each : given.servers()) {
                long nodesThere = each == given.serverOf(place) ? 2 : 0;
                assertThat(each.client().call("PUBSUB", "SHARDNUMSUB", place))
                        .isEqualTo(List.of(place, nodesThere));
            }
        }
    }

    @Test
    void who_comes_is_known_and_heard_though_leases_are_long_and_one_has_died() throws Exception {
        try (GivenRedisCluster given = GivenRedisCluster.standard()) {
            NodesSettings usual = NodesSettings.defaults();
            NodesSettings patient =
                    new NodesSettings(
                            true, usual.prefix(), Duration.ofMinutes(5), usual.backlogBytes());
            Hub here = node(cluster(given), patient);
            HubClient reader = client(here).subscribes("news");
            String leases = new Names(usual.prefix()).nodes();
            String inAMinute = Long.toString((System.currentTimeMillis() + 60_000) * 1_000);
            given.serverOf(leases).client().call("ZADD", leases, inAMinute, "dead");

            Hub newcomer = node(cluster(given), patient);
            api(newcomer).publishes("news", "hello", "1");

            reader.sees("hello", "news");
            await().until(() -> metrics(here).contains("belfry_peers 2.0"));
        }
    }

    @Test
    void a_cluster_with_slots_that_nobody_has_is_refused() throws Exception {
        try (GivenRedisCluster given = GivenRedisCluster.standard()) {
            for (GivenRedis each : given.servers()) {
                each.client().call("CLUSTER", "DELSLOTS", "17");
            }

            assertThatExceptionOfType(RedisRefused.class)
                    .isThrownBy(() -> node(cluster(given)))
                    .withMessageContaining(
                            "1 of 16384 slots of the cluster are with no server, the first is 17");
        }
    }

    private static RedisServers cluster(GivenRedisCluster given) {
        return new RedisServers.Cluster(
                given.servers().stream().map(each -> RedisAddress.of(each.url())).toList());
    }

    @Test
    void a_server_that_is_no_cluster_is_refused_as_one() throws Exception {
        try (GivenRedis given = GivenRedis.standard()) {
            assertThatExceptionOfType(RedisRefused.class)
                    .isThrownBy(() ->
                            node(new RedisServers.Cluster(List.of(RedisAddress.of(given.url())))))
                    .withMessageContaining("is no cluster; name it in redis.url");
        }
    }

    @Test
    void over_tls_as_a_user_with_no_more_rights_than_nodes_need(@TempDir Path folder)
            throws Exception {
        TlsSettings tls = GivenCertificate.in(folder, "localhost");
        int port = GivenRedis.freePort();
        try (GivenRedis given =
                GivenRedis.standard(
                        "--tls-port",
                        Integer.toString(port),
                        "--tls-cert-file",
                        tls.certificate().toString(),
                        "--tls-key-file",
                        tls.key().toString(),
                        "--tls-auth-clients",
                        "no",
                        "--user",
                        "nodes",
                        "on",
                        ">secret",
                        "~belfry:*",
                        "&belfry:*",
                        "+@read",
                        "+@write",
                        "+@connection",
                        "+@pubsub",
                        "+@scripting",
                        "+time")) {
            trusting(
                    folder,
                    () ->
                            startTwoOver(
                                    RedisServers.of(
                                            RedisAddress.of(
                                                    "rediss://nodes:secret@localhost:" + port))));

            areOneAgain();
            // The port without TLS lets nobody in who has another prefix.
            assertThatIllegalStateException()
                    .isThrownBy(() ->
                            Hub.start(
                                    GivenHub.settings(APP),
                                    null,
                                    GivenNodes.open(
                                            RedisServers.of(
                                                    RedisAddress.of(
                                                            "redis://nodes:secret@localhost:"
                                                                    + given.port())),
                                            GivenNodes.withPrefix("other:"),
                                            () -> 0)))
                    .withMessageContaining("NOPERM");
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private static void trusting(Path folder, Work work) throws Exception {
        System.setProperty("javax.net.ssl.trustStore", folder.resolve("store.p12").toString());
        System.setProperty("javax.net.ssl.trustStorePassword", GivenCertificate.PASSWORD);
        try {
            work.run();
        } finally {
            System.clearProperty("javax.net.ssl.trustStore");
            System.clearProperty("javax.net.ssl.trustStorePassword");
        }
    }
}
