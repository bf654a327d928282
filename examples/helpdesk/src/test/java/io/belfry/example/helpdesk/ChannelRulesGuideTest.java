package io.belfry.example.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keeps the guide to channel rules true: it shows pieces of this application. */
class ChannelRulesGuideTest {
    private static final Pattern SHOWN = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @Test
    void all_java_in_the_guide_is_that_of_the_application() throws IOException {
        String page = Files.readString(Path.of("../../docs/guides/channel-rules.md"));
        String application = application();
        List<String> shown =
                SHOWN.matcher(page).results().map(found -> packed(found.group(1))).toList();
        assertThat(shown).isNotEmpty().allMatch(application::contains);
    }

    private static String application() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(Files::isRegularFile)
                    .map(ChannelRulesGuideTest::read)
                    .collect(Collectors.joining());
        }
    }

    private static String read(Path file) {
        try {
            return packed(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String packed(String text) {
        return text.replaceAll("\\s+", "");
    }
}
