package io.belfry.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.broadcasting.rule.ChannelUser;

import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** Whom Spring Security knows, as channel rules see them. */
class SecurityPrincipalsTest {
    private final SecurityPrincipals principals = new SecurityPrincipals();

    @Test
    void authorities_that_are_no_roles_are_none() {
        ChannelUser user =
                principals.user(
                        new TestingAuthenticationToken(
                                "ada",
                                "secret",
                                AuthorityUtils.createAuthorityList(
                                        "ROLE_AGENT", "SCOPE_read", "AGENT_OF_CHANGE")));
        assertThat(user.id()).isEqualTo("ada");
        assertThat(user.roles()).containsExactly("AGENT");
        assertThat(user.principal()).isEqualTo("ada");
    }

    @Test
    void who_is_not_authenticated_is_a_guest() {
        assertThat(
                        principals.user(
                                new AnonymousAuthenticationToken(
                                        "key",
                                        "anonymousUser",
                                        AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"))))
                .isNull();
        assertThat(principals.user(new TestingAuthenticationToken("ada", "wrong"))).isNull();
    }

    @Test
    void a_principal_of_the_web_server_goes_by_its_name() {
        assertThat(principals.user(() -> "ada").id()).isEqualTo("ada");
    }
}
