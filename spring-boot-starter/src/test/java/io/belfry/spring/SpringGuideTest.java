package io.belfry.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Keeps the start page for Spring true: it shows pieces of the application that is tested here. */
class SpringGuideTest {
    private static final Pattern SHOWN = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @Test
    void all_java_on_the_page_is_that_of_the_application() throws IOException {
        String page = Files.readString(Path.of("../docs/start/spring.md"));
        String application =
                packed(
                        Files.readString(
                                Path.of("src/test/java/io/belfry/spring/ShopApplication.java")));
        List<String> shown =
                SHOWN.matcher(page).results().map(found -> packed(found.group(1))).toList();
        assertThat(shown).isNotEmpty().allMatch(application::contains);
    }

    private static String packed(String text) {
        return text.replaceAll("\\s+", "");
    }
}
