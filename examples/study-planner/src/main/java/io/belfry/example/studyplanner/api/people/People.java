package io.belfry.example.studyplanner.api.people;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import org.springframework.stereotype.Repository;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Everybody who may use the study planner, by their passwords and by the tokens they got for them.
 */
@Repository
public class People implements OpaqueTokenIntrospector {
    private static final int TOKEN_BYTES = 32;

    private final JdbcClient database;
    private final PasswordEncoder passwords;
    private final Duration tokenLife;
    private final String nobodys;
    private final SecureRandom random = new SecureRandom();

    People(
            JdbcClient database,
            PasswordEncoder passwords,
            @Value("${study-planner.token-life}") Duration tokenLife) {
        this.database = database;
        this.passwords = passwords;
        this.tokenLife = tokenLife;
        this.nobodys = String.valueOf(passwords.encode("nobody's"));
    }

    public boolean isEmpty() {
        return database.sql("select count(*) from person").query(Long.class).single() == 0;
    }

    /**
     * @param mentor of a pupil; null for a mentor
     */
    public long add(String login, String password, String name, Role role, @Nullable Long mentor) {
        database.sql(
                        """
                        insert into person (login, password, name, role, mentor_id)
                        values (?, ?, ?, ?, ?)
                        """)
                .param(login)
                .param(passwords.encode(password))
                .param(name)
                .param(role.name())
                .param(mentor)
                .update();
        return database.sql("select id from person where login = ?")
                .param(login)
                .query(Long.class)
                .single();
    }

    /** Who has this login and this password; a wrong login takes as long as a wrong password. */
    Optional<SignedIn> find(String login, String password) {
        Optional<String> hash =
                Optional.of(login)
                        // PostgreSQL does not even compare with it.
                        .filter(each -> each.indexOf('\0') < 0)
                        .flatMap(this::hashOf);
        if (!passwords.matches(password, hash.orElse(nobodys))) {
            return Optional.empty();
        }
        return database.sql("select id, name, role from person where login = ?")
                .param(login)
                .query(DataClassRowMapper.newInstance(SignedIn.class))
                .optional();
    }

    private Optional<String> hashOf(String login) {
        return database.sql("select password from person where login = ?")
                .param(login)
                .query(String.class)
                .optional();
    }

    /** A new token; those that are out of date are forgotten. */
    String issueToken(SignedIn person) {
        database.sql("delete from token where expires_at < ?").param(now()).update();
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = new BigInteger(1, bytes).toString(Character.MAX_RADIX);
        database.sql("insert into token (hash, person_id, expires_at) values (?, ?, ?)")
                .params(hash(token), person.id(), now().plus(tokenLife))
                .update();
        return token;
    }

    void revoke(String token) {
        database.sql("delete from token where hash = ?").param(hash(token)).update();
    }

    @Override
    public SignedIn introspect(String token) {
        return database.sql(
                        """
                        select id, name, role from person
                        join token on person_id = id
                        where hash = ? and expires_at > ?
                        """)
                .params(hash(token), now())
                .query(DataClassRowMapper.newInstance(SignedIn.class))
                .optional()
                .orElseThrow(() -> new BadOpaqueTokenException("sign in again"));
    }

    private static OffsetDateTime now() {
        return Instant.now().atOffset(ZoneOffset.UTC);
    }

    /** Who reads the database can sign in as nobody. */
    private static String hash(String token) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(token.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
