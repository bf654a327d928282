package io.belfry.spring.servlet;

import io.belfry.protocol.SocketId;
import io.belfry.spring.broadcast.CurrentRequest;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import java.security.Principal;

/** The request that Spring MVC has bound to this thread. */
final class ServletRequest implements CurrentRequest {
    @Override
    public @Nullable SocketId socketId() {
        HttpServletRequest request = request();
        String header = request == null ? null : request.getHeader(SOCKET_ID);
        return header == null ? null : SocketId.parse(header);
    }

    @Override
    public @Nullable String user() {
        HttpServletRequest request = request();
        Principal principal = request == null ? null : request.getUserPrincipal();
        return principal == null ? null : principal.getName();
    }

    private static @Nullable HttpServletRequest request() {
        return RequestContextHolder.getRequestAttributes()
                        instanceof ServletRequestAttributes attributes
                ? attributes.getRequest()
                : null;
    }
}
