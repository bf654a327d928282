package io.belfry.example.studyplanner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.belfry.example.studyplanner.api.ApiApplication;
import io.belfry.example.studyplanner.relay.RelayApplication;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What is missing ends the start, with its name. */
@ExtendWith(OutputCaptureExtension.class)
class StartTest {
    private static final String MEMORY = "--spring.datasource.url=jdbc:h2:mem:start";

    private static void ends(SpringApplicationBuilder application, String... options) {
        assertThatThrownBy(() -> application.run(options).close()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "'', give study-planner.relay.api-key the key that the relay has",
        "--study-planner.relay.api-key=short, needs 32 characters at least",
    })
    void the_api_without_its_key(String option, String words, CapturedOutput output) {
        ends(ApiApplication.builder(), "--server.port=0", MEMORY, option);
        assertThat(output).contains("study-planner.relay.apiKey").contains(words);
        assertThat(output).doesNotContain("belfry.app.secret");
    }

    @Test
    void the_api_with_no_address_of_the_relay(CapturedOutput output) {
        ends(
                ApiApplication.builder(),
                "--server.port=0",
                MEMORY,
                "--study-planner.relay.api-key=" + GivenRelay.KEY,
                "--study-planner.relay.url=relay:8102");
        assertThat(output).contains("study-planner.relay.url is no address");
    }

    @ParameterizedTest
    @CsvSource({
        "'', give study-planner.api-keys one",
        "'--study-planner.api-keys=a,b,c', 'are one, or two while they change'",
        "--study-planner.api-keys=short, needs 32 characters at least",
    })
    void the_relay_without_keys(String option, String words, CapturedOutput output) {
        ends(
                RelayApplication.builder(),
                "--server.port=0",
                "--belfry.hub.port=0",
                "--belfry.app.secret=s",
                option);
        assertThat(output).contains("study-planner.apiKeys").contains(words);
    }

    @Test
    void the_relay_without_the_secret_of_the_hub(CapturedOutput output) {
        ends(
                RelayApplication.builder(),
                "--server.port=0",
                "--belfry.hub.port=0",
                "--study-planner.api-keys=" + GivenRelay.KEY);
        assertThat(output).contains("belfry.app.secret");
    }

    @ParameterizedTest
    @CsvSource({
        "help, not an option as --name=value: help",
        "--server.port, not an option as --name=value: --server.port",
    })
    void options_that_are_none(String arg, String words) {
        assertThatThrownBy(() -> Options.of(arg)).hasMessage(words);
        assertThatThrownBy(() -> Options.of("--server.port=x").port("server.port", 1))
                .hasMessage("--server.port is no port: x");
    }
}
