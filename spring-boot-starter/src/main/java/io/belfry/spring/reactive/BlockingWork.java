package io.belfry.spring.reactive;

import io.belfry.protocol.SocketId;

import org.jspecify.annotations.Nullable;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import java.util.concurrent.Callable;

/**
 * Does off the event loops what may block, and lets it see there what its request brought.
 * Immutable.
 */
class BlockingWork {

    /** Done once for each subscriber, who waits for nothing. */
    <T> Mono<T> done(Callable<T> work) {
        return Mono.deferContextual(context -> {
            SocketId socketId = CallContext.of(context);
            return Mono.fromCallable(() -> within(socketId, work))
                    .subscribeOn(Schedulers.boundedElastic());
        });
    }

    private static <T> T within(@Nullable SocketId socketId, Callable<T> work) throws Exception {
        SocketId before = CallContext.inThread();
        CallContext.putIntoThread(socketId);
        try {
            return work.call();
        } finally {
            CallContext.putIntoThread(before);
        }
    }
}
