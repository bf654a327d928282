package io.belfry.hub.api;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.function.Function;

/**
 * One HTTP request, read whole.
 *
 * @param method as sent
 * @param path as sent, without the query: prefix and percent-encoding still there
 * @param query decoded; names in lower case, values of a repeated name joined by commas
 * @param header the value of a header by its name in any case, or null
 */
public record ApiRequest(
        String method,
        String path,
        Map<String, String> query,
        Function<String, @Nullable String> header,
        byte[] body,
        Caller caller) {

    /** Whether the request only wants to see something; of a HEAD the body is left out later. */
    public boolean isRead() {
        return method.equals("GET") || method.equals("HEAD");
    }

    /**
     * Where a request came from.
     *
     * @param address of the client, as the trusted proxies between tell it
     * @param local whether the connection came from this machine and no proxy was between
     * @param secure whether the client's way to us is encrypted
     */
    public record Caller(String address, boolean local, boolean secure) {}
}
