package io.belfry.load.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.load.server.Dialect.Meaning;
import io.belfry.protocol.AppKey;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts and signatures as in the documentation of Pusher. */
class PusherDialectTest {
    private static final String ESTABLISHED =
            "{\"event\":\"pusher:connection_established\",\"data\":"
                    + "\"{\\\"socket_id\\\":\\\"1234.1234\\\",\\\"activity_timeout\\\":120}\"}";

    private final PusherDialect dialect =
            new PusherDialect(new AppKey("278d425bdf160c739803", "7ad3773142a6692b25b8"));

    @Test
    void the_path_names_the_key_and_the_protocol() {
        assertThat(dialect.path()).startsWith("/app/278d425bdf160c739803?protocol=7&");
    }

    @Test
    void who_wants_no_channel_is_there_when_connected() {
        assertThat(dialect.hear(ESTABLISHED, Wish.NOTHING)).isEqualTo(new Meaning.Ready());
    }

    @Test
    void a_public_channel_is_subscribed_to_without_proof() {
        assertThat(dialect.hear(ESTABLISHED, Wish.channel("news")))
                .isEqualTo(
                        new Meaning.Answer(
                                "{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"news\"}}"));
    }

    @Test
    void a_private_channel_is_signed_as_pusher_documents_it() {
        assertThat(dialect.hear(ESTABLISHED, Wish.channel("private-foobar")))
                .isEqualTo(
                        new Meaning.Answer(
                                "{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":"
                                        + "\"private-foobar\",\"auth\":\"278d425bdf160c739803:"
                                        + "58df8b0c36d6982b82c3ecf6b4662e34fe8c25bba48f5369f135bf"
                                        + "843651c3a4\"}}"));
    }

    @Test
    void a_presence_channel_is_told_who_comes() {
        Meaning meaning = dialect.hear(ESTABLISHED, new Wish("presence-room", "alice"));

        assertThat(meaning).isInstanceOf(Meaning.Answer.class);
        assertThat(((Meaning.Answer) meaning).text())
                .endsWith(",\"channel_data\":\"{\\\"user_id\\\":\\\"alice\\\"}\"}}");
    }

    @Test
    void a_subscription_that_succeeded_is_the_end_of_the_way() {
        assertThat(
                        hear(
                                "{\"event\":\"pusher_internal:subscription_succeeded\","
                                        + "\"channel\":\"news\",\"data\":\"{}\"}"))
                .isEqualTo(new Meaning.Ready());
    }

    @Test
    void a_ping_is_answered() {
        assertThat(hear("{\"event\":\"pusher:ping\",\"data\":{}}"))
                .isEqualTo(new Meaning.Answer("{\"event\":\"pusher:pong\",\"data\":{}}"));
    }

    @Test
    void an_error_is_a_refusal_in_the_words_of_the_server() {
        assertThat(
                        hear(
                                "{\"event\":\"pusher:error\",\"data\":"
                                        + "{\"code\":4001,\"message\":\"No such app.\"}}"))
                .isEqualTo(
                        new Meaning.Refused(
                                "the server said 4001: No such app", Dialect.Reason.CREDENTIALS));
        assertThat(
                        hear(
                                "{\"event\":\"pusher:error\",\"data\":"
                                        + "\"{\\\"code\\\":4009,\\\"message\\\":\\\"No\\\"}\"}"))
                .isEqualTo(
                        new Meaning.Refused(
                                "the server said 4009: No", Dialect.Reason.CREDENTIALS));
    }

    @Test
    void an_error_that_does_not_end_the_connection_is_an_objection() {
        assertThat(
                        hear(
                                "{\"event\":\"pusher:error\",\"data\":"
                                        + "{\"code\":4302,\"message\":\"Too long\"}}"))
                .isEqualTo(new Meaning.Objection("the server said 4302: Too long"));
    }

    @Test
    void an_error_about_a_client_event_is_its_rejection() {
        assertThat(
                        hear(
                                "{\"event\":\"pusher:error\",\"data\":"
                                        + "{\"code\":4301,\"message\":\"Too fast\"}}"))
                .isEqualTo(new Meaning.Rejected("the server said 4301: Too fast"));
    }

    @Test
    void a_refused_subscription_says_why() {
        assertThat(
                        hear(
                                "{\"event\":\"pusher:subscription_error\",\"channel\":\"private-x\","
                                    + "\"data\":{\"type\":\"AuthError\",\"error\":\"Bad.\"}}"))
                .isEqualTo(
                        new Meaning.Refused(
                                "the subscription was refused: Bad", Dialect.Reason.CREDENTIALS));
    }

    @ParameterizedTest
    @CsvSource({
        "4001, CREDENTIALS",
        "4009, CREDENTIALS",
        "4200, LEAVING",
        "1001, LEAVING",
        "1012, LEAVING",
        "4100, OTHER",
        "4201, OTHER",
        "1000, OTHER"
    })
    void a_close_code_tells_of_a_key_that_is_not_known_and_of_a_server_that_goes(
            int code, Dialect.Reason reason) {
        assertThat(dialect.reasonOf(code)).isEqualTo(reason);
    }

    @Test
    void members_are_seen_coming_and_going() {
        assertThat(
                        hear(
                                "{\"event\":\"pusher_internal:member_added\",\"data\":"
                                        + "\"{\\\"user_id\\\":\\\"visitor-7\\\"}\"}"))
                .isEqualTo(new Meaning.Presence("visitor-7", true));
        assertThat(
                        hear(
                                "{\"event\":\"pusher_internal:member_removed\",\"data\":"
                                        + "{\"user_id\":7}}"))
                .isEqualTo(new Meaning.Presence("7", false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "[]",
                "{\"event\":7}",
                "{\"event\":\"pusher:pong\"}",
                "{\"event\":\"pusher:pi",
                "{\"other\":{\"event\":\"pusher:ping\"}}"
            })
    void what_it_does_not_know_means_nothing(String text) {
        assertThat(hear(text)).isEqualTo(new Meaning.Nothing());
    }

    private Meaning hear(String text) {
        return dialect.hear(text, Wish.NOTHING);
    }
}
