package io.belfry.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A real Redis with a replica, and three sentinels that make the replica the master within some
 * seconds when the master is gone.
 *
 * <p>Needs what {@link GivenRedis} needs. Used by one thread at a time.
 */
public final class GivenSentinels implements AutoCloseable {
    /** What the sentinels call the master. */
    public static final String MASTER = "bells";

    private static final int SENTINELS = 3;

    private final GivenRedis master;
    private final GivenRedis replica;
    private final List<GivenRedis> sentinels = new ArrayList<>();

    private GivenSentinels() {
        this.master = GivenRedis.standard();
        this.replica =
                GivenRedis.standard(
                        "--replicaof",
                        "127.0.0.1",
                        Integer.toString(master.port()),
                        "--repl-diskless-sync-delay",
                        "0");
        replica.awaitAnswer(
                info -> Objects.toString(info).contains("master_link_status:up"),
                "INFO",
                "replication");
        for (int i = 0; i < SENTINELS; i++) {
            sentinels.add(sentinel());
        }
        for (GivenRedis each : sentinels) {
            each.awaitAnswer(
                    answer -> answer instanceof List<?> known && known.size() == SENTINELS - 1,
                    "SENTINEL",
                    "SENTINELS",
                    MASTER);
            each.awaitAnswer(
                    answer -> answer instanceof List<?> known && known.size() == 1,
                    "SENTINEL",
                    "REPLICAS",
                    MASTER);
        }
    }

    /** Starts all. */
    public static GivenSentinels standard() {
        return new GivenSentinels();
    }

    private GivenRedis sentinel() {
        int port = GivenRedis.freePort();
        try {
            Path file = Files.createTempFile("belfry-sentinel", ".conf");
            file.toFile().deleteOnExit();
            Files.write(
                    file,
                    List.of(
                            "port " + port,
                            "bind 127.0.0.1",
                            "sentinel monitor %s 127.0.0.1 %d 2".formatted(MASTER, master.port()),
                            "sentinel down-after-milliseconds " + MASTER + " 1000",
                            "sentinel failover-timeout " + MASTER + " 3000"));
            return GivenRedis.sentinel(port, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has the sentinels make the replica the master, and the master a replica. */
    public void failOver() {
        sentinels.getFirst().client().call("SENTINEL", "FAILOVER", MASTER);
        replica.awaitAnswer(
                info -> Objects.toString(info).contains("role:master"), "INFO", "replication");
    }

    /** The one that is the master at first. */
    public GivenRedis master() {
        return master;
    }

    /** The one that takes over. */
    public GivenRedis replica() {
        return replica;
    }

    /** Where the sentinels are: host and port. */
    public List<String> places() {
        return sentinels.stream().map(each -> "127.0.0.1:" + each.port()).toList();
    }

    @Override
    public void close() throws Exception {
        for (GivenRedis each :
                Stream.concat(sentinels.stream(), Stream.of(replica, master)).toList()) {
            each.close();
        }
    }
}
