package io.belfry.conformance.api;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.conformance.Check;
import io.belfry.hub.access.Apps;
import io.belfry.hub.access.RequestGuard;
import io.belfry.hub.access.RequestVerdict;
import io.belfry.testkit.GivenHub;

import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Signatures made once by a stock SDK, judged at the time at which they were made. */
class SignatureVectorsTest {
    private static final Instant THEN = Instant.ofEpochSecond(1_700_000_000);
    private static final String BODY =
            "{\"name\":\"tick\",\"channel\":\"news\",\"data\":\"{\\\"n\\\":1}\"}";

    private final RequestGuard guard =
            new RequestGuard(
                    new Apps(List.of(GivenHub.anApp().build())), Clock.fixed(THEN, ZoneOffset.UTC));

    @Test
    @Check(89)
    void a_signature_over_a_post_is_accepted() {
        var verdict =
                judged(
                        "POST",
                        "/apps/4711/events",
                        Map.of("body_md5", "0a442859618ef59119531eafc1b212f7"),
                        "b4a34ec6189eed37ff7e91d189b0ba86e891a65e2358e5db2d0064490b743bf9",
                        BODY);

        assertThat(verdict).isInstanceOf(RequestVerdict.Authentic.class);
    }

    @Test
    @Check(89)
    void a_signature_over_a_get_with_parameters_is_accepted() {
        var verdict =
                judged(
                        "GET",
                        "/apps/4711/channels",
                        Map.of("filter_by_prefix", "presence-", "info", "user_count"),
                        "acbdb624c4be1b13da4f90d819b60f249969364d50c7c4f2185a3bbb3d487e8c",
                        "");

        assertThat(verdict).isInstanceOf(RequestVerdict.Authentic.class);
    }

    @Test
    @Check(89)
    void the_signature_of_one_request_does_not_fit_another() {
        var verdict =
                judged(
                        "GET",
                        "/apps/4711/channels",
                        Map.of("filter_by_prefix", "presence-", "info", "subscription_count"),
                        "acbdb624c4be1b13da4f90d819b60f249969364d50c7c4f2185a3bbb3d487e8c",
                        "");

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        RequestVerdict.Refused.class,
                        refused -> assertThat(refused.status()).isEqualTo(401));
    }

    private RequestVerdict judged(
            String method, String path, Map<String, String> more, String signature, String body) {
        Map<String, String> query = new HashMap<>(more);
        query.put("auth_key", "belfry-key");
        query.put("auth_timestamp", String.valueOf(THEN.getEpochSecond()));
        query.put("auth_version", "1.0");
        query.put("auth_signature", signature);
        return guard.judge("4711", method, List.of(path), query, body.getBytes(UTF_8));
    }
}
