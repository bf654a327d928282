package io.belfry.example.studyplanner.api.people;

import io.belfry.broadcasting.Broadcaster;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

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
@RequestMapping("/api")
class LoginEndpoints {
    private final People people;
    private final Broadcaster broadcaster;

    LoginEndpoints(People people, Broadcaster broadcaster) {
        this.people = people;
        this.broadcaster = broadcaster;
    }

    record Login(@NotNull String login, @NotNull String password) {}

    record Me(long id, String name, Role role) {}

    record Session(String token, Me me) {}

    @PostMapping("/login")
    Session login(@RequestBody @Valid Login login) {
        SignedIn person =
                people.find(login.login(), login.password())
                        .orElseThrow(() ->
                                new ResponseStatusException(
                                        HttpStatus.UNAUTHORIZED,
                                        "Deze naam en dit wachtwoord horen niet bij elkaar."));
        return new Session(people.issueToken(person), me(person));
    }

    @GetMapping("/me")
    Me me(@AuthenticationPrincipal SignedIn me) {
        return new Me(me.id(), me.name(), me.role());
    }

    /**
     * The relay ends the person's connections; pages with another token come back by themselves.
     */
    @PostMapping("/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logout(BearerTokenAuthentication authentication) {
        people.revoke(authentication.getToken().getTokenValue());
        broadcaster.disconnect(authentication.getName());
    }
}
