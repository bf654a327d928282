package io.belfry.example.care.people;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.spring.LiveAddress;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Signing in and out. */
@RestController
@RequestMapping("/api/v1")
class LoginEndpoints {
    private final People people;
    private final Tokens tokens;
    private final LiveAddress live;
    private final Broadcaster broadcaster;

    LoginEndpoints(People people, Tokens tokens, LiveAddress live, Broadcaster broadcaster) {
        this.people = people;
        this.tokens = tokens;
        this.live = live;
        this.broadcaster = broadcaster;
    }

    record Login(@NotNull String login, @NotNull String password) {}

    record Token(String token, Me me) {}

    @PostMapping("/login")
    Token login(@RequestBody @Valid Login login) {
        SignedIn person =
                people.find(login.login(), login.password())
                        .orElseThrow(() ->
                                new ResponseStatusException(
                                        HttpStatus.UNAUTHORIZED,
                                        "There is nobody with that login and password."));
        return new Token(tokens.issue(person.id()), me(person));
    }

    /**
     * Whoever is signed in elsewhere with another token loses their connection too, and comes back.
     */
    @PostMapping("/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logout(BearerTokenAuthentication authentication) {
        tokens.revoke(authentication.getToken().getTokenValue());
        broadcaster.disconnect(authentication.getName());
    }

    /** Who asks, and where their pages hear what is new. */
    record Me(long id, String name, Role role, LiveAddress.@Nullable Hub live) {}

    @GetMapping("/me")
    Me me(@AuthenticationPrincipal SignedIn me) {
        return new Me(me.id(), me.name(), me.role(), live.hub());
    }
}
