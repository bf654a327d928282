package io.belfry.spring.broadcast;

import io.belfry.spring.BelfryProperties;
import io.belfry.spring.LiveAddress;
import io.belfry.spring.start.AppCredentials;
import io.belfry.spring.start.StartRefused;

import org.jspecify.annotations.Nullable;

import java.net.URI;

/** Where pages find the hub, by what the properties say. Holds nothing. */
public final class LiveAddresses {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private LiveAddresses() {}

    /**
     * The hub in this application, unless another address is named for it.
     *
     * @throws StartRefused when the key is missing, or that address is none
     */
    public static LiveAddress here(BelfryProperties properties, int port, boolean isSecure) {
        LiveAddress.Hub named = named(properties);
        LiveAddress.Hub hub =
                named == null
                        ? new LiveAddress.Hub(
                                key(properties), null, port, isSecure, properties.hub().path())
                        : named;
        return () -> hub;
    }

    /**
     * A hub elsewhere, or none.
     *
     * @throws StartRefused when the key is missing, or nobody says where the hub is
     */
    static LiveAddress elsewhere(BelfryProperties properties) {
        return switch (properties.driver()) {
            case LOG, NULL -> () -> null;
            case HUB, REVERB, PUSHER -> {
                LiveAddress.Hub named = named(properties);
                LiveAddress.Hub hub =
                        named == null ? at("belfry.url", properties.url(), key(properties)) : named;
                yield () -> hub;
            }
            case REDIS -> {
                LiveAddress.Hub hub =
                        at("belfry.public-url", properties.publicUrl(), key(properties));
                yield () -> hub;
            }
        };
    }

    private static LiveAddress.@Nullable Hub named(BelfryProperties properties) {
        String url = properties.publicUrl();
        return url == null ? null : at("belfry.public-url", url, key(properties));
    }

    private static LiveAddress.Hub at(String property, @Nullable String text, String key) {
        if (text == null) {
            throw new StartRefused(property, "Without it pages do not know where the hub is");
        }
        URI url = StartRefused.unless(property, () -> URI.create(text));
        boolean isSecure = "https".equals(url.getScheme());
        if (url.getHost() == null || !(isSecure || "http".equals(url.getScheme()))) {
            throw new StartRefused(
                    property,
                    "It is " + text + ", which is no address for pages",
                    "Write where they find the hub, such as https://live.example.org.");
        }
        int port = url.getPort() >= 0 ? url.getPort() : isSecure ? HTTPS : HTTP;
        String path = url.getPath().equals("/") ? "" : url.getPath();
        return new LiveAddress.Hub(key, url.getHost(), port, isSecure, path);
    }

    private static String key(BelfryProperties properties) {
        return AppCredentials.key(properties.app()).key();
    }
}
