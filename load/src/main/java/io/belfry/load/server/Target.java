package io.belfry.load.server;

import io.belfry.protocol.AppKey;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;

/**
 * The server that is loaded, and the app on it.
 *
 * <p>Immutable.
 *
 * @param webSockets where clients connect: {@code http} or {@code https}, host, port, and the path
 *     prefix of the server if it has one
 * @param api where the HTTP API is; the same on most servers, another host at Pusher
 * @param appId the app, as in the paths of the HTTP API
 * @param key what signs its calls and authorizes its clients
 * @param certificate of the server, in PEM, to be trusted for whatever name, instead of what Java
 *     trusts; null for that
 */
public record Target(
        URI webSockets, URI api, String appId, AppKey key, @Nullable Path certificate) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int LAST_PORT = 65_535;

    /**
     * @throws IllegalArgumentException when an address has another scheme, a user, no host or a
     *     port that is none
     */
    public Target {
        check(webSockets);
        check(api);
    }

    private static void check(URI uri) {
        String scheme = uri.getScheme();
        if (!"http".equals(scheme) && !"https".equals(scheme)) {
            throw new IllegalArgumentException(uri + " does not begin with http:// or https://");
        }
        if (uri.getRawUserInfo() != null) {
            // Not shown: what is in it may be a password.
            throw new IllegalArgumentException(
                    "an address with a user in it (user@host) is not understood");
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException(uri + " names no host");
        }
        if (uri.getPort() == 0 || uri.getPort() > LAST_PORT) {
            throw new IllegalArgumentException(
                    "the port of " + uri + " is not from 1 to " + LAST_PORT);
        }
    }

    /** Whether both addresses are of this machine, so that nobody else is disturbed. */
    public boolean isLoopback() {
        return foreign() == null;
    }

    /** The address that is not of this machine; null when both are. */
    public @Nullable URI foreign() {
        if (!isLoopback(webSockets)) {
            return webSockets;
        }
        return isLoopback(api) ? null : api;
    }

    private static boolean isLoopback(URI uri) {
        try {
            return InetAddress.getByName(uri.getHost()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Where to connect to, resolved if it can be. May wait for a name server. */
    public static InetSocketAddress socketAddress(URI uri) {
        return new InetSocketAddress(uri.getHost(), portOf(uri));
    }

    /** Whether TLS is spoken there. */
    public static boolean isEncrypted(URI uri) {
        return "https".equals(uri.getScheme());
    }

    /** Its port, the usual one of its scheme when it names none. */
    public static int portOf(URI uri) {
        if (uri.getPort() > 0) {
            return uri.getPort();
        }
        return isEncrypted(uri) ? HTTPS : HTTP;
    }

    /** What stands before every path there; empty for nothing. */
    public static String prefix(URI uri) {
        String path = uri.getRawPath();
        return path == null ? "" : path.replaceAll("/+$", "");
    }

    /** How it is called in a {@code Host} header. */
    public static String hostHeader(URI uri) {
        int port = portOf(uri);
        boolean usual = port == (isEncrypted(uri) ? HTTPS : HTTP);
        return usual ? uri.getHost() : uri.getHost() + ":" + port;
    }
}
