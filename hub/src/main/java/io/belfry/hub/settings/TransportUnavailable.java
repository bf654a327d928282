package io.belfry.hub.settings;

import java.io.IOException;
import java.util.Locale;

/** The system does not have the transport that {@code server.transport} names. */
public final class TransportUnavailable extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * @param wanted what was asked for
     * @param cause why it is not to be had
     */
    public TransportUnavailable(Transport wanted, Throwable cause) {
        super(
                "server.transport is %s, which this system does not offer (%s); auto takes the best that it does"
                        .formatted(wanted.name().toLowerCase(Locale.ROOT), reason(cause)),
                cause);
    }

    private static String reason(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
