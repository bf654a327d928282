package io.belfry.hub.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Random;

class RequestPathsTest {
    private static final String LETTERS = "/ap%2F";

    private final RequestPaths paths = new RequestPaths("");
    private final RequestPaths prefixed = new RequestPaths("/p");

    @Test
    void a_plain_path_is_spelled_in_one_way() {
        assertThat(paths.spellings("/apps/1/events")).containsExactly("/apps/1/events");
    }

    @Test
    void a_doubled_or_appended_slash_and_an_escape_may_be_signed_or_not() {
        assertThat(paths.spellings("//apps/1/")).containsExactly("//apps/1/", "/apps/1");
        assertThat(paths.spellings("/apps/a%40b")).containsExactly("/apps/a%40b", "/apps/a@b");
    }

    @Test
    void a_prefix_may_be_signed_or_not() {
        assertThat(prefixed.spellings("/p/apps")).containsExactly("/p/apps", "/apps");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/p"})
    void the_short_way_finds_what_the_long_way_finds(String prefix) {
        RequestPaths any = new RequestPaths(prefix);
        Random random = new Random(4711);
        for (int i = 0; i < 20_000; i++) {
            String path = path(random);
            assertThat(any.spellings(path)).as(path).isEqualTo(any.everySpelling(path));
        }
    }

    @Test
    void segments_are_decoded_after_they_are_split_and_never_empty() {
        assertThat(paths.segments("//apps/a%2Fb//c/")).containsExactly("apps", "a/b", "c");
        assertThat(paths.segments("/")).isEmpty();
        assertThat(paths.segments("")).isEmpty();
        assertThat(prefixed.segments("/p/apps")).containsExactly("apps");
        assertThat(prefixed.segments("/q/apps")).isEmpty();
    }

    private static String path(Random random) {
        StringBuilder path = new StringBuilder(random.nextInt(4) == 0 ? "" : "/");
        int letters = 2 + random.nextInt(LETTERS.length() - 1);
        for (int length = random.nextInt(12); length > 0; length--) {
            path.append(LETTERS.charAt(random.nextInt(letters)));
        }
        return path.toString();
    }
}
