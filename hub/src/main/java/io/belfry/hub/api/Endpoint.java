package io.belfry.hub.api;

import io.belfry.hub.access.App;

import java.util.concurrent.CompletableFuture;

/** One call of the HTTP API, made by an app that has proved to be itself. */
interface Endpoint {

    /**
     * @param argument what the path names: a channel or a user, decoded; empty where it names
     *     nothing
     */
    CompletableFuture<ApiResponse> answer(App app, String argument, ApiRequest request);

    static CompletableFuture<ApiResponse> now(ApiResponse response) {
        return CompletableFuture.completedFuture(response);
    }
}
