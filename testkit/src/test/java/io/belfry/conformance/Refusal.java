package io.belfry.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.testkit.RawClient;
import io.belfry.testkit.SeenMessage;

/** How a hub turns a client away. */
public final class Refusal {
    private Refusal() {}

    /**
     * Makes sure that the next and last things a client receives are an error frame with this code
     * and, with the same code and reason, a close frame; then the connection ends.
     */
    public static void of(RawClient client, int code) {
        SeenMessage error = SeenMessage.of(client.receivesText());
        assertThat(error.event()).isEqualTo("pusher:error");
        assertThat(error.json().propertyNames()).containsExactlyInAnyOrder("event", "data");
        assertThat(error.rawData().isObject()).isTrue();
        assertThat(error.rawData().path("code").isInt()).isTrue();
        assertThat(error.rawData().path("code").asInt()).isEqualTo(code);

        String reason = client.closedWith(code).reason();

        assertThat(reason).isNotEmpty();
        assertThat(reason).isEqualTo(error.rawData().path("message").stringValue());
        assertThat(client.ends().reset()).isFalse();
    }
}
