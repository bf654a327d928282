package io.belfry.conformance.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.conformance.Check;
import io.belfry.hub.settings.CompatSettings;
import io.belfry.hub.settings.Profile;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.RawResponse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;

/** What changes with {@code compat.profile: reverb}. */
class ReverbProfileTest {
    @RegisterExtension
    static final GivenHub given =
            GivenHub.with(
                    Settings.hub(GivenHub.anApp())
                            .compat(CompatSettings.builder().profile(Profile.REVERB).build())
                            .build());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "name|{\"channel\":\"news\",\"data\":\"x\"}",
                "name|{\"name\":\"pusher:a\",\"channel\":\"news\",\"data\":\"x\"}",
                "name|{\"name\":5,\"channel\":\"news\",\"data\":\"x\"}",
                "data|{\"name\":\"a\",\"channel\":\"news\"}",
                "channels|{\"name\":\"a\",\"data\":\"x\"}",
                "channels|{\"name\":\"a\",\"channels\":[\"a b\"],\"data\":\"x\"}",
                "channels|{\"name\":\"a\",\"channels\":\"news\",\"data\":\"x\"}",
                "socket_id|{\"name\":\"a\",\"channel\":\"news\",\"data\":\"x\",\"socket_id\":\"x\"}",
                "info|{\"name\":\"a\",\"channel\":\"news\",\"data\":\"x\",\"info\":5}"
            })
    @Check(104)
    void a_field_that_is_wrong_is_named(String field, String body) {
        isAbout(given.api().post("/events", body).send(), field);
    }

    @Test
    @Check(104)
    void a_field_of_a_batch_is_named_by_its_place() {
        String first = "{\"name\":\"a\",\"channel\":\"news\",\"data\":\"x\"}";

        isAbout(
                given.api()
                        .post(
                                "/batch_events",
                                "{\"batch\":[" + first + ",{\"name\":\"b\",\"data\":\"x\"}]}")
                        .send(),
                "batch.1.channels");
        isAbout(
                given.api()
                        .post(
                                "/batch_events",
                                "{\"batch\":["
                                        + first
                                        + ",{\"name\":7,\"channel\":\"news\",\"data\":\"x\"}]}")
                        .send(),
                "batch.1.name");
    }

    @Test
    @Check(104)
    void a_missing_batch_is_named() {
        isAbout(given.api().post("/batch_events", "{}").send(), "batch");
        isAbout(given.api().post("/batch_events", "{\"batch\":7}").send(), "batch");
    }

    @Test
    @Check(104)
    void what_is_not_about_one_field_is_answered_as_ever() {
        Answers.refuses(given.api().post("/events", "not json").send(), 400);
        Answers.refuses(given.api().post("/events", "[]").send(), 400);
        Answers.refuses(given.api().get("/channels").sendingSignature("x").send(), 401);
        Answers.refuses(given.api().get("/channels/news/users").send(), 400);
    }

    @Test
    @Check(103)
    void data_that_are_too_large_are_answered_as_ever() {
        String body =
                "{\"name\":\"a\",\"channel\":\"news\",\"data\":\"" + "x".repeat(10_241) + "\"}";

        Answers.refuses(given.api().post("/events", body).send(), 413);
    }

    @Test
    @Check(26)
    void errors_on_the_wire_carry_their_data_as_a_string() {
        var alice = given.client();

        alice.raw().sends("not json");

        JsonNode data = alice.seesError(4200).rawData();
        assertThat(data.isString()).isTrue();
    }

    private static void isAbout(RawResponse answer, String field) {
        assertThat(answer.status()).as("%.300s", answer.text()).isEqualTo(422);
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        assertThat(answer.json().propertyNames()).containsExactly(field);
        assertThat(answer.json().path(field).get(0).stringValue()).isNotBlank();
    }
}
