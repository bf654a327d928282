package io.belfry.redis.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.belfry.protocol.ChannelName;
import io.belfry.testkit.GivenProxy;
import io.belfry.testkit.GivenRedis;
import io.belfry.testkit.GivenRedisCluster;
import io.belfry.testkit.GivenSentinels;
import io.belfry.testkit.HubClient;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Faults of the length that they have in life, under traffic, and how long it takes until all is
 * right again: each node counts right, each member's page shows who is there, and what is published
 * on one node is heard on all. Takes minutes, and is run by hand; {@link NodesTest} and {@link
 * FlavoursTest} always are. The figures are in docs/operate/cluster.md.
 */
@Timeout(300)
class Faults {
    private static final String ROOM = "presence-room";
    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Longer than anything is told late. */
    private static final Duration STEADY = Duration.ofSeconds(14);

    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final int RESIDENTS = 25;
    private static final int OBSERVERS = 5;
    private static final long LOOK_MILLIS = 20;
    private static final int CROWD = 19_000;
    private static final int AT_ONCE = 256;

    private final GivenRedis redis = GivenRedis.standard();
    private final List<GivenNode> nodes = new CopyOnWriteArrayList<>();
    private final List<Observer> observers = new ArrayList<>();
    private final Map<String, HubClient> residents = new TreeMap<>();
    private final AtomicLong published = new AtomicLong();
    private @Nullable Thread traffic;
    private long memoryBefore;
    private int others;

    @AfterEach
    void end() throws Exception {
        if (traffic != null) {
            traffic.interrupt();
            traffic.join();
        }
        observers.forEach(Observer::close);
        residents.values().forEach(HubClient::close);
        nodes.forEach(GivenNode::close);
        redis.close();
    }

    /** Nodes with members and observers on each, and somebody who publishes all the time. */
    private void start(GivenNode... all) throws InterruptedException {
        for (GivenNode node : all) {
            int number = nodes.size();
            nodes.add(node);
            for (int i = 0; i < RESIDENTS; i++) {
                comes(node, "user-%d-%d".formatted(number, i));
            }
        }
        for (GivenNode node : all) {
            for (int i = 0; i < OBSERVERS; i++) {
                observers.add(node.observer(ROOM, "observer"));
            }
        }
        long from = System.nanoTime();
        while (!state(expected()).isEmpty() && System.nanoTime() - from < PATIENCE.toNanos()) {
            Thread.onSpinWait();
        }
        memoryBefore = memory();
        traffic = Thread.ofVirtual().start(this::publish);
        lasts(WARM_UP);
    }

