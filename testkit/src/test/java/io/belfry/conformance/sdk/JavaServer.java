package io.belfry.conformance.sdk;

import com.pusher.rest.Pusher;

import io.belfry.testkit.GivenHub;

import java.util.Base64;

/** An app's own server with the Java SDK of Pusher. */
final class JavaServer {
    private static final String MASTER_KEY = Base64.getEncoder().encodeToString(new byte[32]);

    private JavaServer() {}

    /** The server of the first app of a hub; it can seal events for encrypted channels. */
    static Pusher of(GivenHub given) {
        return with(given, "belfry-secret");
    }

    /** A server that claims to be the app's, with this secret. */
    static Pusher with(GivenHub given, String secret) {
        String key = given.key().key();
        Pusher server = new Pusher(given.app().id(), key, secret, MASTER_KEY);
        server.setHost(given.host() + ":" + given.port());
        return given.keeping(server);
    }
}
