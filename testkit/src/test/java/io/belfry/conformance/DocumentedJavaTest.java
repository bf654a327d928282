package io.belfry.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Keeps all pages true: whatever Java they show stands in a source that is compiled and tested, but
 * for its white space.
 */
class DocumentedJavaTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern SHOWN = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    private static final List<String> SOURCES = new ArrayList<>();

    @BeforeAll
    static void all_sources_are_read() throws IOException {
        for (Path source : RepositoryFiles.below(ROOT, ".java")) {
            SOURCES.add(packed(Files.readString(source)));
        }
    }

    static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (Path page : RepositoryFiles.below(ROOT, ".md")) {
            if (Files.readString(page).contains("```java")) {
                pages.add(page);
            }
        }
        return pages;
    }

    @Test
    void there_are_pages_with_java() throws IOException {
        assertThat(pages()).contains(ROOT.resolve("docs/guides/java.md"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void all_java_on_a_page_is_that_of_a_source(Path page) throws IOException {
        List<String> shown =
                SHOWN.matcher(Files.readString(page))
                        .results()
                        .map(found -> found.group(1))
                        .toList();
        assertThat(shown)
                .isNotEmpty()
                .allMatch(piece ->
                        SOURCES.stream().anyMatch(source -> source.contains(packed(piece))));
    }

    private static String packed(String text) {
        return text.replaceAll("\\s+", "");
    }
}
