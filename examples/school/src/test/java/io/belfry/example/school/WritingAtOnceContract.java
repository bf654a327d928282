package io.belfry.example.school;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.testkit.Visitor;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** What is left of many that write at the same time, whichever database there is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WritingAtOnceContract {
    private final GivenSchool school;
    private final Visitor ines;
    private final Visitor sam;
    private final Visitor sofie;

    WritingAtOnceContract(GivenSchool school) throws Exception {
        this.school = school;
        ines = school.signedIn("ines");
        sam = school.signedIn("sam");
        sofie = school.signedIn("sofie");
    }

    @AfterAll
    void stop() throws Exception {
        List.of(ines, sam, sofie).forEach(Visitor::close);
        school.close();
    }

    @Test
    void a_person_has_one_vote_however_many_pages_ask_at_once() throws Exception {
        String two = "{'question': 'Which?', 'options': ['One', 'Other']}";
        String begun = ines.posts("/api/lessons/1/polls", two.replace('\'', '"')).body();
        String path = "/api/polls/" + begun.replaceAll(".*?\"id\":(\\d+).*", "$1") + "/votes";
        assertThat(posts(sam, path, "{'option': 3}")).isEqualTo(400);
        List<Callable<Integer>> votes =
                IntStream.range(0, 8)
                        .<Callable<Integer>>mapToObj(i -> () -> posts(sam, path, "{'option': 1}"))
                        .toList();
        try (var pages = Executors.newFixedThreadPool(8)) {
            assertThat(pages.invokeAll(votes).stream().map(Future::resultNow))
                    .containsOnlyOnce(201)
                    .containsOnly(201, 409);
        }
        assertThat(posts(sofie, path, "{'option': 2}")).isEqualTo(201);
        assertThat(sofie.gets("/api/lessons/1").body())
                .contains("\"votes\":1},{\"number\":2,\"text\":\"Other\",\"votes\":1}");
    }

    @Test
    void what_is_written_at_once_gets_one_order_without_a_gap_and_is_there_once() throws Exception {
        String path = "/api/lessons/2/shared/document";
        String key = UUID.randomUUID().toString();
        List<Callable<Integer>> writes =
                IntStream.range(0, 20)
                        .<Callable<Integer>>mapToObj(i ->
                                () -> {
                                    // Every second one is the same, sent again.
                                    String each = i % 2 == 0 ? key : UUID.randomUUID().toString();
                                    String entry = "{'key': '%s', 'data': 'QQ=='}".formatted(each);
                                    return posts(i % 3 == 0 ? sam : ines, path, entry);
                                })
                        .toList();
        try (var pages = Executors.newFixedThreadPool(8)) {
            assertThat(pages.invokeAll(writes).stream().map(Future::resultNow)).containsOnly(200);
        }
        String all = sofie.gets(path).body();
        for (int number = 1; number <= 11; number++) {
            assertThat(all).containsOnlyOnce("\"number\":" + number + ",");
        }
        assertThat(all).doesNotContain("\"number\":12,").containsOnlyOnce(key);
        assertThat(sofie.gets(path + "?after=10").body()).startsWith("[{\"number\":11,");
    }

    @Test
    void what_a_student_has_read_only_grows() throws Exception {
        List<Callable<Integer>> pages =
                IntStream.of(40, 100, 70, 20, 90)
                        .<Callable<Integer>>mapToObj(percent ->
                                () ->
                                        posts(
                                                sofie,
                                                "/api/lessons/1/progress",
                                                "{'percent': %d}".formatted(percent)))
                        .toList();
        try (var threads = Executors.newFixedThreadPool(5)) {
            assertThat(threads.invokeAll(pages).stream().map(Future::resultNow)).containsOnly(200);
        }
        assertThat(ines.gets("/api/courses/1/progress").body()).contains("\"percent\":100");
        String quiz = "/api/quizzes/1/answers";
        assertThat(posts(sofie, quiz, "{'answer': '42'}")).isEqualTo(201);
        assertThat(posts(sofie, quiz, "{'answer': '43'}")).isEqualTo(409);
    }

    private static int posts(Visitor who, String path, String body) throws Exception {
        return who.posts(path, body.replace('\'', '"')).statusCode();
    }

    @Test
    void nobody_has_a_login_with_a_character_that_no_database_keeps() throws Exception {
        try (Visitor guest = school.guest()) {
            assertThat(guest.triesLogin("sa\0m").statusCode()).isEqualTo(401);
        }
    }
}
