package io.belfry.spring.servlet;

import io.belfry.broadcasting.rule.ChannelUser;
import io.belfry.spring.ChannelUsers;
import io.belfry.spring.web.Principals;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

import java.security.Principal;

/** Users by the principal of a servlet's request. Immutable. */
final class ServletUsers implements ChannelUsers {
    private final Principals principals;

    ServletUsers(Principals principals) {
        this.principals = principals;
    }

    @Override
    public @Nullable ChannelUser of(HttpServletRequest request, String guard) {
        Principals.requireDefault(guard);
        Principal principal = request.getUserPrincipal();
        return principal == null ? null : principals.user(principal);
    }
}
