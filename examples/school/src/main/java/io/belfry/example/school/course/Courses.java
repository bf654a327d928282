package io.belfry.example.school.course;

import io.belfry.example.school.people.Person;
import io.belfry.example.school.people.Role;

import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All courses, and who is in them. */
@Repository
public class Courses {
    private static final String ALL =
            """
            select c.*, p.name as instructor
            from course c join person p on p.id = c.instructor_id
            """;

    private final JdbcClient database;

    Courses(JdbcClient database) {
        this.database = database;
    }

    /** Those that somebody teaches or takes; all for the administrator. */
    public List<Course> of(Person person) {
        return database.sql(
                        ALL
                                + """
                                where c.instructor_id = :id or :all or exists (
                                    select 1 from enrolment e
                                    where e.course_id = c.id and e.person_id = :id)
                                order by c.id
                                """)
                .param("id", person.id())
                .param("all", person.role() == Role.ADMIN)
                .query(this::course)
                .list();
    }

    public Optional<Course> find(long id) {
        return database.sql(ALL + "where c.id = ?").param(id).query(this::course).optional();
    }

    public Optional<Course> ofLesson(long lesson) {
        return database.sql(ALL + "where c.id = (select course_id from lesson where id = ?)")
                .param(lesson)
                .query(this::course)
                .optional();
    }

    /** Whether somebody takes it. */
    public boolean isTakenBy(Course course, Person person) {
        return database.sql("select 1 from enrolment where course_id = ? and person_id = ?")
                .params(course.id(), person.id())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** Whether somebody teaches or takes it. */
    public boolean isOf(Course course, Person person) {
        return course.isTaughtBy(person) || isTakenBy(course, person);
    }

    /** Those who take it, by their names. */
    public List<Person.Named> students(Course course) {
        return database.sql(
                        """
                        select p.id, p.name from enrolment e join person p on p.id = e.person_id
                        where e.course_id = ? order by p.name
                        """)
                .param(course.id())
                .query(DataClassRowMapper.newInstance(Person.Named.class))
                .list();
    }

    /** Lets a student in; a second time is refused by the database. */
    public void enrol(Course course, long student) {
        database.sql("insert into enrolment (course_id, person_id) values (?, ?)")
                .params(course.id(), student)
                .update();
    }

    private Course course(ResultSet row, int number) throws SQLException {
        List<Course.LessonTitle> lessons =
                database.sql("select id, title from lesson where course_id = ? order by id")
                        .param(row.getLong("id"))
                        .query(DataClassRowMapper.newInstance(Course.LessonTitle.class))
                        .list();
        return new Course(
                row.getLong("id"),
                row.getString("title"),
                new Person.Named(row.getLong("instructor_id"), row.getString("instructor")),
                row.getObject("conversation_id", UUID.class),
                lessons);
    }
}
