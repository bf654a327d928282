package io.belfry.hub.netty;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;
import java.util.Random;

class QueryTest {
    private static final String LETTERS = "aAbé1=&;%2b+#?";

    @Test
    void what_sdks_send_is_read_the_short_way() {
        assertThat(Query.parsePlain("auth_key=k&Auth_Version=1.0&empty=&a=b=c;d"))
                .isEqualTo(
                        Map.of("auth_key", "k", "auth_version", "1.0", "empty", "", "a", "b=c;d"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%41", "a=1+2", "a=1#b=2", "?a=1", "a=1&A=2", "a", "=a", "a=1&&b=2"})
    void everything_else_is_not(String text) {
        assertThat(Query.parsePlain(text)).isNull();
    }

    @Test
    void both_ways_read_the_same() {
        Random random = new Random(4711);
        for (int i = 0; i < 20_000; i++) {
            String text = text(random);
            assertThat(Query.parse(text)).as(text).isEqualTo(Query.parseAny(text));
        }
    }

    @Test
    void repeated_names_are_joined_and_broken_escapes_void_all() {
        assertThat(Query.parse("a=1&a=2")).isEqualTo(Map.of("a", "1,2"));
        assertThat(Query.parse("a=1&b=%zz")).isEmpty();
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        // Few texts would be plain if each could have every letter.
        int letters = 1 + random.nextInt(LETTERS.length());
        for (int length = random.nextInt(12); length > 0; length--) {
            text.append(LETTERS.charAt(random.nextInt(letters)));
        }
        return text.toString();
    }
}
