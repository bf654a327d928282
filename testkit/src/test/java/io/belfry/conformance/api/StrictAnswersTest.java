package io.belfry.conformance.api;

import io.belfry.conformance.Check;
import io.belfry.hub.settings.CompatSettings;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.RawResponse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What changes with {@code compat.strict}. */
class StrictAnswersTest {
    @RegisterExtension
    static final GivenHub given =
            GivenHub.with(
                    Settings.hub(GivenHub.anApp())
                            .compat(CompatSettings.builder().strict(true).build())
                            .build());

    @Test
    @Check(114)
    void users_are_counted_only_when_presence_channels_are_asked_for() {
        Answers.refuses(given.api().get("/channels").with("info", "user_count").send(), 400);
        Answers.refuses(
                given.api()
                        .get("/channels")
                        .with("info", "user_count")
                        .with("filter_by_prefix", "pres")
                        .send(),
                400);
        Answers.succeeds(
                given.api()
                        .get("/channels")
                        .with("info", "user_count")
                        .with("filter_by_prefix", "presence-")
                        .send(),
                "{\"channels\":{}}");
    }

    @Test
    @Check(116)
    void an_attribute_that_does_not_apply_to_the_channel_is_refused() {
        Answers.refuses(asked("news", "user_count"), 400);
        Answers.refuses(asked("presence-room", "subscription_count"), 400);
        Answers.succeeds(
                asked("news", "subscription_count"),
                "{\"occupied\":false,\"subscription_count\":0}");
        Answers.succeeds(
                asked("presence-room", "user_count"), "{\"occupied\":false,\"user_count\":0}");
    }

    @Test
    @Check({110, 111})
    void an_event_that_asks_for_what_does_not_apply_is_not_published() {
        var alice = given.client().subscribes("news");
        String wish =
                "{\"name\":\"a\",\"channel\":\"news\",\"data\":\"x\",\"info\":\"user_count\"}";

        Answers.refuses(given.api().post("/events", wish).send(), 400);
        Answers.refuses(
                given.api().post("/batch_events", "{\"batch\":[" + wish + "]}").send(), 400);

        alice.seesNothingMore();
    }

    private static RawResponse asked(String channel, String info) {
        return given.api().get("/channels/" + channel).with("info", info).send();
    }
}
