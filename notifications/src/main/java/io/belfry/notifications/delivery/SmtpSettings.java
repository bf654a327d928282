package io.belfry.notifications.delivery;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * A server that takes mails. Immutable.
 *
 * @param from the address of the sender
 * @param security how the connection is protected
 * @param user null to sign in as nobody
 * @param password null to sign in as nobody; never shown
 * @param timeout to connect, and for each answer; above zero
 */
public record SmtpSettings(
        String host,
        int port,
        String from,
        Security security,
        @Nullable String user,
        @Nullable String password,
        Duration timeout) {

    private static final int LAST_PORT = 65_535;
    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(20);

    /** How a connection is protected. */
    public enum Security {
        /** Not at all. */
        NONE,
        /** By TLS, which the server must offer once it is connected; usually port 587. */
        STARTTLS,
        /** By TLS from the beginning; usually port 465. */
        TLS
    }

    /**
     * @throws IllegalArgumentException naming what is wrong
     */
    public SmtpSettings {
        if (port < 1 || port > LAST_PORT) {
            throw new IllegalArgumentException("port is " + port + ", must be 1 to " + LAST_PORT);
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout is " + timeout + ", must be above zero");
        }
        if ((user == null) != (password == null)) {
            throw new IllegalArgumentException("user and password go together");
        }
    }

    /** Without signing in, and with timeouts of 20 s. */
    public static SmtpSettings of(String host, int port, String from, Security security) {
        return new SmtpSettings(host, port, from, security, null, null, USUAL_TIMEOUT);
    }

    public SmtpSettings withUser(String name, String secret) {
        return new SmtpSettings(host, port, from, security, name, secret, timeout);
    }

    @Override
    public String toString() {
        return "SmtpSettings[host=%s, port=%d, from=%s, security=%s, user=%s, timeout=%s]"
                .formatted(host, port, from, security, user, timeout);
    }
}
