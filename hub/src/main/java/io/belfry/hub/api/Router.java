package io.belfry.hub.api;

import io.belfry.hub.access.App;
import io.belfry.hub.access.RequestGuard;
import io.belfry.hub.access.RequestVerdict;
import io.belfry.hub.event.HubEvent;
import io.belfry.hub.event.HubListener;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Finds who answers a request, and lets it through only when the app has signed it.
 *
 * <p>Immutable and thread-safe.
 */
public final class Router {
    private static final Logger LOG = LoggerFactory.getLogger(Router.class);

    private final RequestPaths paths;
    private final RequestGuard guard;
    private final HubListener events;
    private final List<Page> pages;
    private final List<Route> routes;

    Router(
            RequestPaths paths,
            RequestGuard guard,
            HubListener events,
            List<Page> pages,
            List<Route> routes) {
        this.paths = paths;
        this.guard = guard;
        this.events = events;
        this.pages = List.copyOf(pages);
        this.routes = List.copyOf(routes);
    }

    /** Never fails: what goes wrong inside is an answer with status 500 that tells no internals. */
    public CompletableFuture<ApiResponse> answer(ApiRequest request) {
        long start = System.nanoTime();
        Target target = find(request);
        CompletableFuture<ApiResponse> answer;
        try {
            answer = target.answer(request);
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        return answer.handle((response, failure) -> {
            ApiResponse told = failure == null ? response : internalError(target, failure);
            tell(target, told, start);
            return told;
        });
    }

    private static ApiResponse internalError(Target target, Throwable failure) {
        LOG.error("{} failed", target.name(), failure);
        return ApiResponse.error(500, "Internal server error.");
    }

    private void tell(Target target, ApiResponse response, long start) {
        events.on(
                new HubEvent.ApiAnswered(
                        target.appId(),
                        target.name(),
                        response.status(),
                        Duration.ofNanos(System.nanoTime() - start)));
    }

    /** Who answers, and what metrics call it. */
    private interface Target {
        String name();

        String appId();

        CompletableFuture<ApiResponse> answer(ApiRequest request);
    }

    private Target find(ApiRequest request) {
        String path = paths.withoutPrefix(request.path());
        if (path == null) {
            return new Fixed("unknown", ApiResponse.error(404, "Not found"));
        }
        for (Page page : pages) {
            if (page.serves(path)) {
                return new PageTarget(page, path);
            }
        }
        String method = request.isRead() ? "GET" : request.method();
        List<String> segments = paths.segments(request.path());
        Route.Match wrongMethod = null;
        for (Route route : routes) {
            Route.Match match = route.match(segments);
            if (match != null && route.method().equals(method)) {
                return new AppTarget(match);
            }
            wrongMethod = match == null ? wrongMethod : match;
        }
        return wrongMethod == null
                ? new Fixed("unknown", ApiResponse.error(404, "Not found"))
                : methodNotAllowed(wrongMethod.route());
    }

    private static Fixed methodNotAllowed(Route route) {
        return new Fixed(route.pattern(), ApiResponse.wrongMethod(route.method()));
    }

    private record Fixed(String name, ApiResponse response) implements Target {
        @Override
        public String appId() {
            return "";
        }

        @Override
        public CompletableFuture<ApiResponse> answer(ApiRequest request) {
            return Endpoint.now(response);
        }
    }

    private record PageTarget(Page page, String path) implements Target {
        @Override
        public String name() {
            return page.name();
        }

        @Override
        public String appId() {
            return "";
        }

        @Override
        public CompletableFuture<ApiResponse> answer(ApiRequest request) {
            return page.answer(request, path);
        }
    }

    private final class AppTarget implements Target {
        private final Route.Match match;
        private @Nullable App app;

        AppTarget(Route.Match match) {
            this.match = match;
        }

        @Override
        public String name() {
            return match.route().pattern();
        }

        @Override
        public String appId() {
            return app == null ? "" : app.id();
        }

        @Override
        public CompletableFuture<ApiResponse> answer(ApiRequest request) {
            RequestVerdict verdict =
                    guard.judge(
                            match.appId(),
                            request.method(),
                            paths.spellings(request.path()),
                            request.query(),
                            request.body());
            return switch (verdict) {
                case RequestVerdict.Refused(int status, String reason) ->
                        Endpoint.now(ApiResponse.error(status, reason));
                case RequestVerdict.Authentic(App authentic) -> {
                    app = authentic;
                    yield match.route().endpoint().answer(authentic, match.argument(), request);
                }
            };
        }
    }
}
