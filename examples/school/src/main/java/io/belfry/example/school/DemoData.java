package io.belfry.example.school;

import io.belfry.example.school.enrolment.Enrolment;
import io.belfry.example.school.people.People;
import io.belfry.example.school.people.Person;
import io.belfry.example.school.people.Role;
import io.belfry.live.chat.Chat;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.io.PrintStream;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Fills an empty school with people to be, and says who they are. */
@Component
class DemoData implements ApplicationRunner {
    private static final String PASSWORD = "school";
    private static final List<Account> ACCOUNTS =
            List.of(
                    new Account("ines", "Ines Instructor", Role.INSTRUCTOR),
                    new Account("sam", "Sam Student", Role.STUDENT),
                    new Account("sofie", "Sofie Student", Role.STUDENT),
                    new Account("stan", "Stan Student", Role.STUDENT),
                    new Account("ivo", "Ivo Instructor", Role.INSTRUCTOR),
                    new Account("ada", "Ada Administrator", Role.ADMIN));

    private final JdbcClient database;
    private final PasswordEncoder passwords;
    private final People people;
    private final Enrolment enrolment;
    private final Chat chat;
    private final WebServerApplicationContext context;
    private final PrintStream out = System.out;

    DemoData(
            JdbcClient database,
            PasswordEncoder passwords,
            People people,
            Enrolment enrolment,
            Chat chat,
            WebServerApplicationContext context) {
        this.database = database;
        this.passwords = passwords;
        this.people = people;
        this.enrolment = enrolment;
        this.chat = chat;
        this.context = context;
    }

    private record Account(String login, String name, Role role) {}

    private record Slide(String title, String body) {}

    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
        if (people.students().isEmpty()) {
            fill();
        }
        int port = Objects.requireNonNull(context.getWebServer()).getPort();
        out.println();
        out.println("The school is open at http://localhost:" + port);
        out.println();
        for (Account each : ACCOUNTS) {
            out.printf("  %-8s %s  %s%n", each.login(), PASSWORD, each.name());
        }
        out.println();
        out.println("Sign in as one of them in this browser and as another in a private window.");
    }

    private void fill() {
        for (Account each : ACCOUNTS) {
            database.sql("insert into person (login, password, name, role) values (?, ?, ?, ?)")
                    .params(
                            each.login(),
                            passwords.encode(PASSWORD),
                            each.name(),
                            each.role().name())
                    .update();
        }
        Person ines = person("ines");
        Person ivo = person("ivo");
        long programming = course("Programming", ines, person("sam"));
        lesson(
                programming,
                "Functions",
                "What does double(21) give?",
                "42",
                new Slide("Functions", "A function has a name, and gives something back."),
                new Slide("Arguments", "What it is given stands between brackets: double(21)."),
                new Slide("Your turn", "Write one in the editor that makes a number twice it."));
        lesson(
                programming,
                "Loops",
                "How often runs for (const each of [1, 2, 3])?",
                "3",
                new Slide("Loops", "What is done again and again."),
                new Slide("for, of", "Once for each element of a list."));
        enrolment.enrol(ines, programming, person("sofie").id());
        long drawing = course("Drawing", ivo, person("stan"));
        lesson(
                drawing,
                "Lines",
                "How many points make a line?",
                "2",
                new Slide("Lines", "A line goes from one point to another."),
                new Slide("Curves", "A curve takes its time."));
    }

    private long course(String title, Person instructor, Person student) {
        UUID conversation = chat.open(instructor.userId(), List.of(student.userId()), title).id();
        long id =
                insert(
                        "insert into course (title, instructor_id, conversation_id)"
                                + " values (?, ?, ?)",
                        title,
                        instructor.id(),
                        conversation);
        enrolment.enrol(instructor, id, student.id());
        return id;
    }

    private void lesson(
            long course, String title, String question, String answer, Slide... slides) {
        long id = insert("insert into lesson (course_id, title) values (?, ?)", course, title);
        for (int i = 0; i < slides.length; i++) {
            database.sql("insert into slide (lesson_id, number, title, body) values (?, ?, ?, ?)")
                    .params(id, i + 1, slides[i].title(), slides[i].body())
                    .update();
        }
        insert(
                "insert into quiz (lesson_id, question, answer) values (?, ?, ?)",
                id,
                question,
                answer);
        for (String kind : List.of("BOARD", "DOCUMENT", "CODE")) {
            database.sql("insert into shared (lesson_id, kind) values (?, ?)")
                    .params(id, kind)
                    .update();
        }
    }

    private long insert(String sql, Object... values) {
        var key = new GeneratedKeyHolder();
        database.sql(sql).params(values).update(key, "id");
        return Objects.requireNonNull(key.getKey()).longValue();
    }

    private Person person(String login) {
        return people.loadUserByUsername(login).person();
    }
}
