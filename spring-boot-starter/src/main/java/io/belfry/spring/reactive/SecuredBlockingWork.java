package io.belfry.spring.reactive;

import org.springframework.security.concurrent.DelegatingSecurityContextCallable;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;

import reactor.core.publisher.Mono;

import java.util.concurrent.Callable;

/**
 * Lets it see the security context too, where code that is not reactive looks for it. Immutable.
 */
final class SecuredBlockingWork extends BlockingWork {
    @Override
    <T> Mono<T> done(Callable<T> work) {
        return ReactiveSecurityContextHolder.getContext()
                .<Callable<T>>map(context -> new DelegatingSecurityContextCallable<>(work, context))
                .defaultIfEmpty(work)
                .flatMap(super::done);
    }
}
