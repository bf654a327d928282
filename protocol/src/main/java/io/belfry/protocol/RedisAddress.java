package io.belfry.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a Redis is and as whom it is asked. The same for whoever publishes and for the hub that
 * subscribes.
 *
 * <p>Immutable. Its text leaves out user and password.
 *
 * @param host a name or an address
 * @param port 1 to 65535
 * @param tls whether the connection is encrypted
 * @param username null for the usual user, and always null without a password
 * @param password null for none; the word {@code null} and an empty text are none too, as Laravel
 *     reads its {@code REDIS_PASSWORD}
 * @param database 0 or above; messages are the same in all of them
 */
public record RedisAddress(
        String host,
        int port,
        boolean tls,
        @Nullable String username,
        @Nullable String password,
        int database) {

    /** Where Redis listens if nothing is said. */
    public static final int USUAL_PORT = 6379;

    private static final int LARGEST_PORT = 65_535;
    private static final Set<String> NONE = Set.of("", "null", "(null)");
    private static final String NAME = "(?<host>[^\\s/@?#:\\[\\]]+|\\[[0-9A-Fa-f:.%]+\\])";
    private static final Pattern PLACE = Pattern.compile(NAME + ":(?<port>[0-9]{1,5})");
    private static final Pattern HOST =
            Pattern.compile("[^\\s/@?#:\\[\\]]+|[0-9A-Fa-f.%]*:[0-9A-Fa-f.%]*:[0-9A-Fa-f:.%]*");

    /** Passwords may hold anything, so that the last @ ends them. */
    private static final Pattern URL =
            Pattern.compile(
                    "(?<scheme>rediss?)://((?<user>.*)@)?"
                            + NAME
                            + "(:(?<port>[0-9]{1,5}))?(/(?<database>[0-9]{0,6}))?",
                    Pattern.DOTALL);

    private static final Pattern ESCAPES = Pattern.compile("(?:%[0-9A-Fa-f]{2})+");

    /**
     * @throws IllegalArgumentException naming what is wrong
     */
    public RedisAddress {
        if (!HOST.matcher(host).matches()) {
            throw new IllegalArgumentException(
                    "host must be a name or an address such as localhost and nothing more; for TLS"
                            + " give url, rediss://…");
        }
        if (port < 1 || port > LARGEST_PORT) {
            throw new IllegalArgumentException(
                    "port must be from 1 to " + LARGEST_PORT + ", not " + port);
        }
        if (database < 0) {
            throw new IllegalArgumentException("database must be at least 0, not " + database);
        }
        password = password == null || NONE.contains(password) ? null : password;
        username =
                password == null || username == null || NONE.contains(username) ? null : username;
    }

    /** One without TLS that asks for no password. */
    public static RedisAddress of(String host, int port) {
        return new RedisAddress(host, port, false, null, null, 0);
    }

    /**
     * One at another place that is asked in the same way.
     *
     * @param place a name or an address, and a port: {@code 10.0.0.7:6380}, {@code [::1]:6380}
     * @throws IllegalArgumentException saying what is wrong
     */
    public RedisAddress at(String place) {
        Matcher parts = PLACE.matcher(place);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "'" + place + "' is no host and port such as 10.0.0.7:6379");
        }
        return at(unbracketed(parts.group("host")), Integer.parseInt(parts.group("port")));
    }

    /**
     * One at another place that is asked in the same way.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    public RedisAddress at(String host, int port) {
        return new RedisAddress(host, port, tls, username, password, database);
    }

    /**
     * Reads {@code redis://user:password@host:6379/0}, or {@code rediss://} for TLS. All but the
     * host may be left out; percent signs in user and password are undone.
     *
     * @throws IllegalArgumentException saying what is wrong, without the text, as it may hold a
     *     password
     */
    public static RedisAddress of(String url) {
        Matcher parts = URL.matcher(url);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "url is no address of a Redis such as redis://user:password@localhost:6379/0");
        }
        String host = parts.group("host");
        String port = parts.group("port");
        String database = parts.group("database");
        @Nullable String[] credentials = credentials(parts.group("user"));
        return new RedisAddress(
                unbracketed(host),
                port == null ? USUAL_PORT : Integer.parseInt(port),
                parts.group("scheme").equals("rediss"),
                credentials[0],
                credentials[1],
                database == null || database.isEmpty() ? 0 : Integer.parseInt(database));
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static @Nullable String[] credentials(@Nullable String given) {
        if (given == null || NONE.contains(given)) {
            return new @Nullable String[2];
        }
        int colon = given.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException(
                    "url has a user and no password; a password alone is written with a colon"
                            + " before it, redis://:password@host");
        }
        return new @Nullable String[] {
            unescaped(given.substring(0, colon)), unescaped(given.substring(colon + 1))
        };
    }

    private static String unescaped(String text) {
        return ESCAPES.matcher(text)
                .replaceAll(run -> Matcher.quoteReplacement(bytes(run.group())));
    }

    private static String bytes(String escapes) {
        return new String(HexFormat.of().parseHex(escapes.replace("%", "")), UTF_8);
    }

    /** As a URL, without user and password. */
    @Override
    public String toString() {
        String where = host.indexOf(':') < 0 ? host : "[" + host + "]";
        String scheme = tls ? "rediss" : "redis";
        String suffix = database == 0 ? "" : "/" + database;
        return "%s://%s:%d%s".formatted(scheme, where, port, suffix);
    }
}
