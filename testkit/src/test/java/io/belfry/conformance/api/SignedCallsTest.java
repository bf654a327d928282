package io.belfry.conformance.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.conformance.Check;
import io.belfry.protocol.AppKey;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.RawResponse;
import io.belfry.testkit.SignedApi;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

class SignedCallsTest {
    private static final String EVENT = "{\"name\":\"a\",\"channel\":\"news\",\"data\":\"1\"}";
    private static final String OTHER_EVENT =
            "{\"name\":\"b\",\"channel\":\"news\",\"data\":\"1\"}";

    @RegisterExtension
    static final GivenHub given =
            GivenHub.with(
                    Settings.hub(
                                    GivenHub.anApp()
                                            .keys(
                                                    List.of(
                                                            new AppKey(
                                                                    "belfry-key", "belfry-secret"),
                                                            new AppKey("new-key", "new-secret"))),
                                    Settings.otherApp(),
                                    Settings.otherApp()
                                            .id("4713")
                                            .keys(List.of(new AppKey("third-key", "third-secret")))
                                            .enabled(false))
                            .build());

    private final AppKey otherApps = new AppKey("other-key", "other-secret");

    @BeforeEach
    void nobody_is_connected() {
        Nobody.isConnectedTo(given);
    }

    @ParameterizedTest
    @ValueSource(ints = {-590, 0, 590})
    @Check(90)
    void a_clock_that_is_off_by_less_than_ten_minutes_does_no_harm(int seconds) {
        Answers.succeeds(
                given.api().post("/events", EVENT).at(Instant.now().plusSeconds(seconds)).send(),
                "{}");
    }

