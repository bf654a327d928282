package io.belfry.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps the table of what the founding systems asked for true: every test that it names is there,
 * and says what it is said to say.
 */
class AcceptancePageTest {
    private static final Path ROOT = Path.of("..");
    private static final Path PAGE = ROOT.resolve("docs/compat/acceptance.md");
    private static final Pattern ROW =
            Pattern.compile("^\\| (\\d{3}-\\d\\d) \\| .+? \\| (.+) \\|$");
    private static final Pattern TEST = Pattern.compile("`([^`]+)`: (.+)");
    private static final Pattern LINK = Pattern.compile("\\[[^]]+]\\(([^)#]+)[^)]*\\)");
    private static final Pattern SENTENCE =
            Pattern.compile("void (\\w+)\\(|(?:it|test)\\(\\s*\"([^\"]+)\"");

    private static final Set<String> SENTENCES = new HashSet<>();

    @BeforeAll
    static void all_tests_are_read() throws IOException {
        List<Path> files = new ArrayList<>(RepositoryFiles.inJava(ROOT));
        files.addAll(RepositoryFiles.inJavaScript(ROOT));
        for (Path file : files) {
            Matcher sentences = SENTENCE.matcher(Files.readString(file));
            while (sentences.find()) {
                String sentence =
                        sentences.group(1) == null
                                ? sentences.group(2)
                                : sentences.group(1).replace('_', ' ');
                SENTENCES.add(RepositoryFiles.nameOf(file) + ": " + sentence);
            }
        }
    }

    private record Row(String id, List<String> proofs) {}

    private static List<Row> rows() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(row -> new Row(row.group(1), List.of(row.group(2).split("<br>", -1))))
                .toList();
    }

    @Test
    void every_row_is_proved_by_a_test_or_a_page_or_waits_for_something() throws IOException {
        assertThat(rows())
                .isNotEmpty()
                .allSatisfy(row ->
                        assertThat(row.proofs()).as(row.id()).allMatch(AcceptancePageTest::isTrue));
    }

    @Test
    void no_row_stands_there_twice() throws IOException {
        assertThat(rows()).extracting(Row::id).doesNotHaveDuplicates();
    }

    private static boolean isTrue(String proof) {
        Matcher test = TEST.matcher(proof);
        if (test.matches()) {
            return List.of(test.group(2).split("; ", -1)).stream()
                    .allMatch(sentence -> SENTENCES.contains(test.group(1) + ": " + sentence));
        }
        if (proof.startsWith("later: ")) {
            return true;
        }
        Matcher link = LINK.matcher(proof);
        return link.find() && Files.exists(PAGE.resolveSibling(link.group(1)).normalize());
    }
}
