package io.belfry.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.protocol.AppKey;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Instant;

class SignedCallTest {
    @RegisterExtension static final GivenHub given = GivenHub.standard();

    private static final String TICK =
            "{\"name\":\"tick\",\"channel\":\"news\",\"data\":\"{\\\"n\\\":1}\"}";

    private final SignedApi documented =
            SignedApi.of("localhost", 1, "4711", new AppKey("belfry-key", "belfry-secret"));

    @Test
    void a_post_is_signed_as_the_sdks_sign_it() {
        String target =
                documented.post("/events", TICK).at(Instant.ofEpochSecond(1_700_000_000)).target();

        assertThat(target)
                .isEqualTo(
                        "/apps/4711/events?auth_key=belfry-key&auth_signature="
                                + "b4a34ec6189eed37ff7e91d189b0ba86e891a65e2358e5db2d0064490b743bf9"
                                + "&auth_timestamp=1700000000&auth_version=1.0"
                                + "&body_md5=0a442859618ef59119531eafc1b212f7");
    }

    @Test
    void a_get_is_signed_with_its_parameters() {
        String target =
                documented
                        .get("/channels")
                        .with("filter_by_prefix", "presence-")
                        .with("info", "user_count")
                        .at(Instant.ofEpochSecond(1_700_000_000))
                        .target();

        assertThat(target)
                .contains("acbdb624c4be1b13da4f90d819b60f249969364d50c7c4f2185a3bbb3d487e8c");
    }

    @Test
    void a_correct_call_is_accepted() {
        assertThat(given.api().post("/events", TICK).send().status()).isEqualTo(200);
        assertThat(given.api().get("/channels").send().json().path("channels").isObject()).isTrue();
    }

    @Test
    void each_way_to_spoil_a_call_spoils_it() {
        assertThat(post().at(Instant.now().minusSeconds(700)).send().status()).isEqualTo(401);
        assertThat(post().sendingBody("{}").send().status()).isEqualTo(401);
        assertThat(post().sendingSignature("0".repeat(64)).send().status()).isEqualTo(401);
        assertThat(post().sendingSignature("").send().status()).isEqualTo(401);
        assertThat(post().without("body_md5").send().status()).isEqualTo(401);
        assertThat(post().with("auth_version", "2.0").send().status()).isEqualTo(401);
        assertThat(post().signedWith(new AppKey("other", "secret")).send().status()).isEqualTo(401);
        assertThat(post().sendingTo("/apps/1/events").send().status()).isEqualTo(404);
    }

    @Test
    void calls_may_follow_each_other_before_the_first_is_answered() {
        var http = given.http();

        given.api().post("/events", TICK).sendOver(http);
        given.api().get("/channels/news").sendOver(http);
        http.sends("GET /up HTTP/1.1\r\nHost: x\r\n\r\n");

        assertThat(http.response().text()).isEqualTo("{}");
        assertThat(http.response().json().path("occupied").asBoolean()).isFalse();
        assertThat(http.response().text()).contains("OK");
    }

    private static SignedCall post() {
        return given.api().post("/events", TICK);
    }
}
