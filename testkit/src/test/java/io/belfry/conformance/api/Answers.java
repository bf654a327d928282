package io.belfry.conformance.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.testkit.RawResponse;

/** What is true of every answer of the API. */
final class Answers {
    private Answers() {}

    /** The answer is a success with exactly this JSON. */
    static void succeeds(RawResponse answer, String json) {
        assertThat(answer.status()).as("%.300s", answer.text()).isEqualTo(200);
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        assertThat(answer.text()).isEqualTo(json);
    }

    /** The answer refuses with this status, and says why. */
    static RawResponse refuses(RawResponse answer, int status) {
        assertThat(answer.status()).as("%.300s", answer.text()).isEqualTo(status);
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        assertThat(answer.json().propertyNames()).containsExactlyInAnyOrder("error", "code");
        assertThat(answer.json().path("code").asInt()).isEqualTo(status);
        assertThat(answer.json().path("error").stringValue()).isNotBlank();
        return answer;
    }
}
