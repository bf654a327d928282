package io.belfry.redis.nodes;

import java.util.concurrent.CompletableFuture;

/** What is done already. */
final class CompletedStage {
    static final CompletableFuture<Object> DONE = CompletableFuture.completedFuture(Boolean.TRUE);

    private CompletedStage() {}
}
