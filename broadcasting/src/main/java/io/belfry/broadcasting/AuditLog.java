package io.belfry.broadcasting;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.broadcasting.driver.Publication;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a line for everything that is broadcast into the log of this class: who, on which
 * channels, which event, how large, and whether the server took it. Thread-safe.
 */
public final class AuditLog implements BroadcastListener {
    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);

    private final boolean withData;

    /**
     * @param withData whether payloads are written too, which may be more than a log should know
     */
    public AuditLog(boolean withData) {
        this.withData = withData;
    }

    @Override
    public void accepted(Accepted broadcast) {
        for (Publication each : broadcast.publications()) {
            var line =
                    LOG.atInfo()
                            .addKeyValue("outcome", "accepted")
                            .addKeyValue("key", each.key())
                            .addKeyValue("event", each.name())
                            .addKeyValue("channels", each.channels())
                            .addKeyValue("bytes", each.data().getBytes(UTF_8).length)
                            .addKeyValue("connections", broadcast.connections())
                            .addKeyValue("actor", broadcast.actor());
            (withData ? line.addKeyValue("data", each.data()) : line).log("broadcast");
        }
    }

    @Override
    public void delivered(String connection, Publication publication) {
        outcome("delivered", connection, publication, "");
    }

    @Override
    public void failed(String connection, Publication publication, RuntimeException reason) {
        outcome("failed", connection, publication, String.valueOf(reason.getMessage()));
    }

    @Override
    public void disconnecting(String userId, @Nullable String actor) {
        LOG.atInfo().addKeyValue("user", userId).addKeyValue("actor", actor).log("disconnect");
    }

    private static void outcome(
            String outcome, String connection, Publication publication, String reason) {
        LOG.atInfo()
                .addKeyValue("outcome", outcome)
                .addKeyValue("key", publication.key())
                .addKeyValue("event", publication.name())
                .addKeyValue("connection", connection)
                .addKeyValue("reason", reason)
                .log("broadcast");
    }
}
