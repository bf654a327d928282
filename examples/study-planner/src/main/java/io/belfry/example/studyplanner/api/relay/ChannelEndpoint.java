package io.belfry.example.studyplanner.api.relay;

import io.belfry.example.studyplanner.api.people.SignedIn;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClientException;
import org.springframework.web.server.ResponseStatusException;

import java.util.Set;

/** Pages ask here for their channels, as they are signed in here; the relay decides. */
@RestController
class ChannelEndpoint {
    /** What the relay says of the wish. Anything else, such as 401, is about this application. */
    private static final Set<Integer> OF_THE_WISH = Set.of(200, 400, 403);

    private final Relay relay;

    ChannelEndpoint(Relay relay) {
        this.relay = relay;
    }

    record Wish(@NotNull String socketId, @NotNull String channelName) {}

    @PostMapping("/api/broadcasting/auth")
    ResponseEntity<String> authorize(
            @AuthenticationPrincipal SignedIn me, @RequestBody @Valid Wish wish) {
        ResponseEntity<String> answer;
        try {
            answer = relay.authorize(me, wish.socketId(), wish.channelName());
        } catch (RestClientException e) {
            throw unavailable("The relay does not answer.", e);
        }
        HttpStatusCode status = answer.getStatusCode();
        if (!OF_THE_WISH.contains(status.value())) {
            throw unavailable("The relay answered " + status.value() + ".", null);
        }
        return answer;
    }

    private static ResponseStatusException unavailable(
            String why, @Nullable RestClientException cause) {
        return new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, why, cause);
    }
}
