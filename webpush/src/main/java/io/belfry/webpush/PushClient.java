package io.belfry.webpush;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;

/**
 * Hands messages to the push services of browsers (RFC 8030). Follows no redirects, and sends
 * nowhere but to its destinations. Thread-safe.
 */
public final class PushClient implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    /** Services refuse tokens of more than a day (RFC 8292, 2); clocks differ. */
    private static final Duration TOKEN_LIFE = Duration.ofHours(12);

    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final VapidKeys keys;
    private final String contact;
    private final Destinations destinations;
    private final Clock clock;
    private final HttpClient http;

    /**
     * @param contact a mailto: or https: address at which push services find whoever runs this
     * @throws IllegalArgumentException when the contact is neither
     */
    public PushClient(VapidKeys keys, String contact, Destinations destinations) {
        this(keys, contact, destinations, Clock.systemUTC());
    }

    PushClient(VapidKeys keys, String contact, Destinations destinations, Clock clock) {
        if (!contact.startsWith("mailto:") && !contact.startsWith("https:")) {
            throw new IllegalArgumentException("contact is no mailto: or https: address");
        }
        this.keys = keys;
        this.contact = contact;
        this.destinations = destinations;
        this.clock = clock;
        this.http =
                HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(CONNECT)
                        .build();
    }

    /** Sends, and returns when the push service has answered. */
    public PushResult send(PushSubscription to, PushMessage message) {
        try {
            destinations.check(to.endpoint());
            return answer(request(to, message));
        } catch (IllegalArgumentException e) {
            return new PushResult.Refused(String.valueOf(e.getMessage()));
        } catch (UnknownHostException e) {
            return new PushResult.Later(to.endpoint().getHost() + " is not known", null);
        } catch (IOException e) {
            return new PushResult.Later(to.endpoint().getHost() + " does not answer: " + e, null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new PushResult.Later("interrupted", null);
        }
    }

    private HttpRequest request(PushSubscription to, PushMessage message) {
        URI endpoint = to.endpoint();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(endpoint)
                        .timeout(ANSWER)
                        .header(
                                "Authorization",
                                keys.authorization(
                                        endpoint, contact, clock.instant().plus(TOKEN_LIFE)))
                        .header("Content-Encoding", "aes128gcm")
                        .header("Content-Type", "application/octet-stream")
                        .header("TTL", String.valueOf(message.ttl().toSeconds()))
                        .header("Urgency", message.urgency().header());
        if (message.topic() != null) {
            request.header("Topic", message.topic());
        }
        byte[] sealed = Sealing.seal(to, message.text().getBytes(UTF_8));
        return request.POST(HttpRequest.BodyPublishers.ofByteArray(sealed)).build();
    }

    private static PushResult result(HttpResponse<?> response) {
        int status = response.statusCode();
        String reason = "answered " + status;
        return switch (status) {
            case 200, 201, 202, 204 -> new PushResult.Accepted();
            case 404, 410 -> new PushResult.Gone(status);
            case 408, 429 -> new PushResult.Later(reason, pause(response));
            default ->
                    status >= 500
                            ? new PushResult.Later(reason, pause(response))
                            : new PushResult.Refused(reason);
        };
    }

    /** What a stranger says after its status is not waited for, and not for a log. */
    private PushResult answer(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<InputStream> response =
                http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream unread = response.body()) {
            return result(response);
        }
    }

    /** In seconds; a date, which it may be too, is left to the caller's own patience. */
    private static @Nullable Duration pause(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("[0-9]{1,9}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .map(pause -> pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause)
                .orElse(null);
    }

    @Override
    public void close() {
        http.close();
    }
}
