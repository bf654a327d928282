package io.belfry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.protocol.AppKey;
import io.belfry.testkit.SignedApi;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Memory of a hub on one processor, where the JVM takes SerialGC. */
class OldGarbageTest {
    @TempDir private Path folder;

    @Test
    void serial_gc_collects_what_has_become_old_long_before_the_heap_is_at_its_limit()
            throws Exception {
        Files.writeString(
                folder.resolve("belfry.yml"),
                """
                server: {host: 127.0.0.1, port: 0}
                apps: [{id: app, key: key, secret: secret, max_event_data: 500KiB}]
                """);
        List<String> options =
                List.of("-XX:+UseSerialGC", "-Xmn2m", "-Xms66m", "-Xmx4g", "-Xlog:gc:stdout");
        try (BelfryProcess belfry = BelfryProcess.withJvmOptions(options, folder, "start")) {
            SignedApi api =
                    SignedApi.of("127.0.0.1", belfry.port(), "app", new AppKey("key", "secret"));
            String much = "x".repeat(500_000);
            // Each becomes old at once, as it is larger than what is young, and dies with the next.
            for (int event = 0; event < 200; event++) {
                api.publishes("cache-of-much", "much", much);
            }

            String collection = belfry.says("Pause Full (System.gc())");

            assertThat(belfry.hears("TERM").ends()).isZero();
            assertThat(collection).contains("M->");
        }
    }
}
