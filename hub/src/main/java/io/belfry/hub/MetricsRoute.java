package io.belfry.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.hub.api.ApiRequest;
import io.belfry.hub.api.ApiResponse;
import io.belfry.hub.api.Page;
import io.belfry.hub.observe.MetricsDoor;
import io.belfry.hub.observe.MetricsPage;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Serves the metrics beside the API, to those who may see them. */
record MetricsRoute(MetricsPage page, MetricsDoor door) implements Page {

    @Override
    public boolean serves(String path) {
        return path.equals("/metrics");
    }

    @Override
    public String name() {
        return "/metrics";
    }

    @Override
    public CompletableFuture<ApiResponse> answer(ApiRequest request, String path) {
        if (!request.isRead()) {
            return CompletableFuture.completedFuture(ApiResponse.wrongMethod("GET"));
        }
        if (!door.letsIn(request.caller().local(), request.header().apply("authorization"))) {
            return CompletableFuture.completedFuture(notAdmitted());
        }
        // Reading all meters takes a while, during which the event loop has better things to do.
        CompletableFuture<ApiResponse> answer = new CompletableFuture<>();
        return answer.completeAsync(this::meters, Thread::startVirtualThread);
    }

    private ApiResponse meters() {
        return new ApiResponse(
                200, MetricsPage.CONTENT_TYPE, page.scrape().getBytes(UTF_8), Map.of());
    }

    private static ApiResponse notAdmitted() {
        return ApiResponse.error(401, "Metrics are for this machine, or for who has metrics.token")
                .with("WWW-Authenticate", "Bearer");
    }
}
