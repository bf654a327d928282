package io.belfry.spring.reactive;

import io.belfry.broadcasting.rule.Users;
import io.belfry.spring.ReactiveChannelUsers;
import io.belfry.spring.web.EndpointCall;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.web.server.ServerWebExchange;

import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/** What endpoints want to know of an exchange. Holds nothing. */
final class Exchanges {
    private Exchanges() {}

    /** Asked where waiting is allowed, as rules are. */
    static Users users(
            ServerWebExchange exchange, ReactiveChannelUsers users, ContextView context) {
        return EndpointCall.once(guard -> users.of(exchange, guard).contextWrite(context).block());
    }

    /** The body; of one that is too large, one byte more than there may be. */
    static Mono<byte[]> body(ServerWebExchange exchange, int mostBytes) {
        return DataBufferUtils.join(exchange.getRequest().getBody(), mostBytes)
                .map(Exchanges::bytes)
                .defaultIfEmpty(new byte[0])
                .onErrorReturn(DataBufferLimitException.class, new byte[mostBytes + 1]);
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }
}
