package io.belfry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.PrintWriter;
import java.io.StringWriter;

/** What {@code --help} says of options. */
class HelpTest {
    private static String help(String command) {
        StringWriter out = new StringWriter();
        String[] arguments = (command + " --help").split(" ");

        int exitCode =
                Main.commandLine(arguments).setOut(new PrintWriter(out, true)).execute(arguments);

        assertThat(exitCode).isZero();
        return out.toString().replaceAll("\\s+", " ");
    }

    @ParameterizedTest
    @CsvSource({
        "fanout, --in-flight=N, on each channel: 16 if not given.",
        "client-events, --in-flight=N, for each pair: 1 if not given.",
        "publish, --in-flight=N, 16 if not given.",
        "idle, --channels=KIND, own if not given.",
        "reconnect-storm, --channels=KIND, own if not given."
    })
    void a_scenario_tells_what_goes_without_an_option(
            String scenario, String option, String usual) {
        assertThat(help("bench " + scenario)).containsPattern(option + "[^=]*" + usual);
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "status", "reload", "drain", "bench idle"})
    void host_and_port_are_those_of_the_hub_whoever_is_asked(String command) {
        assertThat(help(command))
                .contains("--host=H The address at which the hub listens.")
                .contains("--port=N The port on which the hub listens.");
    }
}
