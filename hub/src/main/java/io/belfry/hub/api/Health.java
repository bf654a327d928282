package io.belfry.hub.api;

import io.belfry.hub.publish.Peers;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * {@code GET /up}: whether this node should be sent clients. Unsigned. A node that cannot reach the
 * others is as good to its clients as any, since the others cannot reach each other either, so it
 * says so and answers 200.
 */
public final class Health implements Page {
    private final BooleanSupplier draining;
    private final @Nullable Peers peers;

    /**
     * @param draining whether the node is shutting down
     * @param peers the other nodes; null when there is only this one
     */
    public Health(BooleanSupplier draining, @Nullable Peers peers) {
        this.draining = draining;
        this.peers = peers;
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
        return Endpoint.now(request.isRead() ? health() : ApiResponse.wrongMethod("GET"));
    }

    private ApiResponse health() {
        if (draining.getAsBoolean()) {
            return ApiResponse.json(503, "{\"health\":\"DRAINING\"}");
        }
        return ApiResponse.ok(
                peers == null || peers.reachable()
                        ? "{\"health\":\"OK\"}"
                        : "{\"health\":\"OK\",\"peers\":\"UNREACHABLE\"}");
    }
}
