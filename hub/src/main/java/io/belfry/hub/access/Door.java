package io.belfry.hub.access;

import io.belfry.hub.settings.AppSettings;
import io.belfry.protocol.ErrorCode;

import org.jspecify.annotations.Nullable;

import java.util.regex.Pattern;

/**
 * Judges who wants to connect, in the order in which clients are told: protocol version, app,
 * encryption, origin. Quotas are counted elsewhere.
 *
 * <p>Thread-safe.
 */
public final class Door {
    private static final int OLDEST_PROTOCOL = 4;
    private static final int OLDEST_PROTOCOL_STRICTLY = 5;
    private static final int PROTOCOL = 7;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}");
    private static final Pattern VERSION = Pattern.compile("[0-9]+(\\.\\w+)*([-+][\\w.+-]+)?");

    private final Apps apps;
    private final boolean strict;

    /**
     * @param strict whether a client must say which protocol and library version it speaks
     */
    public Door(Apps apps, boolean strict) {
        this.apps = apps;
        this.strict = strict;
    }

    public Admission admit(ConnectionRequest request) {
        App app = apps.byKey(request.key());
        String appId = app == null ? "" : app.id();
        Admission.Refused wrongVersion = judgeVersion(appId, request);
        if (wrongVersion != null) {
            return wrongVersion;
        }
        if (app == null) {
            return new Admission.Refused("", ErrorCode.APP_NOT_FOUND, "Application does not exist");
        }
        return judge(app, request);
    }

    private static Admission judge(App app, ConnectionRequest request) {
        AppSettings settings = app.settings();
        if (!settings.enabled()) {
            return refused(app.id(), ErrorCode.APP_DISABLED, "Application disabled");
        }
        if (settings.forceTls() && !request.secure()) {
            return refused(
                    app.id(),
                    ErrorCode.TLS_REQUIRED,
                    "Application only accepts TLS connections, reconnect using wss://");
        }
        if (!Origins.admit(settings, request.origin())) {
            return refused(app.id(), ErrorCode.UNAUTHORIZED, "Origin not allowed");
        }
        return new Admission.Admitted(app);
    }

    private Admission.@Nullable Refused judgeVersion(String appId, ConnectionRequest request) {
        String protocol = request.protocol();
        String version = request.version();
        if (protocol == null || protocol.isEmpty()) {
            return strict
                    ? refused(appId, ErrorCode.PROTOCOL_MISSING, "No protocol version supplied")
                    : null;
        }
        if (strict && version != null && !VERSION.matcher(version).matches()) {
            return refused(appId, ErrorCode.BAD_CLIENT_VERSION, "Invalid version string format");
        }
        int oldest = strict ? OLDEST_PROTOCOL_STRICTLY : OLDEST_PROTOCOL;
        int number = NUMBER.matcher(protocol).matches() ? Integer.parseInt(protocol) : 0;
        return number >= oldest && number <= PROTOCOL
                ? null
                : refused(
                        appId,
                        ErrorCode.UNSUPPORTED_PROTOCOL,
                        "Unsupported protocol version: this hub speaks " + oldest + " to 7");
    }

    private static Admission.Refused refused(String appId, ErrorCode code, String reason) {
        return new Admission.Refused(appId, code, reason);
    }
}
