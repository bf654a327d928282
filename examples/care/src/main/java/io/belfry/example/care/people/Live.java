package io.belfry.example.care.people;

import io.belfry.hub.Hub;
import io.belfry.spring.BelfryProperties;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import java.net.URI;

/** Where pages find the hub: told when they ask, so that they need not be built again for it. */
@Component
class Live {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final BelfryProperties belfry;
    private final @Nullable Hub hub;

    Live(BelfryProperties belfry, ObjectProvider<Hub> hub) {
        this.belfry = belfry;
        this.hub = hub.getIfAvailable();
    }

    /**
     * What Echo needs.
     *
     * @param host null for the one that the page came from
     */
    record Settings(@Nullable String key, @Nullable String host, int port, boolean tls) {}

    /** Null when nothing is live. */
    @Nullable Settings settings() {
        String key = belfry.app().key();
        if (hub != null) {
            return new Settings(key, null, hub.port(), false);
        }
        if (belfry.url() == null) {
            return null;
        }
        URI url = URI.create(belfry.url());
        boolean tls = "https".equals(url.getScheme());
        int port = url.getPort() >= 0 ? url.getPort() : tls ? HTTPS : HTTP;
        return new Settings(key, url.getHost(), port, tls);
    }
}
