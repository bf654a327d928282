package io.belfry.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Keeps the pages for Spring true: they show pieces of the application that is tested here. */
class SpringGuideTest {
    private static final Pattern SHOWN = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @ParameterizedTest
    @ValueSource(strings = {"start/spring.md", "guides/from-spring-stomp.md"})
    void all_java_on_the_page_is_that_of_the_application(String name) throws IOException {
        String page = Files.readString(Path.of("../docs").resolve(name));
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
