package io.belfry.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Keeps the table of checks true; run with {@code -Dbelfry.docs=write} to renew it. */
class ChecksPageTest {
    private static final Path PAGE = Path.of("../docs/compat/checks.md");
    private static final String RENEW =
            "mvn -pl testkit -am test -Dtest=ChecksPageTest -Dbelfry.docs=write";

    private List<ListedCheck> checks;
    private List<Proof> proofs;

    @BeforeEach
    void all_is_read() throws Exception {
        checks = ListedCheck.all();
        proofs = Proof.all();
    }

    @Test
    void the_page_lists_every_check_with_its_tests() throws IOException {
        String page = page();
        if ("write".equals(System.getProperty("belfry.docs"))) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE).as(RENEW + " renews it").hasContent(page);
    }

    @Test
    void every_check_is_proved_but_those_that_wait_for_something() {
        assertThat(checks)
                .filteredOn(check -> check.later() == null)
                .allSatisfy(check -> assertThat(proofsOf(check)).as(check.title()).isNotEmpty());
    }

    @Test
    void a_check_that_is_proved_waits_for_nothing() {
        assertThat(checks)
                .filteredOn(check -> check.later() != null)
                .allSatisfy(check -> assertThat(proofsOf(check)).as(check.title()).isEmpty());
    }

    @Test
    void every_number_that_a_test_names_is_that_of_a_check() {
        assertThat(checks).extracting(ListedCheck::number).doesNotHaveDuplicates();
        assertThat(proofs.stream().flatMap(proof -> proof.checks().stream()).distinct())
                .isSubsetOf(checks.stream().map(ListedCheck::number).toList());
    }

    private List<Proof> proofsOf(ListedCheck check) {
        return proofs.stream().filter(proof -> proof.checks().contains(check.number())).toList();
    }

    private String page() {
        StringBuilder page = new StringBuilder();
        page.append(
                """
                # Checks

                <!-- Written by ChecksPageTest out of checks.txt and the tests; do not edit. -->

                What can be observed of a hub from outside, and the tests that prove it. The name of a
                test is a sentence about what it sees. Tests in Java run against a hub on a real port
                (`mvn verify`), those in JavaScript are of stock clients and run with all others by
                `./belfry test`. The framing below is proved [case by case](websocket.md).

                """);
        page.append(
                "%d checks are proved by %d tests; %d wait for what is not built yet.\n"
                        .formatted(
                                checks.stream().filter(check -> check.later() == null).count(),
                                proofs.size(),
                                checks.stream().filter(check -> check.later() != null).count()));
        String section = "";
        for (ListedCheck check : checks) {
            if (!check.section().equals(section)) {
                section = check.section();
                page.append("\n## " + section + "\n\n| check | what holds | proved by |\n");
                page.append("|---|---|---|\n");
            }
            page.append(row(check));
        }
        return page.append('\n').append(links()).toString();
    }

    private String row(ListedCheck check) {
        String proved =
                check.later() == null ? sentences(proofsOf(check)) : "later: " + check.later();
        return "| %d | %s | %s |\n".formatted(check.number(), check.title(), proved);
    }

    /** What each class of tests says, a line for each. */
    private static String sentences(List<Proof> proofs) {
        Map<String, String> byName =
                proofs.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Proof::name,
                                        LinkedHashMap::new,
                                        Collectors.mapping(
                                                Proof::sentence, Collectors.joining("; "))));
        return byName.entrySet().stream()
                .map(each -> "[%s]: %s".formatted(each.getKey(), each.getValue()))
                .collect(Collectors.joining("<br>"));
    }

    /** Where the tests are. Fails when two files have the same name, as no reader could tell. */
    private String links() {
        Map<String, String> files = new TreeMap<>();
        for (Proof proof : proofs) {
            String other = files.put(proof.name(), proof.file());
            assertThat(other).isIn(null, proof.file());
        }
        return files.entrySet().stream()
                .map(each -> "[%s]: ../../%s\n".formatted(each.getKey(), each.getValue()))
                .collect(Collectors.joining());
    }
}
