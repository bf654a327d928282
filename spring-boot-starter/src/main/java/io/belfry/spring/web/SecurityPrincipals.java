package io.belfry.spring.web;

import io.belfry.broadcasting.rule.ChannelUser;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;

import java.security.Principal;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Users as Spring Security knows them, whether by session, token or otherwise: its name is the id,
 * its authorities without {@code ROLE_} are the roles. Immutable.
 */
final class SecurityPrincipals extends Principals {
    private static final String ROLE = "ROLE_";

    private final AuthenticationTrustResolver trust = new AuthenticationTrustResolverImpl();

    @Override
    public @Nullable ChannelUser user(Principal principal) {
        if (!(principal instanceof Authentication authentication)) {
            return super.user(principal);
        }
        if (!trust.isAuthenticated(authentication)) {
            return null;
        }
        Set<String> roles =
                authentication.getAuthorities().stream()
                        .map(GrantedAuthority::getAuthority)
                        .filter(Objects::nonNull)
                        .filter(authority -> authority.startsWith(ROLE))
                        .map(authority -> authority.substring(ROLE.length()))
                        .collect(Collectors.toSet());
        Object own = authentication.getPrincipal();
        return new ChannelUser(authentication.getName(), roles, own == null ? authentication : own);
    }

    @Override
    public @Nullable Principal current() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return trust.isAuthenticated(authentication) ? authentication : null;
    }
}
