package io.belfry.hub.api;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Where an endpoint lives.
 *
 * @param pattern of the path; {@code {app}} stands for the app's id and one more placeholder for
 *     the endpoint's argument
 */
record Route(String method, String pattern, List<String> steps, Endpoint endpoint) {

    static Route of(String method, String pattern, Endpoint endpoint) {
        return new Route(method, pattern, RequestPaths.split(pattern), endpoint);
    }

    /** A path that fits this route. */
    record Match(Route route, String appId, String argument) {}

    /** Null when the path does not fit. */
    @Nullable Match match(List<String> segments) {
        if (segments.size() != steps.size()) {
            return null;
        }
        String appId = "";
        String argument = "";
        for (int i = 0; i < steps.size(); i++) {
            String step = steps.get(i);
            if (step.equals("{app}")) {
                appId = segments.get(i);
            } else if (step.startsWith("{")) {
                argument = segments.get(i);
            } else if (!step.equals(segments.get(i))) {
                return null;
            }
        }
        return new Match(this, appId, argument);
    }
}
