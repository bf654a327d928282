package io.belfry.example.helpdesk.people;

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

/** Everybody who may use the help desk, and the offices they work in. */
@Repository
public class People implements UserDetailsService {
    private final JdbcClient database;

    People(JdbcClient database) {
        this.database = database;
    }

    public Optional<Person> find(long id) {
        return database.sql("select id, name, role from person where id = ?")
                .param(id)
                .query(People::person)
                .optional();
    }

    public List<Office> offices() {
        return database.sql("select id, name from office order by name")
                .query(People::office)
                .list();
    }

    public Optional<Office> office(long id) {
        return database.sql("select id, name from office where id = ?")
                .param(id)
                .query(People::office)
                .optional();
    }

    /** The offices whose tickets somebody answers: none for a customer, all for an admin. */
    public List<Office> officesOf(Person person) {
        return offices().stream().filter(office -> answers(person, office.id())).toList();
    }

    /** Whether somebody answers the tickets of an office. */
    public boolean answers(Person person, long office) {
        return switch (person.role()) {
            case CUSTOMER -> false;
            case ADMIN -> true;
            case AGENT ->
                    database.sql(
                                            """
                                            select count(*) from office_agent
                                            where office_id = ? and person_id = ?
                                            """)
                                    .params(office, person.id())
                                    .query(Integer.class)
                                    .single()
                            > 0;
        };
    }

    /** Those who answer the tickets of an office. */
    public List<Person> whoAnswer(long office) {
        return database
                .sql("select id, name, role from person where role <> 'CUSTOMER' order by name")
                .query(People::person)
                .list()
                .stream()
                .filter(person -> answers(person, office))
                .toList();
    }

    /** By which somebody signs in, and is known to the rules of channels. */
    public String login(Person person) {
        return database.sql("select login from person where id = ?")
                .param(person.id())
                .query(String.class)
                .single();
    }

    /** The names of people by their logins. */
    public Map<String, String> names(Collection<String> logins) {
        if (logins.isEmpty()) {
            return Map.of();
        }
        return database
                .sql("select login, name from person where login in (:logins)")
                .param("logins", logins)
                .query((row, number) -> Map.entry(row.getString("login"), row.getString("name")))
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
        return database.sql("select id, name, role, password from person where login = ?")
                .param(login)
                .query((row, number) ->
                        new SignedIn(person(row, number), login, row.getString("password")))
                .optional();
    }

    private static Person person(ResultSet row, int number) throws SQLException {
        return new Person(
                row.getLong("id"), row.getString("name"), Role.valueOf(row.getString("role")));
    }

    private static Office office(ResultSet row, int number) throws SQLException {
        return new Office(row.getLong("id"), row.getString("name"));
    }
}
