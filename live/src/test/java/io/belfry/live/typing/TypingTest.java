package io.belfry.live.typing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.broadcasting.driver.LocalDriver;
import io.belfry.broadcasting.driver.Publication;
import io.belfry.broadcasting.event.PrivateChannel;
import io.belfry.fields.FieldRefused;
import io.belfry.live.StandingQueue;
import io.belfry.live.shared.UserNames;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.HubClient;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Who types, told over a real hub. */
@Timeout(60)
class TypingTest {
    @RegisterExtension static final GivenHub given = GivenHub.standard();

    private static final PrivateChannel CHANNEL = new PrivateChannel("conversation.5");
    private static final JsonMapper JSON = JsonMapper.shared();

    private static Typing typing(UserNames names, HubClient page) {
        Broadcaster broadcaster =
                Broadcaster.builder()
                        .connection(
                                "hub",
                                new LocalDriver(
                                        event -> given.hub().publish(given.app().id(), event)))
                        .currentSocket(page::socketId)
                        .build();
        return new Typing(given.keeping(broadcaster), TypingSettings.defaults(), names);
    }

    @Test
    void the_others_are_told_once_that_one_types_and_at_once_that_it_is_over() {
        HubClient page = given.client().subscribes("private-conversation.5");
        HubClient other = given.client().subscribes("private-conversation.5");
        Typing typing = typing(users -> Map.of("7", "Ada"), page);

        assertThat(typing.tell("7", CHANNEL, true)).isTrue();
        assertThat(typing.tell("7", CHANNEL, true)).isFalse();
        assertThat(typing.tell("7", new PrivateChannel("conversation.6"), true)).isTrue();
        assertThat(typing.tell("7", CHANNEL, false)).isTrue();

        assertThat(other.sees("TypingIndicator").data())
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"user_id": "7", "name": "Ada", "typing": true, "expires_in": 6}
                                """));
        assertThat(other.sees("TypingIndicator").data().path("typing").asBoolean()).isFalse();
        other.seesNothingMore();
        page.seesNothingMore();
    }

    @Test
    void it_is_told_now_or_never_and_waits_in_no_queue() {
        List<Publication> sent = new ArrayList<>();
        List<Publication> waiting = new ArrayList<>();
        Broadcaster broadcaster =
                Broadcaster.builder()
                        .connection("hub", sent::add)
                        .queue(drivers -> new StandingQueue(waiting))
                        .build();

        new Typing(broadcaster, TypingSettings.defaults(), UserNames.none())
                .tell("7", CHANNEL, true);

        assertThat(sent).hasSize(1);
        assertThat(waiting).isEmpty();
    }

    @Test
    void whom_nobody_can_name_has_no_name() {
        HubClient page = given.client();
        HubClient other = given.client().subscribes("private-conversation.5");

        typing(UserNames.none(), page).tell("8", CHANNEL, true);

        assertThat(other.sees("TypingIndicator").data().path("name").isNull()).isTrue();
    }

    @Test
    void what_is_not_as_it_may_be_is_refused() {
        TypingSettings usual = TypingSettings.defaults();
        Typing typing = typing(UserNames.none(), given.client());
        assertThatExceptionOfType(FieldRefused.class)
                .isThrownBy(() -> typing.tell("", CHANNEL, true));
        assertThatIllegalArgumentException().isThrownBy(() -> usual.withEvent(""));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new TypingSettings("a", Duration.ofSeconds(2), Duration.ofSeconds(2), 1))
                .withMessage("expires is PT2S, must be PT3S to PT1M");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new TypingSettings("a", Duration.ofSeconds(2), Duration.ofSeconds(6), 0))
                .withMessage("most is 0, must be 1 to 1000000");
    }
}
