package io.belfry.spring;

import org.jspecify.annotations.Nullable;

/**
 * Where pages find the hub, for an application that tells them when they ask: so the same pages do
 * in every place. A bean that follows {@code belfry.driver}, {@code belfry.url} and {@code
 * belfry.public-url}; it is made when something wants it, and the application does not start when
 * they do not say enough. Thread-safe.
 */
@FunctionalInterface
public interface LiveAddress {

    /** Null where nothing is live, as with the drivers log and null. */
    @Nullable Hub hub();

    /**
     * What Echo wants to know.
     *
     * @param key of the app
     * @param host null for the one that the page came from
     * @param port that the hub listens on, or a proxy before it
     * @param secure whether with TLS
     * @param path before all routes of the hub, such as /realtime; empty for none
     */
    record Hub(String key, @Nullable String host, int port, boolean secure, String path) {}
}
