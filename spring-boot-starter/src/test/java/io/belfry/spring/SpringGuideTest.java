package io.belfry.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Keeps the start page for Spring true: it shows pieces of applications that are tested here. */
class SpringGuideTest {
    private static final Pattern SHOWN = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    private static final List<String> APPLICATIONS =
            List.of(
                    "spring/ShopApplication",
                    "spring/ReactiveShopApplication",
                    "spring/BearerApplication",
                    "blog/Post",
                    "blog/Page");

    @Test
    void all_java_on_the_page_is_that_of_an_application() throws IOException {
        String page = Files.readString(Path.of("../docs/start/spring.md"));
        List<String> applications = new ArrayList<>();
        for (String each : APPLICATIONS) {
            Path source = Path.of("src/test/java/io/belfry/" + each + ".java");
            applications.add(packed(Files.readString(source)));
        }
        List<String> shown =
                SHOWN.matcher(page).results().map(found -> packed(found.group(1))).toList();
        assertThat(shown)
                .isNotEmpty()
                .allMatch(code -> applications.stream().anyMatch(each -> each.contains(code)));
    }

    private static String packed(String text) {
        return text.replaceAll("\\s+", "");
    }
}
