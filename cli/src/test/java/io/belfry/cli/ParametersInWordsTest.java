package io.belfry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.PrintWriter;
import java.io.StringWriter;

/** What is not understood is told in one line: what, what is wanted, and where to read more. */
class ParametersInWordsTest {
    private static String told(String line) {
        StringWriter err = new StringWriter();
        String[] arguments = line.split(" ");

        int exitCode =
                Main.commandLine(arguments).setErr(new PrintWriter(err, true)).execute(arguments);

        assertThat(exitCode).isEqualTo(2);
        return err.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    idle --connections x    | --connections must be a whole number of at most nine digits, not "x".
                    idle --connections 10000000000 | --connections must be a whole number of at most nine digits, not "10000000000".
                    idle --pid me           | --pid must be a whole number of at most nine digits, not "me".
                    idle --connect-rate x   | --connect-rate must be a number, not "x".
                    idle --hold 3y          | --hold must be a time such as 500ms, 20s or 5m, not "3y".
                    idle --hold 999999999999999999d | --hold must be a time such as 500ms, 20s or 5m, not "999999999999999999d".
                    idle --channels all     | --channels must be one of own, shared, none, not "all".
                    idle --url h:^t         | --url must be an address such as http://host:port, not "h:^t".
                    idle --connections      | --connections needs a value.
                    idle --base --hold 3s   | --base needs a value.
                    idle --hold 1s --hold 2s | --hold is given twice.
                    """)
    void a_bad_option_is_named_with_what_is_wanted(String line, String sentence) {
        assertThat(told("bench " + line)).isEqualTo(sentence + " See belfry bench idle --help.\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    start --debu          | There is no option --debu; did you mean --debug? See belfry start --help.
                    status now            | There is no command now. See belfry status --help.
                    reload --port         | --port needs a value. See belfry reload --help.
                    keys generate --x     | There is no option --x. See belfry keys generate --help.
                    strt                  | There is no command strt; did you mean start or status? See belfry --help.
                    bench idel            | There is no command idel; did you mean idle? See belfry bench --help.
                    """)
    void every_command_tells_so_alike(String line, String told) {
        assertThat(told(line)).isEqualTo(told + "\n");
    }

    @Test
    void a_secret_behind_an_option_that_is_misspelt_is_not_shown() {
        assertThat(told("bench idle --secrt hush")).contains("--secrt").doesNotContain("hush");
    }
}
