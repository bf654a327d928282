package io.belfry.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.hub.api.ApiRequest;
import io.belfry.hub.api.ApiResponse;
import io.belfry.hub.api.Page;
import io.belfry.hub.playground.Playground;
import io.belfry.hub.playground.PlaygroundRequest;

import java.util.concurrent.CompletableFuture;

/** Serves the playground beside the API. */
record PlaygroundPage(Playground playground) implements Page {

    @Override
    public boolean serves(String path) {
        return playground.serves(path);
    }

    @Override
    public String name() {
        return "/playground";
    }

    @Override
    public CompletableFuture<ApiResponse> answer(ApiRequest request, String path) {
        return playground
                .answer(
                        new PlaygroundRequest(
                                request.method(),
                                path,
                                request.query(),
                                request.header(),
                                new String(request.body(), UTF_8),
                                request.caller().local()))
                .thenApply(answer ->
                        new ApiResponse(
                                answer.status(),
                                answer.contentType(),
                                answer.body(),
                                answer.headers()));
    }
}
