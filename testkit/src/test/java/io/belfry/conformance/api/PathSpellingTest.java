package io.belfry.conformance.api;

import io.belfry.conformance.Check;
import io.belfry.hub.settings.ServerSettings;
import io.belfry.testkit.GivenHub;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PathSpellingTest {
    private static final String CHANNEL = "news@home;x=1,2";
    private static final String ESCAPED = "news%40home%3Bx%3D1%2C2";
    private static final String OCCUPIED = "{\"occupied\":true}";

    @RegisterExtension static final GivenHub given = GivenHub.standard();

    @RegisterExtension
    static final GivenHub prefixed =
            GivenHub.with(
                    Settings.hub(GivenHub.anApp())
                            .server(
                                    ServerSettings.builder()
                                            .host("127.0.0.1")
                                            .port(0)
                                            .path("/p")
                                            .build())
                            .build());

    @BeforeEach
    void nobody_is_connected() {
        Nobody.isConnectedTo(given);
    }

    @Test
    @Check(95)
    void a_channel_stands_in_the_path_as_it_is() {
        given.client().subscribes(CHANNEL);

        Answers.succeeds(given.api().get("/channels/" + CHANNEL).send(), OCCUPIED);
    }

    @Test
    @Check(95)
    void a_channel_stands_in_the_path_escaped_after_signing() {
        given.client().subscribes(CHANNEL);

        Answers.succeeds(
                given.api()
                        .get("/channels/" + CHANNEL)
                        .sendingTo("/apps/4711/channels/" + ESCAPED)
                        .send(),
                OCCUPIED);
    }

    @Test
    @Check(95)
    void a_channel_stands_in_the_path_escaped_before_signing() {
        given.client().subscribes(CHANNEL);

        Answers.succeeds(given.api().get("/channels/" + ESCAPED).send(), OCCUPIED);
    }

    @Test
    @Check(95)
    void a_plus_in_the_path_is_no_space() {
        Answers.refuses(given.api().get("/channels/a+b").send(), 400);
        Answers.refuses(given.api().get("/channels/a%20b").send(), 400);
    }

    @Test
    @Check(95)
    void an_escaped_slash_does_not_end_the_name_of_a_channel() {
        Answers.refuses(given.api().get("/channels/presence-a%2Fusers").send(), 400);
    }

    @Test
    @Check(95)
    void a_broken_escape_is_taken_literally() {
        Answers.refuses(given.api().get("/channels/100%").send(), 400);
        Answers.refuses(given.api().get("/channels/a%zz").send(), 400);
    }

    @Test
    @Check(96)
    void behind_a_prefix_the_path_may_be_signed_without_it() {
        Answers.succeeds(
                prefixed.api().get("/connections").sendingTo("/p/apps/4711/connections").send(),
                "{\"connections\":0}");
    }

    @Test
    @Check(96)
    void behind_a_prefix_the_path_may_be_signed_with_it() {
        Answers.succeeds(
                prefixed.api()
                        .get("/connections")
                        .signedOver("/p/apps/4711/connections")
                        .sendingTo("/p/apps/4711/connections")
                        .send(),
                "{\"connections\":0}");
    }

    @Test
    @Check(96)
    void behind_a_prefix_another_prefix_in_the_signature_is_refused() {
        Answers.refuses(
                prefixed.api()
                        .get("/connections")
                        .signedOver("/q/apps/4711/connections")
                        .sendingTo("/p/apps/4711/connections")
                        .send(),
                401);
    }

    @Test
    @Check(96)
    void without_its_prefix_nothing_is_found() {
        Answers.refuses(prefixed.api().get("/connections").send(), 404);
        Answers.refuses(
                prefixed.api().get("/connections").sendingTo("/pq/apps/4711/connections").send(),
                404);
    }

    @Test
    @Check(96)
    void slashes_that_a_proxy_doubled_do_no_harm() {
        Answers.succeeds(
                given.api().get("/connections").sendingTo("//apps//4711/connections").send(),
                "{\"connections\":0}");
        Answers.succeeds(
                prefixed.api().get("/connections").sendingTo("/p//apps/4711//connections").send(),
                "{\"connections\":0}");
    }

    @Test
    @Check(96)
    void doubled_slashes_may_be_signed_too() {
        Answers.succeeds(
                given.api()
                        .get("/connections")
                        .signedOver("//apps/4711/connections")
                        .sendingTo("//apps/4711/connections")
                        .send(),
                "{\"connections\":0}");
    }

    @Test
    @Check(96)
    void a_slash_that_a_proxy_appended_does_no_harm() {
        Answers.succeeds(
                given.api().get("/connections").sendingTo("/apps/4711/connections/").send(),
                "{\"connections\":0}");
    }
}
