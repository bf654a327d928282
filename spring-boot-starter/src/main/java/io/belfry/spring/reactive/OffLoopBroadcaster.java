package io.belfry.spring.reactive;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.broadcasting.PendingBroadcast;
import io.belfry.spring.ReactiveBroadcaster;

import reactor.core.publisher.Mono;

import java.util.concurrent.Executors;
import java.util.function.Function;

/** Prepares and sends where waiting is allowed, after the commit if there is one. Thread-safe. */
final class OffLoopBroadcaster implements ReactiveBroadcaster {
    private final Broadcaster broadcaster;
    private final BlockingWork work;
    private final ReactiveCommit commit;

    OffLoopBroadcaster(Broadcaster broadcaster, BlockingWork work, ReactiveCommit commit) {
        this.broadcaster = broadcaster;
        this.work = work;
        this.commit = commit;
    }

    @Override
    public Mono<Void> send(Function<Broadcaster, PendingBroadcast> what) {
        return afterCommit(() -> what.apply(broadcaster).send());
    }

    @Override
    public Mono<Void> disconnect(String userId) {
        return afterCommit(() -> broadcaster.disconnect(userId));
    }

    private Mono<Void> afterCommit(Runnable action) {
        return commit.then(work.done(Executors.callable(action)).then());
    }
}