    private void publish() {
        while (!Thread.interrupted()) {
            for (GivenNode node : nodes) {
                try {
                    node.api().publishes("news", "tick", "1");
                    published.incrementAndGet();
                } catch (RuntimeException | AssertionError e) {
                    // It is dead, or stands still.
                }
            }
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void comes(GivenNode node, String user) {
        residents.put(user, node.client().joins(ROOM, user));
    }

    private void goes(String user) {
        residents.remove(user).close();
    }

    private Set<String> expected() {
        Set<String> all = new TreeSet<>(residents.keySet());
        all.add("observer");
        return all;
    }

    private long memory() {
        return nodes.stream().mapToLong(GivenNode::rss).sum();
    }

    /** Waits until all is right and stays so, and gives how long it took until it was. */
    private Duration awaitHealed(Set<String> members) {
        long from = System.nanoTime();
        long rightSince = from;
        boolean right = false;
        String state = "";
        while (System.nanoTime() - from < PATIENCE.toNanos()) {
            state = state(members);
            if (!state.isEmpty()) {
                right = false;
            } else if (!right) {
                right = true;
                rightSince = System.nanoTime();
            } else if (System.nanoTime() - rightSince > STEADY.toNanos()) {
                return Duration.ofNanos(rightSince - from);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        throw new AssertionError("not right after " + PATIENCE + ": " + state);
    }

    /** What is not right; empty for nothing. */
    private String state(Set<String> members) {
        try {
            for (GivenNode node : nodes) {
                Set<String> users = users(node);
                if (!users.equals(members)) {
                    return "a node has " + difference(users, members);
                }
                int counted = connections(node);
                if (counted != residents.size() + observers.size() + others) {
                    return "a node counts " + counted + " connections";
                }
            }
            for (Observer each : observers) {
                if (!each.members().equals(members)) {
                    return "a page shows " + difference(each.members(), members);
                }
            }
            return areHeardEverywhere() ? "" : "not all is heard everywhere";
        } catch (RuntimeException e) {
            return e.toString();
        }
    }

    private static String difference(Set<String> seen, Set<String> wanted) {
        Set<String> missing = new TreeSet<>(wanted);
        missing.removeAll(seen);
        Set<String> ghosts = new TreeSet<>(seen);
        ghosts.removeAll(wanted);
        return "not " + missing + ", but " + ghosts;
    }

    private boolean areHeardEverywhere() {
        List<String> events =
                nodes.stream()
                        .map(node -> {
                            String event = "probe-" + System.nanoTime();
                            node.api().publishes(ROOM, event, "1");
                            return event;
                        })
                        .toList();
        long from = System.nanoTime();
        while (System.nanoTime() - from < TimeUnit.MILLISECONDS.toNanos(200)) {
            if (observers.stream().allMatch(each -> events.stream().allMatch(each::heard))) {
                return true;
            }
            Thread.onSpinWait();
        }
        return false;
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

    private void lasts(Duration time) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(time.toMillis());
    }

    private void tell(TestInfo test, Duration healed) {
        long now = memory();
        System.out.printf(
                "| %s | %.1f s | %d → %d MiB | %d |%n",
                test.getDisplayName().replaceAll("\\(.*", "").replace('_', ' '),
                healed.toMillis() / 1000.0,
                memoryBefore,
                now,
                published.get());
        assertThat(now).isLessThan(2 * memoryBefore + 200);
    }

    private GivenNode node() {
        return node(redis.url());
    }

    private static GivenNode node(String servers) {
        return GivenNode.start(servers, LEASE);
    }

    private static GivenNode behind(GivenProxy proxy) {
        return node("redis://127.0.0.1:" + proxy.port());
    }

    @Test
    void redis_is_killed_under_load_and_starts_empty_after_10_s(TestInfo test) throws Exception {
        start(node(), node(), node());

        redis.kill();
        lasts(Duration.ofSeconds(10));
        goes("user-0-0");
        comes(nodes.get(1), "newcomer");
        redis.restart();

        tell(test, awaitHealed(expected()));
    }

    @Test
    void redis_stands_still_for_30_s(TestInfo test) throws Exception {
        start(node(), node(), node());

        redis.pause();
        lasts(Duration.ofSeconds(30));
        goes("user-0-0");
        comes(nodes.get(1), "newcomer");
        redis.resume();

        tell(test, awaitHealed(expected()));
    }

    @Test
    void the_master_of_sentinel_is_killed(TestInfo test) throws Exception {
        try (GivenSentinels given = GivenSentinels.standard()) {
            String servers =
                    "sentinel %s %s"
                            .formatted(GivenSentinels.MASTER, String.join(" ", given.places()));
            start(node(servers), node(servers), node(servers));

            given.master().kill();

            tell(test, awaitHealed(expected()));
        }
    }

    @Test
    void a_server_of_a_cluster_is_killed(TestInfo test) throws Exception {
        try (GivenRedisCluster given = GivenRedisCluster.withReplicas()) {
            String servers =
                    given.servers().stream().map(GivenRedis::url).collect(Collectors.joining(" "));
            start(node(servers), node(servers), node(servers));

            given.serverOf(new Names("belfry:").place("4711", new ChannelName(ROOM))).kill();

            tell(test, awaitHealed(expected()));
        }
    }

    @Test
    void a_node_is_killed(TestInfo test) throws InterruptedException {
        start(node(), node(), node());

        nodes.getLast().kill();
        forget(nodes.getLast());

        tell(test, awaitHealed(expected()));
    }

    /** Whoever was on a node is no more. */
    private void forget(GivenNode node) {
        int number = nodes.indexOf(node);
        residents.keySet().removeIf(user -> user.startsWith("user-" + number + "-"));
        observers.subList(number * OBSERVERS, (number + 1) * OBSERVERS).forEach(Observer::close);
        observers.subList(number * OBSERVERS, (number + 1) * OBSERVERS).clear();
        nodes.remove(node);
    }

    @Test
    void a_node_stands_still_for_60_s(TestInfo test) throws Exception {
        start(node(), node(), node());

        nodes.getLast().pause();
        lasts(Duration.ofSeconds(60));
        nodes.getLast().resume();

        tell(test, awaitHealed(expected()));
    }

    @Test
    void a_node_is_cut_off_from_redis_alone_for_30_s(TestInfo test) throws Exception {
        try (GivenProxy network = GivenProxy.to(redis.port())) {
            start(node(), node(), behind(network));

            network.cut();
            lasts(Duration.ofSeconds(30));
            network.mend();

            tell(test, awaitHealed(expected()));
        }
    }

    @Test
    void users_move_between_two_nodes_that_are_parted_for_30_s(TestInfo test) throws Exception {
        try (GivenProxy network = GivenProxy.to(redis.port())) {
            start(node(), behind(network));

            network.cut();
            lasts(Duration.ofSeconds(5));
            for (int i = 0; i < RESIDENTS / 2; i++) {
                moves("user-0-" + i, nodes.get(1));
                moves("user-1-" + i, nodes.get(0));
            }
            lasts(Duration.ofSeconds(25));
            network.mend();

            tell(test, awaitHealed(expected()));
        }
    }

    private void moves(String user, GivenNode node) {
        goes(user);
        comes(node, user);
    }

    @Test
    void the_clocks_of_nodes_are_5_minutes_apart(TestInfo test) throws InterruptedException {
        start(
                GivenNode.start(redis.url(), LEASE, List.of("faketime", "-f", "-5m")),
                node(),
                GivenNode.start(redis.url(), LEASE, List.of("faketime", "-f", "+5m")));

        Stream.of("user-0-0", "user-1-0", "user-2-0").forEach(this::goes);
        comes(nodes.get(2), "newcomer");

        tell(test, awaitHealed(expected()));
    }

    /** As many as a process may open files for. */
    @Test
    void a_node_with_19_000_clients_is_killed_and_they_come_back_to_the_others_at_once(
            TestInfo test) throws InterruptedException {
        start(node(), node(), node());
        GivenNode dying = nodes.getLast();
        List<HubClient> crowd = come(CROWD, number -> dying);
        memoryBefore = memory();

        dying.kill();
        forget(dying);
        crowd.forEach(HubClient::close);
        long from = System.nanoTime();
        List<HubClient> back = come(CROWD, number -> nodes.get(number % nodes.size()));
        Duration came = Duration.ofNanos(System.nanoTime() - from);

        try {
            await().atMost(PATIENCE)
                    .until(() -> nodes.stream().allMatch(node -> channels(node) == CROWD));
            others = CROWD;
            System.out.printf("they were back after %.1f s; ", came.toMillis() / 1000.0);
            tell(test, awaitHealed(expected()));
        } finally {
            back.forEach(HubClient::close);
        }
    }

    private static List<HubClient> come(int count, IntFunction<GivenNode> node)
            throws InterruptedException {
        Queue<HubClient> came = new ConcurrentLinkedQueue<>();
        Semaphore connecting = new Semaphore(AT_ONCE);
        try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < count; i++) {
                int number = i;
                connecting.acquire();
                all.execute(() -> {
                    try {
                        came.add(node.apply(number).client().subscribes("private-user." + number));
                    } finally {
                        connecting.release();
                    }
                });
            }
        }
        return List.copyOf(came);
    }

    private static int channels(GivenNode node) {
        return node.api()
                .get("/channels")
                .with("filter_by_prefix", "private-user.")
                .send()
                .json()
                .path("channels")
                .size();
    }
}
