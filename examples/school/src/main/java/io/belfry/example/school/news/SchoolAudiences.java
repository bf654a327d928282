package io.belfry.example.school.news;

import io.belfry.notifications.audience.Audience;
import io.belfry.notifications.audience.AudienceResolver;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.util.List;

/** Who has a role, and who takes a course. */
@Component
class SchoolAudiences implements AudienceResolver {
    private final JdbcClient database;

    SchoolAudiences(JdbcClient database) {
        this.database = database;
    }

    @Override
    public List<String> page(Audience audience, @Nullable String after, int limit) {
        JdbcClient.StatementSpec those =
                switch (audience) {
                    case Audience.Role role ->
                            database.sql(
                                            """
                                            select id from person where role = :role and id > :after
                                            order by id limit :limit
                                            """)
                                    .param("role", role.name());
                    case Audience.Group group ->
                            database.sql(
                                            """
                                            select person_id from enrolment
                                            where course_id = :course and person_id > :after
                                            order by person_id limit :limit
                                            """)
                                    .param("course", Long.valueOf(group.id()));
                };
        return those
                .param("after", after == null ? 0L : Long.parseLong(after))
                .param("limit", limit)
                .query(Long.class)
                .list()
                .stream()
                .map(String::valueOf)
                .toList();
    }
}
