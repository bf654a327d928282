package io.belfry.conformance.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.belfry.conformance.Check;
import io.belfry.conformance.Loopback;
import io.belfry.hub.Hub;
import io.belfry.hub.settings.HubSettings;
import io.belfry.hub.settings.LimitSettings;
import io.belfry.hub.settings.TlsSettings;
import io.belfry.testkit.ClientFrame;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.HubClient;
import io.belfry.testkit.RawHttp;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

@Execution(ExecutionMode.CONCURRENT)
class TlsTest {
    private static final int HANDSHAKE = 22;
    private static final int ALERT = 21;
    private static final int PROTOCOL_VERSION = 70;

    private static PemPair first;
    private static PemPair second;

    @TempDir private Path files;
    private Path certificate;
    private Path key;
    @AutoClose private GivenHub given;

    @BeforeAll
    static void makeCertificates(@TempDir Path folder) throws Exception {
        first = PemPair.madeIn(folder, "first");
        second = PemPair.madeIn(folder, "second");
    }

    @BeforeEach
    void startEncrypting() throws Exception {
        certificate = files.resolve("hub.pem");
        key = files.resolve("hub.key");
        first.writeKey(key);
        first.writeCertificate(certificate);
        given = GivenHub.with(encrypting());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void a_client_is_served_encrypted(String protocol) throws Exception {
        SSLContext trusting = PemPair.trusting(protocol, List.of(first));
        var client = client(trusting).subscribes("private-news");

        given.api()
                .post("/events", "{\"name\":\"e\",\"channel\":\"private-news\",\"data\":\"d\"}")
                .sendOver(http(trusting))
                .response();

        client.sees("e", "private-news");
        assertThat(session(trusting).getProtocol()).isEqualTo(protocol);
    }

    @Test
    void large_messages_cross_the_borders_of_tls_records() throws Exception {
        SSLContext trusting = trustingBoth();
        var one = client(trusting).subscribes("private-news");
        var two = client(trusting).subscribes("private-news");
        String data = "\"" + "x".repeat(9_000) + "\"";

        for (int i = 0; i < 10; i++) {
            one.says("private-news", "client-large", data);
        }

        for (int i = 0; i < 10; i++) {
            assertThat(two.sees("client-large").rawData().stringValue()).hasSize(9_000);
        }
    }

    @Test
    @Check(12)
    void an_app_that_wants_encryption_is_content() throws Exception {
        given.hub().reload(List.of(Loopback.app().forceTls(true).build()));

        client(trustingBoth()).subscribes("private-news");
    }

    @Test
    @Check(4)
    void a_refused_client_is_told_why_encrypted() throws Exception {
        var refused =
                given.keeping(
                        given.handshake()
                                .over(trustingBoth().getSocketFactory())
                                .path("/app/nobody?protocol=7")
                                .open());

        assertThat(refused.receivesText()).contains("4001");
        refused.closedWith(4001);
        refused.sends(ClientFrame.close(4001, ""));
        assertThat(refused.ends().reset()).isFalse();
    }

    @Test
    void older_versions_of_tls_are_refused() throws Exception {
        byte[] refusal = answerToHello("0302");

        assertThat(refusal[0]).isEqualTo((byte) ALERT);
        assertThat(refusal[6]).isEqualTo((byte) PROTOCOL_VERSION);
        assertThat(answerToHello("0303")[0]).isEqualTo((byte) HANDSHAKE);
    }

    @Test
    void plain_http_is_cut_off() throws Exception {
        var plain = given.http().sends("GET /up HTTP/1.1\r\nHost: here\r\n\r\n");

        assertThatThrownBy(plain::response).isInstanceOf(AssertionError.class);

        assertThat(http(trustingBoth()).get("/up").status()).isEqualTo(200);
    }

    @Test
    void a_client_that_begins_no_handshake_is_cut_off() throws Exception {
        var limits = LimitSettings.builder().handshakeTimeout(Loopback.SHORT).build();
        try (var hasty = GivenHub.with(encrypting().toBuilder().limits(limits).build())) {
            hasty.http().seesTheEnd();
            hasty.http().sends(new byte[] {HANDSHAKE, 3, 1, 0}).seesTheEnd();
        }
    }

    @Test
    void a_client_that_asks_for_nothing_is_cut_off_and_one_that_half_asks_is_answered_with_408()
            throws Exception {
        var limits = LimitSettings.builder().handshakeTimeout(Loopback.SHORT).build();
        try (var hasty = GivenHub.with(encrypting().toBuilder().limits(limits).build())) {
            http(hasty, trustingBoth()).seesTheEnd();
            var slow = http(hasty, trustingBoth());
            assertThat(slow.get("/up").status()).isEqualTo(200);
            assertThat(slow.sends("GET /up").response().status()).isEqualTo(408);
        }
    }

    @Test
    void the_hub_knows_that_it_encrypts() {
        assertThat(given.hub().scheme()).isEqualTo("https");
    }

    @Test
    void a_renewed_certificate_is_shown_to_new_clients_and_old_ones_stay() throws Exception {
        var before = client(trustingBoth()).subscribes("private-news");
        assertThat(shown()).isEqualTo(first.certificate());

        second.writeKey(key);
        second.writeCertificate(certificate);

        await().untilAsserted(() -> assertThat(shown()).isEqualTo(second.certificate()));
        client(trustingBoth()).subscribes("private-news").says("private-news", "client-hi", "1");
        before.sees("client-hi");
    }

    @Test
    void a_certificate_that_cannot_be_read_changes_nothing() throws Exception {
        Files.writeString(certificate, "no certificate");
        keepsShowing(first);
        Files.delete(certificate);
        keepsShowing(first);

        second.writeKey(key);
        second.writeCertificate(certificate);
        await().untilAsserted(() -> assertThat(shown()).isEqualTo(second.certificate()));
    }

    @Test
    void a_certificate_without_its_key_changes_nothing_until_the_key_comes() throws Exception {
        second.writeCertificate(certificate);
        keepsShowing(first);

        second.writeKey(key);

        await().untilAsserted(() -> assertThat(shown()).isEqualTo(second.certificate()));
    }

    @Test
    void a_hub_does_not_start_with_the_key_of_another_certificate() throws Exception {
        second.writeKey(key);

        assertThatThrownBy(() -> Hub.start(encrypting()).close())
                .isInstanceOf(IOException.class)
                .hasMessageContaining(certificate.toString())
                .hasMessageContaining(key.toString());
    }

    @Test
    void a_hub_does_not_start_without_its_certificate() throws Exception {
        Files.delete(certificate);

        assertThatThrownBy(() -> Hub.start(encrypting()).close())
                .isInstanceOf(IOException.class)
                .hasMessageContaining(certificate.toString());
    }

    private HubSettings encrypting() {
        return Loopback.hub(Loopback.app()).tls(new TlsSettings(certificate, key)).build();
    }

    private static SSLContext trustingBoth() throws Exception {
        return PemPair.trusting("TLSv1.3", List.of(first, second));
    }

    private HubClient client(SSLContext trusting) {
        var handshake = given.handshake().over(trusting.getSocketFactory());
        return HubClient.of(given.keeping(handshake.open()), given.key());
    }

    private RawHttp http(SSLContext trusting) {
        return http(given, trusting);
    }

    private static RawHttp http(GivenHub hub, SSLContext trusting) {
        return hub.keeping(
                RawHttp.to(hub.host(), hub.port(), trusting.getSocketFactory(), RawHttp.PATIENCE));
    }

    private java.security.cert.Certificate shown() throws Exception {
        return session(trustingBoth()).getPeerCertificates()[0];
    }

    /** Shows the same certificate for longer than it takes the hub to look at the files. */
    private void keepsShowing(PemPair expected) {
        await().during(Loopback.SHORT.multipliedBy(2))
                .until(() -> shown().equals(expected.certificate()));
    }

    private SSLSession session(SSLContext trusting) throws Exception {
        try (var socket =
                (SSLSocket) trusting.getSocketFactory().createSocket(given.host(), given.port())) {
            socket.startHandshake();
            return socket.getSession();
        }
    }

    /** The first record that comes back to a hello of a client of at most this version. */
    private byte[] answerToHello(String version) throws IOException {
        String ciphers = "c02b" + "c009" + "c00a";
        String groups = "000a" + "0004" + "0002" + "0017";
        String points = "000b" + "0002" + "0100";
        String signatures = "000d" + "0004" + "0002" + "0403";
        String extensions = sized(2, groups + points + signatures);
        String random = "07".repeat(32);
        String hello = version + random + sized(1, "") + sized(2, ciphers) + "0100" + extensions;
        String record = "16" + "0301" + sized(2, "01" + sized(3, hello));
        try (Socket socket = new Socket(given.host(), given.port())) {
            socket.setSoTimeout((int) RawHttp.PATIENCE.toMillis());
            socket.getOutputStream().write(HexFormat.of().parseHex(record));
            return socket.getInputStream().readNBytes(7);
        }
    }

    private static String sized(int bytes, String hex) {
        return HexFormat.of().toHexDigits(hex.length() / 2, 2 * bytes) + hex;
    }
}
