package io.belfry.spring;

import io.belfry.broadcasting.rule.ChannelUser;
import io.belfry.broadcasting.rule.Users;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

import java.security.Principal;

/** Users as the servlet container, or a filter, has told the request. */
class PrincipalUsers implements ChannelUsers {
    @Override
    public @Nullable ChannelUser of(HttpServletRequest request, String guard) {
        if (!guard.equals(Users.DEFAULT_GUARD)) {
            throw new IllegalArgumentException(
                    "there is no guard " + guard + ": a bean of ChannelUsers would know it");
        }
        Principal principal = request.getUserPrincipal();
        return principal == null ? null : user(principal);
    }

    ChannelUser user(Principal principal) {
        return ChannelUser.of(principal.getName(), principal);
    }
}
