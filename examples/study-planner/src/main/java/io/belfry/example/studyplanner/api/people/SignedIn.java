package io.belfry.example.studyplanner.api.people;

import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;

import java.util.Collection;
import java.util.Map;

/** Somebody who has shown a token that is good. */
public record SignedIn(long id, String name, Role role) implements OAuth2AuthenticatedPrincipal {

    @Override
    public String getName() {
        return Long.toString(id);
    }

    @Override
    public Map<String, Object> getAttributes() {
        return Map.of();
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return AuthorityUtils.createAuthorityList("ROLE_" + role);
    }
}
