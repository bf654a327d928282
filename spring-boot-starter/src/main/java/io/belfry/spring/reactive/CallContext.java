package io.belfry.spring.reactive;

import io.belfry.protocol.SocketId;
import io.belfry.spring.broadcast.CurrentRequest;
import io.belfry.spring.web.Principals;

import org.jspecify.annotations.Nullable;

import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * The connection that a request of Spring WebFlux came with. It travels in Reactor's context, and
 * is put into the thread for what knows nothing of that. Confined to its thread, one value each.
 */
final class CallContext implements CurrentRequest {
    /** Under this name it is in Reactor's context, and known to Micrometer's propagation. */
    static final String KEY = "belfry.socket-id";

    private static final ThreadLocal<@Nullable SocketId> CURRENT = new ThreadLocal<>();

    private final Principals principals;

    CallContext(Principals principals) {
        this.principals = principals;
    }

    @Override
    public @Nullable SocketId socketId() {
        return CURRENT.get();
    }

    @Override
    public @Nullable String user() {
        var principal = principals.current();
        return principal == null ? null : principal.getName();
    }

    /** Null when the request came with none. */
    static @Nullable SocketId of(ContextView context) {
        return context.getOrDefault(KEY, null);
    }

    static Context with(Context context, @Nullable SocketId socketId) {
        return socketId == null ? context.delete(KEY) : context.put(KEY, socketId);
    }

    static @Nullable SocketId inThread() {
        return CURRENT.get();
    }

    static void putIntoThread(@Nullable SocketId socketId) {
        if (socketId == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(socketId);
        }
    }
}
