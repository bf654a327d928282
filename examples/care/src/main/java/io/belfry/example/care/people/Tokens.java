package io.belfry.example.care.people;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import org.springframework.stereotype.Repository;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The tokens of those who have signed in: random, known to their holders only, good for a while.
 */
@Repository
class Tokens implements OpaqueTokenIntrospector {
    private static final int BYTES = 32;

    private final JdbcClient database;
    private final Duration life;
    private final SecureRandom random = new SecureRandom();

    Tokens(JdbcClient database, @Value("${care.token-life}") Duration life) {
        this.database = database;
        this.life = life;
    }

    /** A new one; those that nobody can use any more are forgotten. */
    String issue(long person) {
        OffsetDateTime now = Office.now();
        database.sql("delete from access_token where expires_at < ?").param(now).update();
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        database.sql("insert into access_token (hash, person_id, expires_at) values (?, ?, ?)")
                .params(hash(token), person, now.plus(life))
                .update();
        return token;
    }

    @Override
    public SignedIn introspect(String token) {
        return database.sql(
                        """
                        select p.id, p.name, p.role from access_token t
                        join person p on p.id = t.person_id
                        where t.hash = ? and t.expires_at > ?
                        """)
                .params(hash(token), Office.now())
                .query(DataClassRowMapper.newInstance(SignedIn.class))
                .optional()
                .orElseThrow(() -> new BadOpaqueTokenException("sign in again"));
    }

    void revoke(String token) {
        database.sql("delete from access_token where hash = ?").param(hash(token)).update();
    }

    private static String hash(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
