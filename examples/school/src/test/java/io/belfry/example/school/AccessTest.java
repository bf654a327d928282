package io.belfry.example.school;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.testkit.Visitor;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Who may listen to what, and ask for and do what, asked as pages ask. Course 1 is taught by Ines
 * and taken by Sam and Sofie, course 2 by Ivo and by Stan; lessons 1 and 2 are of course 1.
 */
class AccessTest {
    private static GivenSchool school;
    private static final Map<String, Visitor> VISITORS = new HashMap<>();

    @BeforeAll
    static void start() throws Exception {
        school = GivenSchool.inMemory();
        for (String login : new String[] {"ines", "sam", "sofie", "stan", "ivo", "ada"}) {
            VISITORS.put(login, school.signedIn(login));
        }
        VISITORS.put("guest", school.guest());
    }

    @AfterAll
    static void stop() {
        VISITORS.values().forEach(Visitor::close);
        school.close();
    }

    @ParameterizedTest
    @CsvSource({
        // who, the course, its feed, who is there, who is in class, what its students do
        "ines, 200, 200, 200, 200, 200",
        "sam, 200, 200, 200, 200, 403",
        "sofie, 200, 200, 200, 200, 403",
        "stan, 403, 403, 403, 403, 403", // who takes another course
        "ivo, 403, 403, 403, 403, 403", // who teaches another one
        "ada, 403, 403, 403, 403, 403", // who keeps the school, and is in no course
        "guest, 401, 401, 401, 401, 401",
    })
    void the_channels_of_a_course_are_for_those_who_are_in_it(
            String who, int course, int feed, int users, int inClass, int instructor)
            throws Exception {
        assertThat(asks(who, "private-course.1")).isEqualTo(course);
        assertThat(asks(who, "private-activity.course.1")).isEqualTo(feed);
        assertThat(asks(who, "presence-course.1.users")).isEqualTo(users);
        assertThat(asks(who, "presence-class.1.participants")).isEqualTo(inClass);
        assertThat(asks(who, "private-course.1.instructor")).isEqualTo(instructor);
    }

    @ParameterizedTest
    @CsvSource({
        // who, the course, its lesson, what is drawn there, how far students are, its students
        "ines, 200, 200, 200, 200, 200",
        "sam, 200, 200, 200, 403, 403",
        "stan, 403, 403, 403, 403, 403",
        "ivo, 403, 403, 403, 403, 403",
        "ada, 403, 403, 403, 403, 200", // who enrols
        "guest, 401, 401, 401, 401, 401",
    })
    void the_pages_of_a_course_are_for_those_who_are_in_it(
            String who, int course, int lesson, int board, int progress, int students)
            throws Exception {
        assertThat(gets(who, "/api/courses/1")).isEqualTo(course);
        assertThat(gets(who, "/api/lessons/1")).isEqualTo(lesson);
        assertThat(gets(who, "/api/lessons/1/shared/board")).isEqualTo(board);
        assertThat(gets(who, "/api/courses/1/progress")).isEqualTo(progress);
        assertThat(gets(who, "/api/courses/1/students")).isEqualTo(students);
    }

    @ParameterizedTest
    @CsvSource({
        // who, to show a slide, to begin a poll, to ask, to say how far, to tell a class, or all
        "ines, 200, 201, 403, 403, 204, 403",
        "sam, 403, 403, 201, 200, 403, 403",
        "stan, 403, 403, 403, 403, 403, 403",
        "ivo, 403, 403, 403, 403, 403, 403",
        "ada, 403, 403, 403, 403, 204, 204",
        "guest, 401, 401, 401, 401, 401, 401",
    })
    void instructors_teach_and_students_learn(
            String who, int slide, int poll, int question, int progress, int toClass, int toAll)
            throws Exception {
        assertThat(posts(who, "/api/lessons/2/slide", "{'slide': 2}")).isEqualTo(slide);
        String two = "{'question': 'Which?', 'options': ['One', 'Other']}";
        assertThat(posts(who, "/api/lessons/2/polls", two)).isEqualTo(poll);
        assertThat(posts(who, "/api/lessons/2/questions", "{'text': 'Why?'}")).isEqualTo(question);
        assertThat(posts(who, "/api/lessons/2/progress", "{'percent': 50}")).isEqualTo(progress);
        String broadcast = "/api/notifications/broadcast";
        String news = "'title': 'News', 'message': 'None'}";
        assertThat(posts(who, broadcast, "{'course_id': 1, " + news)).isEqualTo(toClass);
        assertThat(posts(who, broadcast, "{'role': 'student', " + news)).isEqualTo(toAll);
    }

