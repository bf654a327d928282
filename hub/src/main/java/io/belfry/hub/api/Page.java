package io.belfry.hub.api;

import java.util.concurrent.CompletableFuture;

/** Something served beside the API of the apps, such as metrics or the playground. */
public interface Page {
    /**
     * Whether a path is this page's.
     *
     * @param path decoded, without the hub's prefix
     */
    boolean serves(String path);

    /** What stands for its paths in metrics. */
    String name();

    CompletableFuture<ApiResponse> answer(ApiRequest request, String path);
}
