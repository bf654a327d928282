package io.belfry.hub.playground;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.function.Function;

/**
 * One HTTP request, read whole.
 *
 * @param path decoded, without the hub's prefix and without the query
 * @param query decoded
 * @param header the value of a header by its name in any case, or null
 * @param local whether the connection came from this machine and, as far as is known, no proxy was
 *     between
 */
public record PlaygroundRequest(
        String method,
        String path,
        Map<String, String> query,
        Function<String, @Nullable String> header,
        String body,
        boolean local) {

    public PlaygroundRequest {
        query = Map.copyOf(query);
    }

    @Nullable String header(String name) {
        return header.apply(name);
    }
}