    @ParameterizedTest
    @ValueSource(ints = {-610, 610})
    @Check(90)
    void a_call_from_another_time_is_refused_and_both_times_are_named(int seconds) {
        Instant then = Instant.now().plusSeconds(seconds);

        RawResponse answer = given.api().post("/events", EVENT).at(then).send();

        Answers.refuses(answer, 401);
        String reason = answer.json().path("error").stringValue();
        assertThat(reason).contains(String.valueOf(then.getEpochSecond()));
        assertThat(reason.replaceAll(".*?(\\d+)$", "$1"))
                .satisfies(now ->
                        assertThat(Instant.ofEpochSecond(Long.parseLong(now)))
                                .isBetween(then.minusSeconds(700), then.plusSeconds(700)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "now", "-1", "1e9", "99999999999999999999", "1700000000.0"})
    @Check(90)
    void a_time_that_is_no_unix_time_is_refused(String time) {
        Answers.refuses(
                given.api().post("/events", EVENT).with("auth_timestamp", time).send(), 401);
    }

    @Test
    @Check(91)
    void another_secret_is_refused() {
        AppKey guessed = new AppKey("belfry-key", "guessed");

        Answers.refuses(given.api().post("/events", EVENT).signedWith(guessed).send(), 401);
    }

    @Test
    @Check(91)
    void the_key_of_another_app_is_refused() {
        Answers.refuses(given.api().post("/events", EVENT).signedWith(otherApps).send(), 401);
    }

    @Test
    @Check(91)
    void a_key_that_is_claimed_but_not_used_is_refused() {
        Answers.refuses(
                given.api()
                        .post("/events", EVENT)
                        .signedWith(otherApps)
                        .with("auth_key", "belfry-key")
                        .send(),
                401);
    }

    @Test
    @Check(91)
    void each_key_of_the_app_is_accepted() {
        Answers.succeeds(
                given.api()
                        .post("/events", EVENT)
                        .signedWith(new AppKey("new-key", "new-secret"))
                        .send(),
                "{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.0", "1", ""})
    @Check(91)
    void another_version_of_the_signature_is_refused(String version) {
        Answers.refuses(
                given.api().post("/events", EVENT).with("auth_version", version).send(), 401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth_key", "auth_timestamp", "auth_version"})
    @Check(91)
    void a_call_without_a_parameter_that_every_call_has_is_refused(String parameter) {
        RawResponse answer = given.api().post("/events", EVENT).without(parameter).send();

        Answers.refuses(answer, 401);
        assertThat(answer.json().path("error").stringValue()).contains(parameter);
    }

    @Test
    @Check(91)
    void a_call_without_a_signature_is_refused() {
        Answers.refuses(given.api().post("/events", EVENT).sendingSignature("").send(), 401);
    }

    @Test
    @Check(91)
    void a_signature_in_capitals_is_refused() {
        var call = given.api().get("/channels");
        String target = call.target();
        String signature = target.replaceAll(".*auth_signature=([0-9a-f]{64}).*", "$1");

        Answers.refuses(
                given.http().get(target.replace(signature, signature.toUpperCase(Locale.ROOT))),
                401);
    }

    @Test
    @Check(92)
    void a_body_that_was_changed_after_signing_is_refused() {
        var reader = given.client().subscribes("news");

        Answers.refuses(given.api().post("/events", EVENT).sendingBody(OTHER_EVENT).send(), 401);

        reader.seesNothingMore();
    }

    @Test
    @Check(92)
    void a_body_without_its_digest_is_refused() {
        Answers.refuses(given.api().post("/events", EVENT).without("body_md5").send(), 401);
    }

    @Test
    @Check(92)
    void a_body_that_was_dropped_after_signing_is_refused() {
        Answers.refuses(given.api().post("/events", EVENT).sendingBody("").send(), 401);
    }

    @Test
    @Check(92)
    void an_empty_body_needs_no_digest() {
        Answers.succeeds(given.api().post("/users/nobody/terminate_connections", "").send(), "{}");
        Answers.refuses(given.api().post("/events", "").send(), 400);
    }

    @Test
    @Check(92)
    void an_empty_body_may_have_its_digest() {
        Answers.succeeds(
                given.api()
                        .get("/channels")
                        .with("body_md5", "d41d8cd98f00b204e9800998ecf8427e")
                        .send(),
                "{\"channels\":{}}");
    }

    @Test
    @Check(93)
    void parameters_in_capitals_are_signed_in_small_letters() {
        given.client().subscribes("news");
        given.client().subscribes("weather");

        Answers.succeeds(
                given.api()
                        .get("/channels")
                        .with("FILTER_BY_PREFIX", "new")
                        .with("Info", "subscription_count")
                        .send(),
                "{\"channels\":{\"news\":{\"subscription_count\":1}}}");
    }

    @Test
    @Check(93)
    void a_parameter_that_nobody_knows_is_part_of_the_signature() {
        Answers.succeeds(
                given.api().get("/connections").with("reason", "curious").send(),
                "{\"connections\":0}");
    }

    @Test
    @Check(93)
    void a_parameter_that_was_added_after_signing_is_refused() {
        String target = given.api().get("/channels").target();

        Answers.refuses(given.http().get(target + "&info=subscription_count"), 401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a&b=c", "a+b", "100%", "ä€😀", "a;b", "a,b", "#?/"})
    @Check(94)
    void a_value_is_signed_as_it_is_and_sent_escaped(String value) {
        Answers.succeeds(
                given.api().get("/channels").with("filter_by_prefix", value).send(),
                "{\"channels\":{}}");
    }

    @Test
    @Check(94)
    void a_semicolon_in_a_value_needs_no_escape() {
        given.client().subscribes("a;b");
        String target = given.api().get("/channels").with("filter_by_prefix", "a;b").target();

        Answers.succeeds(
                given.http().get(target.replace("%3B", ";")), "{\"channels\":{\"a;b\":{}}}");
    }

    @Test
    @Check(97)
    void an_app_that_does_not_exist_is_not_found() {
        SignedApi nobodys = SignedApi.of(given.host(), given.port(), "4799", given.key());

        Answers.refuses(nobodys.post("/events", EVENT).send(), 404);
    }

    @Test
    @Check(97)
    void a_disabled_app_is_told_so_only_when_it_has_signed() {
        AppKey third = new AppKey("third-key", "third-secret");
        SignedApi disabled = SignedApi.of(given.host(), given.port(), "4713", third);

        Answers.refuses(disabled.post("/events", EVENT).send(), 403);
        Answers.refuses(disabled.post("/events", EVENT).signedWith(given.key()).send(), 401);
    }
}
