package io.belfry.broadcasting.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;

import io.belfry.broadcasting.event.BroadcastEvent;
import io.belfry.broadcasting.event.Channel;
import io.belfry.broadcasting.event.PublicChannel;
import io.belfry.broadcasting.event.VisibleTo;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Map;
import java.util.Optional;

class PayloadWriterTest {
    private final PayloadWriter payloads = new PayloadWriter(JsonMapper.shared());

    record Reply(String message, @VisibleTo("agent") @Nullable String note) {}

    record Ticket(int id, List<Reply> replies, @VisibleTo({"agent", "admin"}) int priority) {}

    @Test
    void what_is_visible_to_some_is_in_their_payload_alone_at_any_depth() {
        Ticket ticket = new Ticket(1, List.of(new Reply("hello", "rude")), 3);
        String forAll = "{\"id\":1,\"replies\":[{\"message\":\"hello\"}]}";

        assertThat(payloads.write(ticket, null)).isEqualTo(forAll);
        assertThat(payloads.write(ticket, "customer")).isEqualTo(forAll);
        assertThat(payloads.write(ticket, "admin"))
                .isEqualTo("{\"id\":1,\"replies\":[{\"message\":\"hello\"}],\"priority\":3}");
        assertThat(payloads.write(Map.of("ticket", ticket), "agent"))
                .isEqualTo(
                        "{\"ticket\":{\"id\":1,\"replies\":[{\"message\":\"hello\",\"note\":\"rude\"}],"
                            + "\"priority\":3}}");
    }

    static final class Bean {
        @VisibleTo("agent")
        public String field = "f";

        @VisibleTo("agent")
        public String getGetter() {
            return "g";
        }

        public String getOpen() {
            return "o";
        }
    }

    @VisibleTo("agent")
    record Secret(String text) {}

    record WithSecret(Secret secret, String open) {}

    record Unwrapped(@JsonUnwrapped(prefix = "reply_") Reply reply) {}

    record HiddenUnwrapped(@VisibleTo("agent") @JsonUnwrapped Reply reply, String open) {}

    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    record AsArray(String open, @VisibleTo("agent") String note) {}

    record Renamed(@JsonProperty("n") @VisibleTo("agent") String note, String open) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Sparse(@VisibleTo("agent") @Nullable String note) {}

    @Test
    void however_jackson_writes_it_nobody_else_sees_it() {
        assertThat(payloads.write(new Bean(), "customer")).isEqualTo("{\"open\":\"o\"}");
        assertThat(payloads.write(new Bean(), "agent")).contains("\"f\"", "\"g\"", "\"o\"");
        WithSecret secret = new WithSecret(new Secret("s"), "o");
        assertThat(payloads.write(secret, "customer")).isEqualTo("{\"open\":\"o\"}");
        assertThat(payloads.write(secret, "agent")).contains("\"secret\":{\"text\":\"s\"}");
        Unwrapped unwrapped = new Unwrapped(new Reply("hello", "rude"));
        assertThat(payloads.write(unwrapped, "customer"))
                .isEqualTo("{\"reply_message\":\"hello\"}");
        assertThat(payloads.write(unwrapped, "agent"))
                .isEqualTo("{\"reply_message\":\"hello\",\"reply_note\":\"rude\"}");
        HiddenUnwrapped hidden = new HiddenUnwrapped(new Reply("hello", "rude"), "o");
        assertThat(payloads.write(hidden, "customer")).isEqualTo("{\"open\":\"o\"}");
        assertThat(payloads.write(hidden, "agent"))
                .isEqualTo("{\"message\":\"hello\",\"note\":\"rude\",\"open\":\"o\"}");
        assertThat(payloads.write(new AsArray("o", "n"), "customer")).isEqualTo("[\"o\",null]");
        assertThat(payloads.write(new AsArray("o", "n"), "agent")).isEqualTo("[\"o\",\"n\"]");
        assertThat(payloads.write(new Renamed("n", "o"), "customer")).isEqualTo("{\"open\":\"o\"}");
        assertThat(payloads.write(new Renamed("n", "o"), "agent"))
                .isEqualTo("{\"n\":\"n\",\"open\":\"o\"}");
        assertThat(payloads.write(new Sparse(null), "agent")).isEqualTo("{}");
    }

    record Told(List<Channel> channels, String text) implements BroadcastEvent {}

    @Test
    void an_event_that_is_its_own_payload_keeps_its_channels_to_itself() {
        Told told = new Told(List.of(new PublicChannel("news")), "hello");
        assertThat(payloads.write(told, null)).isEqualTo("{\"text\":\"hello\"}");
    }

    record TwoWords(int firstWord) {}

    @Test
    void the_mapper_of_the_application_decides_on_the_rest() {
        JsonMapper mapper =
                JsonMapper.builder()
                        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                        .build();
        assertThat(new PayloadWriter(mapper).write(new TwoWords(1), null))
                .isEqualTo("{\"first_word\":1}");
        assertThat(mapper.writeValueAsString(new Reply("a", "b"))).contains("note");
    }

    @VisibleTo("agent")
    interface Internal {}

    record Note(String text) implements Internal {}

    record Holder(Object any, List<Note> list, Note[] array, Optional<Note> maybe, Note own) {}

    @Test
    void objects_that_only_some_may_see_are_nowhere_else() {
        Note note = new Note("s");
        Holder holder = new Holder(note, List.of(note), new Note[] {note}, Optional.of(note), note);
        for (@Nullable String audience : new @Nullable String[] {null, "customer"}) {
            assertThat(payloads.write(holder, audience)).doesNotContain("text");
            assertThat(payloads.write(note, audience)).isEqualTo("null");
            assertThat(payloads.write(List.of(note), audience)).isEqualTo("[null]");
            assertThat(payloads.write(Map.of("n", note), audience)).isEqualTo("{\"n\":null}");
        }
        assertThat(payloads.write(List.of(note), "agent")).isEqualTo("[{\"text\":\"s\"}]");
        assertThat(payloads.write(holder, "agent"))
                .isEqualTo(
                        "{\"any\":{\"text\":\"s\"},\"list\":[{\"text\":\"s\"}],"
                                + "\"array\":[{\"text\":\"s\"}],\"maybe\":{\"text\":\"s\"},"
                                + "\"own\":{\"text\":\"s\"}}");
    }

    static final class AnyGetter {
        @JsonAnyGetter
        @VisibleTo("agent")
        public Map<String, String> any() {
            return Map.of("secret", "s");
        }
    }

    static final class JsonValued {
        @JsonValue
        @VisibleTo("agent")
        public String value() {
            return "secret";
        }
    }

    @Test
    void what_cannot_be_left_out_is_not_written_at_all() {
        for (Object each : List.of(new AnyGetter(), new JsonValued())) {
            assertThatException()
                    .isThrownBy(() -> payloads.write(each, "agent"))
                    .withMessageContaining("@VisibleTo, which do not go together");
        }
    }
}
