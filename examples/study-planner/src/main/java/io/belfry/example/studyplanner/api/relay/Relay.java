package io.belfry.example.studyplanner.api.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.broadcasting.driver.BroadcastFailed;
import io.belfry.broadcasting.driver.Driver;
import io.belfry.broadcasting.driver.Publication;
import io.belfry.example.studyplanner.api.people.SignedIn;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * The relay, as this application calls it: with its API key, which is all it holds. What the outbox
 * has to send goes through {@link #send}, each event with a key of its own. Thread-safe.
 */
@Component
class Relay implements Driver {
    /** What is wrong with an event itself; whatever else is wrong can be put right. */
    private static final Set<Integer> FOR_GOOD = Set.of(400, 413, 422);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final RestClient http;

    Relay(RelaySettings settings) {
        JdkClientHttpRequestFactory requests =
                new JdkClientHttpRequestFactory(
                        HttpClient.newBuilder()
                                .version(HttpClient.Version.HTTP_1_1)
                                .connectTimeout(CONNECT_TIMEOUT)
                                .build());
        requests.setReadTimeout(TIMEOUT);
        this.http =
                RestClient.builder()
                        .baseUrl(settings.url().toString())
                        .requestFactory(requests)
                        .defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + settings.apiKey())
                        .build();
    }

    @Override
    public void send(Publication publication) {
        call(
                http.post()
                        .uri("/api/study-planner/session-updated")
                        .header("Idempotency-Key", publication.key())
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(publication.data().getBytes(UTF_8)));
    }

    @Override
    public void disconnect(String userId) {
        call(http.post().uri("/api/study-planner/users/{id}/disconnect", userId));
    }

    private static void call(RestClient.RequestHeadersSpec<?> request) {
        try {
            request.retrieve().toBodilessEntity();
        } catch (RestClientResponseException e) {
            int status = e.getStatusCode().value();
            String message = "the relay answered " + e.getMessage();
            throw FOR_GOOD.contains(status)
                    ? BroadcastFailed.forGood(message, e)
                    : BroadcastFailed.forNow(message, e);
        } catch (RestClientException e) {
            throw BroadcastFailed.forNow("the relay does not answer: " + e.getMessage(), e);
        }
    }

    /**
     * Asks whether somebody may listen to a channel. This application says who it is; the rules,
     * and the secret that signs, are the relay's.
     *
     * @throws RestClientException when the relay does not answer
     */
    ResponseEntity<String> authorize(SignedIn person, String socketId, String channelName) {
        return http.post()
                .uri("/broadcasting/auth")
                .header("X-Vouched-User", person.getName())
                .header("X-Vouched-Role", person.role().name())
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("socket_id", socketId, "channel_name", channelName))
                .exchange((request, response) ->
                        ResponseEntity.status(response.getStatusCode())
                                .contentType(MediaType.APPLICATION_JSON)
                                .body(new String(response.getBody().readAllBytes(), UTF_8)));
    }
}
