package io.belfry.broadcasting.driver;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes events into the log of this class, data included, instead of sending them: to see while
 * developing what would be sent. Thread-safe.
 */
public final class LogDriver implements Driver {
    private static final Logger LOG = LoggerFactory.getLogger(LogDriver.class);

    @Override
    public void send(Publication publication) {
        LOG.info(
                "Broadcasting {} on {}{}: {}",
                publication.name(),
                publication.channels(),
                publication.except() == null ? "" : " except to " + publication.except(),
                publication.data());
    }

    @Override
    public void disconnect(String userId) {
        LOG.info("Disconnecting user {}", userId);
    }
}
