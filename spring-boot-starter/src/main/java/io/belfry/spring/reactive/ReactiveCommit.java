package io.belfry.spring.reactive;

import reactor.core.publisher.Mono;

/** Knows reactive transactions, if the application can have any. */
@FunctionalInterface
interface ReactiveCommit {

    /**
     * Does something after the commit of the transaction that the subscriber is in, and never when
     * it is rolled back; at once when there is none.
     */
    Mono<Void> then(Mono<Void> action);

    /** For applications without any. */
    static ReactiveCommit none() {
        return action -> action;
    }
}
