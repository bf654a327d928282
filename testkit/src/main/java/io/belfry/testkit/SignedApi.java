package io.belfry.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.protocol.AppKey;
import io.belfry.protocol.JsonObject;

/**
 * The HTTP API of one app, called as the app's own server calls it: signed (Pusher Channels
 * documentation, "HTTP API, authentication"). Each call can be made wrong before it is sent.
 *
 * <p>Thread-safe: every call has a connection of its own.
 */
public final class SignedApi {
    private final String host;
    private final int port;
    private final String appId;
    private final AppKey key;

    private SignedApi(String host, int port, String appId, AppKey key) {
        this.host = host;
        this.port = port;
        this.appId = appId;
        this.key = key;
    }

    /** The API of an app at a hub without TLS. */
    public static SignedApi of(String host, int port, String appId, AppKey key) {
        return new SignedApi(host, port, appId, key);
    }

    /** A GET of a path below {@code /apps/ID}, for example {@code /channels}. */
    public SignedCall get(String path) {
        return call("GET", path, "");
    }

    /** A POST to a path below {@code /apps/ID}, for example {@code /events}. */
    public SignedCall post(String path, String body) {
        return call("POST", path, body);
    }

    /** A POST of bytes, be they a text or not. */
    public SignedCall post(String path, byte[] body) {
        return call("POST", path, body);
    }

    /** A call of any method to a path below {@code /apps/ID}. */
    public SignedCall call(String method, String path, String body) {
        return call(method, path, body.getBytes(UTF_8));
    }

    private SignedCall call(String method, String path, byte[] body) {
        return new SignedCall(host, port, key, method, "/apps/" + appId + path, body);
    }

    /**
     * Publishes an event to a channel and waits for the answer.
     *
     * @param data the data of the event, JSON or not; sent as a string
     * @throws AssertionError when the hub does not accept it
     */
    public void publishes(String channel, String event, String data) {
        JsonObject body = new JsonObject().text("name", event).text("channel", channel);
        RawResponse response = post("/events", body.text("data", data).end()).send();
        if (response.status() != 200) {
            throw new AssertionError(event + " was not accepted: " + response);
        }
    }
}
