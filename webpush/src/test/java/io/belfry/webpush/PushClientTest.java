package io.belfry.webpush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.testkit.GivenBrowser;
import io.belfry.testkit.GivenPushService;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What push services are handed, and what is made of their answers. */
@Timeout(60)
class PushClientTest {
    private static final VapidKeys KEYS = VapidKeys.generate();
    private static final Clock THEN =
            Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC);

    private final GivenPushService service = GivenPushService.standard();
    private final PushClient client =
            new PushClient(KEYS, "mailto:ops@example.org", Destinations.anywhere(), THEN);

    @AfterEach
    void close() {
        client.close();
        service.close();
    }

    private static PushSubscription subscription(GivenBrowser browser) {
        return PushSubscription.of(browser.endpoint(), browser.p256dh(), browser.auth());
    }

    private static PushMessage message(String text) {
        return new PushMessage(text, Duration.ofHours(1), Urgency.HIGH, "bell");
    }

    private PushResult sent(GivenBrowser browser) {
        return client.send(subscription(browser), message("x"));
    }

    @Test
    void the_browser_that_it_is_for_can_read_it() throws Exception {
        GivenBrowser one = service.subscribes();
        GivenBrowser other = service.subscribes();

        assertThat(client.send(subscription(one), message("für eins")))
                .isEqualTo(new PushResult.Accepted());
        assertThat(client.send(subscription(other), message("")))
                .isEqualTo(new PushResult.Accepted());

        GivenPushService.Pushed pushed = service.awaitPushed();
        assertThat(pushed.browser()).isSameAs(one);
        assertThat(pushed.text()).isEqualTo("für eins");
        assertThat(pushed.headers().getFirst("TTL")).isEqualTo("3600");
        assertThat(pushed.headers().getFirst("Urgency")).isEqualTo("high");
        assertThat(pushed.headers().getFirst("Topic")).isEqualTo("bell");
        assertThat(pushed.headers().getFirst("Content-Encoding")).isEqualTo("aes128gcm");
        assertThat(service.awaitPushed().text()).isEmpty();
    }

    @Test
    void the_longest_message_fits_and_a_longer_one_is_refused_before_it_is_sent() throws Exception {
        String longest = "x".repeat(PushMessage.MAX_BYTES);
        client.send(subscription(service.subscribes()), message(longest));
        assertThat(service.awaitPushed().text()).isEqualTo(longest);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> message(longest + "x"))
                .withMessage("a push message has at most 3993 bytes, not 3994");
    }

    @Test
    void the_push_service_can_see_who_sends_and_that_it_is_meant() throws Exception {
        GivenBrowser browser = service.subscribes();
        sent(browser);

        String authorization = service.awaitPushed().headers().getFirst("Authorization");
        Matcher parts =
                Pattern.compile("vapid t=([^.]+)\\.([^.]+)\\.([^.]+), k=(.+)")
                        .matcher(authorization);
        assertThat(parts.matches()).isTrue();
        String origin = browser.endpoint().replaceAll("/to/.*", "");
        assertThat(text(parts.group(1))).isEqualTo("{\"typ\":\"JWT\",\"alg\":\"ES256\"}");
        assertThat(text(parts.group(2)))
                .isEqualTo(
                        "{\"aud\":\"%s\",\"exp\":1700043200,\"sub\":\"mailto:ops@example.org\"}"
                                .formatted(origin));
        assertThat(parts.group(4)).isEqualTo(KEYS.publicKey());
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(P256.publicKey("k", Base64.getUrlDecoder().decode(parts.group(4))));
        signature.update((parts.group(1) + "." + parts.group(2)).getBytes(UTF_8));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(parts.group(3)))).isTrue();
    }

    private static String text(String base64) {
        return new String(Base64.getUrlDecoder().decode(base64), UTF_8);
    }

    @Test
    void a_subscription_that_is_no_more_is_gone() {
        GivenBrowser browser = service.subscribes();
        service.forgets(browser);
        assertThat(sent(browser)).isEqualTo(new PushResult.Gone(410));
        service.answers(404, Map.of());
        assertThat(sent(service.subscribes())).isEqualTo(new PushResult.Gone(404));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void a_service_that_has_no_time_is_to_be_asked_later(int status) {
        service.answers(status, Map.of("Retry-After", "120"));
        assertThat(sent(service.subscribes()))
                .isEqualTo(new PushResult.Later("answered " + status, Duration.ofMinutes(2)));
        service.answers(status, Map.of("Retry-After", "999999999"));
        assertThat(sent(service.subscribes()))
                .isEqualTo(new PushResult.Later("answered " + status, Duration.ofHours(1)));
        service.answers(status, Map.of("Retry-After", "Fri, 31 Dec 1999 23:59:59 GMT"));
        assertThat(sent(service.subscribes()))
                .isEqualTo(new PushResult.Later("answered " + status, null));
    }

    @Test
    void a_service_that_goes_on_answering_for_ever_holds_nobody_up() throws Exception {
        try (ServerSocket endless = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> {
                try {
                    Socket caller = endless.accept();
                    caller.getOutputStream()
                            .write(
                                    "HTTP/1.1 201 Created\r\nContent-Length: 9\r\n\r\n."
                                            .getBytes(UTF_8));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            GivenBrowser browser = service.subscribes();
            String endpoint = "http://127.0.0.1:" + endless.getLocalPort() + "/";

            assertThat(
                            client.send(
                                    PushSubscription.of(endpoint, browser.p256dh(), browser.auth()),
                                    message("x")))
                    .isEqualTo(new PushResult.Accepted());
        }
    }

    @Test
    void a_service_that_is_away_is_to_be_asked_later() {
        GivenBrowser browser = service.subscribes();
        service.close();
        assertThat(sent(browser))
                .isInstanceOfSatisfying(
                        PushResult.Later.class,
                        later ->
                                assertThat(later.reason()).startsWith("127.0.0.1 does not answer"));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 403, 413})
    void what_is_refused_is_never_asked_again_and_no_redirect_is_followed(int status) {
        service.answers(status, Map.of("Location", "http://127.0.0.1:1/"));
        assertThat(sent(service.subscribes()))
                .isEqualTo(new PushResult.Refused("answered " + status));
    }

    @Test
    void nothing_is_sent_to_a_private_address() {
        try (PushClient careful =
                new PushClient(KEYS, "https://example.org", Destinations.internet())) {
            assertThat(careful.send(subscription(service.subscribes()), message("x")))
                    .isEqualTo(new PushResult.Refused("endpoint is no https URL"));
            assertThat(service.waiting()).isZero();
        }
    }

    @Test
    void a_contact_is_an_address() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PushClient(KEYS, "ops", Destinations.internet()))
                .withMessage("contact is no mailto: or https: address");
    }
}
