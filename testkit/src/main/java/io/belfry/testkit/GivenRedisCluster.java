package io.belfry.testkit;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A real Redis Cluster on this machine: three servers with slots, and a replica for each if wanted.
 * As a static JUnit extension it lives as long as its test class.
 *
 * <p>Needs what {@link GivenRedis} needs. Used by one thread at a time.
 */
public final class GivenRedisCluster implements AutoCloseable, AfterEachCallback, AfterAllCallback {
    private static final int SERVERS = 3;
    private static final int SLOTS = 16_384;

    private final List<GivenRedis> masters = new ArrayList<>();
    private final List<GivenRedis> replicas = new ArrayList<>();

    private GivenRedisCluster(boolean withReplicas) {
        for (int i = 0; i < SERVERS; i++) {
            masters.add(server());
            if (withReplicas) {
                replicas.add(server());
            }
        }
        meet();
    }

    /** Starts one of three servers. */
    public static GivenRedisCluster standard() {
        return new GivenRedisCluster(false);
    }

    /** Starts one of three servers with a replica each, which take over within some seconds. */
    public static GivenRedisCluster withReplicas() {
        return new GivenRedisCluster(true);
    }

    private static GivenRedis server() {
        try {
            Path folder = Files.createTempDirectory("belfry-redis");
            folder.toFile().deleteOnExit();
            return GivenRedis.standard(
                    "--cluster-enabled",
                    "yes",
                    // On a busy machine a living server is slow to answer too.
                    "--cluster-node-timeout",
                    "4000",
                    "--cluster-port",
                    Integer.toString(GivenRedis.freePort()),
                    "--repl-diskless-sync-delay",
                    "0",
                    "--dir",
                    folder.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void meet() {
        for (int i = 0; i < SERVERS; i++) {
            String first = Integer.toString(i * SLOTS / SERVERS);
            String last = Integer.toString((i + 1) * SLOTS / SERVERS - 1);
            masters.get(i).client().call("CLUSTER", "ADDSLOTSRANGE", first, last);
        }
        GivenRedis one = masters.getFirst();
        for (GivenRedis each : all()) {
            each.client()
                    .call("CLUSTER", "SET-CONFIG-EPOCH", Integer.toString(all().indexOf(each)));
            if (each != one) {
                each.client()
                        .call(
                                "CLUSTER",
                                "MEET",
                                "127.0.0.1",
                                Integer.toString(one.port()),
                                busPort(one));
            }
        }
        for (GivenRedis each : all()) {
            each.awaitAnswer(
                    info ->
                            Objects.toString(info).contains("cluster_state:ok")
                                    && Objects.toString(info)
                                            .contains("cluster_known_nodes:" + all().size()),
                    "CLUSTER",
                    "INFO");
        }
        for (int i = 0; i < replicas.size(); i++) {
            GivenRedis replica = replicas.get(i);
            replica.client().call("CLUSTER", "REPLICATE", id(masters.get(i)));
            replica.awaitAnswer(
                    info -> Objects.toString(info).contains("master_link_status:up"),
                    "INFO",
                    "replication");
        }
    }

    private static String busPort(GivenRedis server) {
        List<?> answer = (List<?>) server.client().call("CONFIG", "GET", "cluster-port");
        return Objects.toString(Objects.requireNonNull(answer).get(1));
    }

    private static String id(GivenRedis server) {
        return Objects.toString(server.client().call("CLUSTER", "MYID"));
    }

    private List<GivenRedis> all() {
        List<GivenRedis> all = new ArrayList<>(masters);
        all.addAll(replicas);
        return all;
    }

    /** The servers that had slots when it was started. */
    public List<GivenRedis> servers() {
        return List.copyOf(masters);
    }

    /** Which of them had a key when it was started. */
    public GivenRedis serverOf(String key) {
        return masters.get((int) ((slot(key) + 1) * SERVERS - 1) / SLOTS);
    }

    private long slot(String key) {
        Object slot = masters.getFirst().client().call("CLUSTER", "KEYSLOT", key);
        return (long) Objects.requireNonNull(slot);
    }

    /** Moves the slot of a key, with all that lies there, to another server. */
    public void move(String key, GivenRedis to) {
        GivenRedis from = serverOf(key);
        String slot = Long.toString(slot(key));
        to.client().call("CLUSTER", "SETSLOT", slot, "IMPORTING", id(from));
        from.client().call("CLUSTER", "SETSLOT", slot, "MIGRATING", id(to));
        List<?> keys = (List<?>) from.client().call("CLUSTER", "GETKEYSINSLOT", slot, "10000");
        for (Object each : Objects.requireNonNull(keys)) {
            from.client()
                    .call(
                            "MIGRATE",
                            "127.0.0.1",
                            Integer.toString(to.port()),
                            Objects.toString(each),
                            "0",
                            "5000");
        }
        to.client().call("CLUSTER", "SETSLOT", slot, "NODE", id(to));
        from.client().call("CLUSTER", "SETSLOT", slot, "NODE", id(to));
    }

    /** Forgets all keys. */
    public void flush() {
        masters.forEach(each -> each.client().call("FLUSHALL"));
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        for (GivenRedis each : all()) {
            each.afterEach(context);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        close();
    }

    @Override
    public void close() throws Exception {
        for (GivenRedis each : all()) {
            each.close();
        }
    }
}
