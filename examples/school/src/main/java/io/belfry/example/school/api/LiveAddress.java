package io.belfry.example.school.api;

import io.belfry.spring.BelfryProperties;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.stereotype.Component;

import java.net.URI;

/** Where pages hear what is new, whichever way it gets there. */
@Component
class LiveAddress {
    private final BelfryProperties belfry;
    private final ObjectProvider<io.belfry.hub.Hub> own;
    private final @Nullable Hub elsewhere;

    /**
     * @throws InvalidConfigurationPropertyValueException when nobody has said where the hub is
     */
    LiveAddress(
            BelfryProperties belfry,
            ObjectProvider<io.belfry.hub.Hub> own,
            @Value("${school.hub-url}") String url) {
        this.belfry = belfry;
        this.own = own;
        this.elsewhere =
                switch (belfry.driver()) {
                    case HUB, LOG, NULL -> null;
                    case REVERB, PUSHER, REDIS -> at(url);
                };
    }

    /**
     * What Echo needs.
     *
     * @param host null for the one that the page came from
     */
    record Hub(String key, @Nullable String host, int port, boolean secure) {}

    /** Null when nothing is live. */
    @Nullable Hub hub() {
        io.belfry.hub.Hub hub = own.getIfAvailable();
        return hub == null ? elsewhere : new Hub(key(), null, hub.port(), false);
    }

    private Hub at(String text) {
        URI url = URI.create(text);
        boolean isSecure = "https".equals(url.getScheme());
        if (url.getHost() == null || !(isSecure || "http".equals(url.getScheme()))) {
            throw new InvalidConfigurationPropertyValueException(
                    "school.hub-url",
                    text,
                    "It must say where pages find the hub, such as http://localhost:8080.");
        }
        int port = url.getPort() >= 0 ? url.getPort() : isSecure ? 443 : 80;
        return new Hub(key(), url.getHost(), port, isSecure);
    }

    private String key() {
        return String.valueOf(belfry.app().key());
    }
}
