package io.belfry.hub.api;

import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** {@code GET /up}: whether this node should be sent clients. Unsigned. */
final class Health implements Page {
    private final BooleanSupplier draining;

    Health(BooleanSupplier draining) {
        this.draining = draining;
    }

    @Override
    public boolean serves(String path) {
        return path.equals("/up");
    }

    @Override
    public String name() {
        return "/up";
    }

    @Override
    public CompletableFuture<ApiResponse> answer(ApiRequest request, String path) {
        if (!request.isRead()) {
            return Endpoint.now(ApiResponse.wrongMethod("GET"));
        }
        return Endpoint.now(
                draining.getAsBoolean()
                        ? ApiResponse.json(503, "{\"health\":\"DRAINING\"}")
                        : ApiResponse.ok("{\"health\":\"OK\"}"));
    }
}