    @ParameterizedTest
    @CsvSource({
        "private-course.0",
        "private-course.99",
        "private-course.x",
        "private-course.",
        "private-course.1.students",
        "presence-class.99.participants",
        "presence-class.x.participants",
        "private-user.99",
        "private-chat.1",
        "presence-everybody",
    })
    void what_is_not_there_is_refused(String channel) throws Exception {
        assertThat(asks("ines", channel)).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ines | /api/lessons/1/slide | {'slide': 99} | 400",
                "ines | /api/lessons/99/slide | {'slide': 1} | 404",
                "ines | /api/lessons/1/polls | {'question': 'x', 'options': ['One']} | 400",
                "sam | /api/lessons/1/progress | {'percent': 101} | 400",
                "sam | /api/lessons/1/questions | {'text': ' '} | 400",
                "sam | /api/lessons/1/questions | {'text': 'a\\ud800b'} | 400",
                "sam | /api/quizzes/99/answers | {'answer': '42'} | 404",
                "sam | /api/polls/99/votes | {'option': 1} | 404",
                "sam | /api/lessons/1/shared/nothing | {} | 400",
                "sam | /api/lessons/1/shared/code | {'data': 'QQ=='} | 400", // without a key
                "sam | /api/lessons/1/shared/code | {'key': 'KEY', 'data': '<b>'} | 400",
                "sam | /api/lessons/1/shared/board | {'key': 'KEY', 'data': 'QQ=='} | 400",
                "ines | /api/courses/1/students | {'student_id': 99} | 400",
                "ada | /api/notifications/broadcast | {'title': 'x', 'message': 'y'} | 400",
            })
    void what_cannot_be_is_refused(String who, String path, String body, int status)
            throws Exception {
        String key = UUID.randomUUID().toString();
        assertThat(posts(who, path, body.replace("KEY", key))).isEqualTo(status);
    }

    @Test
    void a_question_is_for_its_student_and_the_instructor_until_it_is_approved() throws Exception {
        var asked = VISITORS.get("sam").posts("/api/lessons/1/questions", "{\"text\": \"Hush?\"}");
        String path = "/api/questions/" + asked.body().replaceAll("^.\"id\":(\\d+),.*", "$1");
        assertThat(VISITORS.get("sofie").gets("/api/lessons/1").body()).doesNotContain("Hush?");
        assertThat(VISITORS.get("ines").gets("/api/lessons/1").body()).contains("Hush?");
        assertThat(posts("sam", path + "/approve", "")).isEqualTo(403);
        assertThat(posts("ines", path + "/approve", "")).isEqualTo(200);
        assertThat(posts("ines", path + "/reject", "")).isEqualTo(409);
        assertThat(VISITORS.get("sofie").gets("/api/lessons/1").body()).contains("Hush?");
    }

    private static int asks(String who, String channel) throws Exception {
        return VISITORS.get(who).asksFor(channel, "1.2").statusCode();
    }

    private static int gets(String who, String path) throws Exception {
        return VISITORS.get(who).gets(path).statusCode();
    }

    private static int posts(String who, String path, String body) throws Exception {
        return VISITORS.get(who).posts(path, body.replace('\'', '"')).statusCode();
    }
}
