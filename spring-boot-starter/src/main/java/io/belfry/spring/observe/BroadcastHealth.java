package io.belfry.spring.observe;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

import java.util.Map;

/** Down while there are {@link Troubles}. Thread-safe. */
final class BroadcastHealth extends AbstractHealthIndicator {
    private final Troubles troubles;

    BroadcastHealth(Troubles troubles) {
        super("broadcasting cannot be judged");
        this.troubles = troubles;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        Map<String, String> now = troubles.now();
        if (now.isEmpty()) {
            builder.up();
        } else {
            builder.down().withDetails(now);
        }
    }
}
