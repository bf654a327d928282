package io.belfry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.webpush.VapidKeys;

import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code belfry keys} prints. */
class KeysCommandTest {
    private static String printed(String... arguments) {
        StringWriter out = new StringWriter();
        int exitCode =
                Main.commandLine(arguments).setOut(new PrintWriter(out, true)).execute(arguments);
        assertThat(exitCode).isZero();
        return out.toString();
    }

    @Test
    void vapid_keys_are_a_pair_and_new_each_time() {
        String printed = printed("keys", "vapid");

        Matcher lines =
                Pattern.compile("public-key: (\\S+)\nprivate-key: (\\S+)\n").matcher(printed);
        assertThat(lines.matches()).isTrue();
        assertThat(VapidKeys.of(lines.group(1), lines.group(2)).publicKey())
                .isEqualTo(lines.group(1));
        assertThat(printed("keys", "vapid")).isNotEqualTo(printed);
    }

    @Test
    void an_app_is_printed_as_the_settings_file_takes_it() {
        assertThat(printed("keys", "generate"))
                .matches("  - id: \"\\d{6}\"\n    key: \"\\w{20}\"\n    secret: \"\\w{20}\"\n");
    }
}
