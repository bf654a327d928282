package io.belfry.spring.reactive;

import io.belfry.spring.ReactiveBroadcaster;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.NoTransactionException;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;

import reactor.core.publisher.Mono;

/** The reactive transactions that Spring keeps in Reactor's context. Immutable. */
final class SpringReactiveCommit implements ReactiveCommit {
    private static final Logger LOG = LoggerFactory.getLogger(ReactiveBroadcaster.class);

    @Override
    public Mono<Void> then(Mono<Void> action) {
        return Mono.deferContextual(context ->
                TransactionSynchronizationManager.forCurrentTransaction()
                        .filter(SpringReactiveCommit::isOpen)
                        .map(transaction -> register(transaction, action.contextWrite(context)))
                        .onErrorResume(NoTransactionException.class, e -> Mono.empty())
                        .defaultIfEmpty(action)
                        .flatMap(next -> next));
    }

    private static boolean isOpen(TransactionSynchronizationManager transaction) {
        return transaction.isSynchronizationActive() && transaction.isActualTransactionActive();
    }

    private static Mono<Void> register(
            TransactionSynchronizationManager transaction, Mono<Void> action) {
        transaction.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public Mono<Void> afterCompletion(int status) {
                        return status == STATUS_COMMITTED ? logged(action) : Mono.empty();
                    }
                });
        return Mono.empty();
    }

    /** Whose work is committed is not told that telling of it failed. */
    private static Mono<Void> logged(Mono<Void> action) {
        return action.onErrorResume(e -> {
            LOG.error("Broadcasting after the commit failed: {}", e.getMessage(), e);
            return Mono.empty();
        });
    }
}
