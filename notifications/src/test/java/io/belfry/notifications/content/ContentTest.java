package io.belfry.notifications.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.belfry.fields.FieldRefused;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What notifications may say, and how it is written. */
class ContentTest {
    private static final Content TITLE = Content.of("t");

    private static void refuses(String field, String message, ThrowingCallable call) {
        assertThatExceptionOfType(FieldRefused.class)
                .isThrownBy(call)
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.field()).isEqualTo(field));
    }

    @Test
    void texts_have_their_limits() {
        assertThat(Content.of("t".repeat(200)).title()).hasSize(200);
        refuses("title", "201 characters, must have 1 to 200", () -> Content.of("t".repeat(201)));
        refuses("title", "0 characters, must have 1 to 200", () -> Content.of(""));
        assertThat(TITLE.withMessage("m".repeat(2_000)).message()).hasSize(2_000);
        refuses("message", "must have 1 to 2000", () -> TITLE.withMessage("m".repeat(2_001)));
        refuses("message", "must have 1 to 2000", () -> TITLE.withMessage(""));
        refuses(
                "action_url",
                "must have 1 to 2000",
                () -> TITLE.withActionUrl("/" + "u".repeat(2_000)));
    }

    @Test
    void titles_are_one_line_and_messages_may_be_more() {
        refuses("title", "control characters", () -> Content.of("a\nb"));
        refuses("title", "control characters", () -> Content.of("a\u0000"));
        refuses("title", "half a character", () -> Content.of("\ud83d"));
        refuses("message", "control characters", () -> TITLE.withMessage("a\u0007"));
        assertThat(TITLE.withMessage("a\n\tb \ud83d\ude00").message()).contains("\n\t");
        assertThat(Content.of("<b>5 > 3</b>").title()).isEqualTo("<b>5 > 3</b>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/a/b?c=d#e",
                "https://example.com",
                "http://example.com:8080/a",
                "HTTPS://a",
                "https://example.com?a",
                "/zoë"
            })
    void a_click_may_lead_to_a_page(String url) {
        assertThat(TITLE.withActionUrl(url).actionUrl()).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "JavaScript:alert(1)",
                "data:text/html,x",
                "//evil.com",
                "/\\evil.com",
                "\\\\evil.com",
                "https:evil.com",
                "https:/evil.com",
                "https://",
                "https:///a",
                "ftp://example.com",
                "mailto:a@b.c",
                "a/b",
                " /a",
                "/a b",
                "https://exa mple.com",
                "https://a\\b",
                "java\tscript:alert(1)",
                "/a\u2028b c"
            })
    void a_click_leads_to_nothing_but_a_page(String url) {
        assertThatExceptionOfType(FieldRefused.class)
                .isThrownBy(() -> TITLE.withActionUrl(url))
                .satisfies(e -> assertThat(e.field()).isEqualTo("action_url"));
    }

    @Test
    void data_is_an_object_of_8_kib() {
        assertThat(TITLE.withData(Map.of("d", "x".repeat(8 * 1024 - 8))).data().json())
                .hasSize(8 * 1024);
        refuses(
                "data",
                "data has 8193 bytes, at most 8192",
                () -> TITLE.withData(Map.of("d", "x".repeat(8 * 1024 - 7))));
        refuses("data", "at most 8192", () -> TITLE.withData(Map.of("d", "é".repeat(5_000))));
        refuses("data", "no JSON object", () -> new Data("[1]"));
        refuses("data", "no JSON object", () -> new Data("{"));
        Map<String, Object> itself = new HashMap<>();
        itself.put("itself", itself);
        refuses("data", "no JSON object", () -> Data.of(itself));
    }

    @Test
    void what_is_given_as_data_may_change_afterwards() {
        Map<String, Object> given = new HashMap<>(Map.of("a", 1));
        Content content = TITLE.withData(given);
        given.put("a", 2);
        assertThat(content.data().asMap()).isEqualTo(Map.of("a", 1));
    }

    @Test
    void an_item_is_written_as_pages_expect_it() {
        Instant noon = Instant.parse("2026-11-27T12:00:00Z");
        UUID id = UUID.fromString("01a21d67-61e4-7061-ad1a-5709fd6d77a8");
        Item item =
                new Item(
                        id,
                        "note",
                        "t",
                        null,
                        "/a",
                        Data.of(Map.of("n", 1)),
                        Importance.URGENT,
                        2,
                        noon,
                        noon.plusMillis(5),
                        null,
                        null,
                        null);
        assertThat(JsonMapper.shared().writeValueAsString(item))
                .isEqualTo(
                        "{\"id\":\"01a21d67-61e4-7061-ad1a-5709fd6d77a8\",\"type\":\"note\","
                                + "\"title\":\"t\",\"message\":null,\"action_url\":\"/a\","
                                + "\"data\":{\"n\":1},\"importance\":\"urgent\",\"occurrences\":2,"
                                + "\"created_at\":\"2026-11-27T12:00:00.000Z\","
                                + "\"seen_at\":\"2026-11-27T12:00:00.005Z\",\"read_at\":null,"
                                + "\"archived_at\":null,\"expires_at\":null}");
        assertThat(JsonMapper.shared().writeValueAsString(new Counts(1, 2, 3)))
                .isEqualTo("{\"unread\":1,\"unseen\":2,\"version\":3}");
    }

    @NotificationType("given")
    record Named(String group, Duration expiry) implements Notification {
        @Override
        public Content content() {
            return TITLE;
        }

        @Override
        public Content contentFor(String route) {
            return route.equals("mail") ? Content.of("longer") : TITLE;
        }

        @Override
        public List<String> routes() {
            return List.of("bell", "mail", "bell");
        }

        @Override
        public Optional<String> groupKey() {
            return Optional.of(group);
        }

        @Override
        public Optional<Duration> expiresAfter() {
            return Optional.of(expiry);
        }
    }

    record Unnamed() implements Notification {
        @Override
        public Content content() {
            return TITLE;
        }
    }

    @Test
    void a_sending_survives_being_kept() {
        Instant noon = Instant.parse("2026-11-27T12:00:00Z");
        Sending sending = Sending.of(new Named("g", Duration.ofNanos(5_000_001)), noon);
        assertThat(sending.routes()).containsExactly("bell", "mail");
        assertThat(sending.own()).isEqualTo(Map.of("mail", Content.of("longer")));
        assertThat(sending.expiresAt()).isEqualTo(noon.plusMillis(5));
        String kept = JsonMapper.shared().writeValueAsString(sending);
        assertThat(JsonMapper.shared().readValue(kept, Sending.class)).isEqualTo(sending);
    }

    @Test
    void a_type_is_named_by_its_annotation_or_its_class() {
        assertThat(TypeName.of(Named.class)).isEqualTo("given");
        assertThat(TypeName.of(Unnamed.class)).isEqualTo(Unnamed.class.getName());
    }

    @Test
    void groups_and_expiries_have_their_limits() {
        Instant noon = Instant.parse("2026-11-27T12:00:00Z");
        Duration hour = Duration.ofHours(1);
        refuses("group_key", "1 to 200", () -> Sending.of(new Named("", hour), noon));
        refuses("group_key", "1 to 200", () -> Sending.of(new Named("g".repeat(201), hour), noon));
        refuses("expires_at", "not after", () -> Sending.of(new Named("g", Duration.ZERO), noon));
    }
}
