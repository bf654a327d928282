package io.belfry.example.clinic.people;

import io.belfry.live.shared.UserNames;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Repository;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Everybody who may use the clinic; chat asks here how they are called. */
@Repository
public class People implements UserDetailsService, UserNames {
    private final JdbcClient database;

    People(JdbcClient database) {
        this.database = database;
    }

    /**
     * A doctor, as patients choose one.
     *
     * @param clinic the name of it
     */
    public record Doctor(long id, String name, String clinic) {}

    public List<Doctor> doctors() {
        return database.sql(
                        """
                        select p.id, p.name, c.name as clinic
                        from person p join clinic c on c.id = p.clinic_id
                        where p.role = 'DOCTOR' order by c.name, p.name
                        """)
                .query((row, number) ->
                        new Doctor(
                                row.getLong("id"), row.getString("name"), row.getString("clinic")))
                .list();
    }

    /** The ids of the staff of a clinic, as live services know users. */
    public List<String> staffOf(long clinic) {
        return database
                .sql("select id from person where role = 'STAFF' and clinic_id = ?")
                .param(clinic)
                .query(Long.class)
                .list()
                .stream()
                .map(String::valueOf)
                .toList();
    }

    @Override
    public Map<String, String> of(Collection<String> userIds) {
        return database
                .sql("select id, name from person where id in (:ids)")
                .param("ids", userIds.stream().map(Long::valueOf).toList())
                .query((row, number) -> Map.entry(row.getString("id"), row.getString("name")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
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
                .query((row, number) -> new SignedIn(person(row), row.getString("password")))
                .optional();
    }

    private static Person person(ResultSet row) throws SQLException {
        return new Person(
                row.getLong("id"),
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                row.getObject("clinic_id", Long.class));
    }
}
