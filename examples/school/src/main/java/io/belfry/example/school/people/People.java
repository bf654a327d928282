package io.belfry.example.school.people;

import io.belfry.live.shared.UserNames;

import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Repository;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Everybody who may use the school; chat asks here how they are called. */
@Repository
public class People implements UserDetailsService, UserNames {
    private final JdbcClient database;

    People(JdbcClient database) {
        this.database = database;
    }

    @Override
    public Map<String, String> of(Collection<String> userIds) {
        if (userIds.isEmpty()) {
            return Map.of();
        }
        return database
                .sql("select id, name from person where id in (:ids)")
                .param("ids", userIds.stream().map(Long::valueOf).toList())
                .query((row, number) -> Map.entry(row.getString("id"), row.getString("name")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** All students, by their names. */
    public List<Person.Named> students() {
        return database.sql("select id, name from person where role = 'STUDENT' order by name")
                .query(DataClassRowMapper.newInstance(Person.Named.class))
                .list();
    }

    @Override
    public SignedIn loadUserByUsername(String login) {
        return Optional.of(login)
                // PostgreSQL does not even compare with it.
                .filter(each -> each.indexOf('\0') < 0)
                .flatMap(this::find)
                .orElseThrow(() -> new UsernameNotFoundException("nobody has that login"));
    }

    private Optional<SignedIn> find(String login) {
        return database.sql("select * from person where login = ?")
                .param(login)
                .query((row, number) ->
                        new SignedIn(
                                new Person(
                                        row.getLong("id"),
                                        row.getString("name"),
                                        Role.valueOf(row.getString("role"))),
                                row.getString("password")))
                .optional();
    }
}
