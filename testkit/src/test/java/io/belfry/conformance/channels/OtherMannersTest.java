package io.belfry.conformance.channels;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.hub.settings.CompatSettings;
import io.belfry.hub.settings.Profile;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.SeenMessage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A hub that is as strict as Pusher and writes errors as Laravel Reverb does. */
class OtherMannersTest {
    @RegisterExtension
    static final GivenHub given =
            GivenHub.with(
                    GivenHub.settings(GivenHub.anApp().build()).toBuilder()
                            .compat(
                                    CompatSettings.builder()
                                            .strict(true)
                                            .profile(Profile.REVERB)
                                            .build())
                            .build());

    @Test
    void a_strict_hub_refuses_a_second_subscription_and_keeps_the_first() {
        var client = given.client().subscribes("news");

        client.asksFor("news", "", null);

        SeenMessage error = client.seesError(4200);
        assertThat(error.data().path("message").stringValue())
                .isEqualTo("Existing subscription to channel news");
        given.api().publishes("news", "tick", "1");
        client.sees("tick", "news");
        client.seesNothingMore();
    }

    @Test
    void a_strict_hub_refuses_to_end_a_subscription_that_is_none() {
        var client = given.client();

        client.sends("pusher:unsubscribe", "{\"channel\":\"news\"}");

        SeenMessage error = client.seesError(4200);
        assertThat(error.data().path("message").stringValue())
                .startsWith("No current subscription to channel");
        client.seesNothingMore();
    }

    @Test
    void errors_in_the_manner_of_reverb_have_a_string_for_data() {
        var client = given.client();

        client.asksFor("private-x", "wrong", null);

        client.sees("pusher:subscription_error", "private-x");
        SeenMessage error = client.seesError(4009);
        assertThat(error.rawData().isString()).isTrue();
    }
}
