package io.belfry.broadcasting.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.belfry.broadcasting.BroadcastListener.Accepted;
import io.belfry.broadcasting.driver.Publication;
import io.belfry.broadcasting.fake.BroadcastFake;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What goes over the wire of a notification; {@code compat/} shows that Echo hears just that. */
class NotificationEventTest {
    private static Publication sent(NotificationEvent event) {
        BroadcastFake fake = new BroadcastFake();
        fake.broadcaster().broadcast(event).send();
        List<Accepted> all = fake.broadcasts();
        assertThat(all).hasSize(1);
        return all.getFirst().publications().getFirst();
    }

    @Test
    void it_is_what_echo_listens_for_and_its_id_and_type_take_precedence() throws IOException {
        JsonNode expected =
                JsonMapper.shared()
                        .readTree(Files.readString(Path.of("../compat/notification.json")));
        Publication sent =
                sent(
                        new NotificationEvent(
                                List.of(new PrivateChannel("com.acme.User.7")),
                                "com.acme.InvoicePaid",
                                new UUID(42, 42),
                                Map.of("invoice", 4711, "id", "no", "type", "neither")));

        assertThat(sent.name()).isEqualTo(expected.path("name").stringValue());
        assertThat(sent.channels()).hasToString("[" + expected.path("channel").stringValue() + "]");
        assertThat(JsonMapper.shared().readTree(sent.data())).isEqualTo(expected.path("data"));
    }

    @Test
    void each_has_an_id_of_its_own() {
        PrivateChannel user = new PrivateChannel("com.acme.User.7");
        NotificationEvent first = NotificationEvent.of(user, "paid", Map.of());
        NotificationEvent second = NotificationEvent.of(user, "paid", Map.of());
        assertThat(first.id()).isNotEqualTo(second.id());
        assertThat(sent(first).data()).contains(first.id().toString());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NotificationEvent.of(user, "", Map.of()))
                .withMessage("the type of a notification is empty");
    }
}
