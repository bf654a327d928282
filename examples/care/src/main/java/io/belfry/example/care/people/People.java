package io.belfry.example.care.people;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Repository;

import java.util.List;
import java.util.Optional;

/** Everybody who may use the care service. */
@Repository
public class People {
    private final JdbcClient database;
    private final PasswordEncoder passwords;
    private final String nobodys;

    People(JdbcClient database, PasswordEncoder passwords) {
        this.database = database;
        this.passwords = passwords;
        this.nobodys = String.valueOf(passwords.encode("nobody's"));
    }

    public List<SignedIn> all(Role role) {
        return database.sql("select id, name, role from person where role = ? order by name")
                .param(role.name())
                .query(DataClassRowMapper.newInstance(SignedIn.class))
                .list();
    }

    public List<Long> admins() {
        return all(Role.ADMIN).stream().map(SignedIn::id).toList();
    }

    public Optional<SignedIn> trainer(long id) {
        return all(Role.TRAINER).stream().filter(each -> each.id() == id).findFirst();
    }

    public long add(String login, String password, String name, Role role) {
        database.sql("insert into person (login, password, name, role) values (?, ?, ?, ?)")
                .params(login, passwords.encode(password), name, role.name())
                .update();
        return database.sql("select id from person where login = ?")
                .param(login)
                .query(Long.class)
                .single();
    }

    /** Who has this login and this password; a wrong login takes as long as a wrong password. */
    Optional<SignedIn> find(String login, String password) {
        Optional<String> hash =
                one("select password from person where login = ?", login, String.class);
        return passwords.matches(password, hash.orElse(nobodys))
                ? one("select id, name, role from person where login = ?", login, SignedIn.class)
                : Optional.empty();
    }

    private <T> Optional<T> one(String sql, @Nullable Object value, Class<T> type) {
        return database.sql(sql).param(value).query(type).optional();
    }
}
