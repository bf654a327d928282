package io.belfry.testkit;

import io.belfry.protocol.AppKey;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.Guard;
import io.belfry.protocol.JsonObject;
import io.belfry.protocol.ServerMessage;
import io.belfry.protocol.SocketId;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/**
 * A client of a hub that speaks the Pusher Channels protocol and holds the app's secret, so that it
 * can authorize itself: what takes a browser and an application otherwise.
 *
 * <p>Verbs that ask for something wait until the hub has granted it, and leave alone what else came
 * meanwhile. Verbs that see something want exactly that next. Every wait ends like those of {@link
 * RawClient}, which is underneath and reached by {@link #raw()} for everything rude.
 *
 * <p>Used by one thread at a time; not thread-safe beyond that.
 */
public final class HubClient implements AutoCloseable {
    private final RawClient raw;
    private final AppKey key;
    private final SocketId socketId;
    private final Deque<SeenMessage> passedOver = new ArrayDeque<>();

    private HubClient(RawClient raw, AppKey key) {
        this.raw = raw;
        this.key = key;
        SeenMessage established = sees("pusher:connection_established");
        this.socketId = new SocketId(established.data().path("socket_id").stringValue());
    }

    /**
     * Connects to an app of a hub without TLS.
     *
     * @throws AssertionError when the hub refuses
     */
    public static HubClient of(String host, int port, AppKey key) {
        return of(RawClient.to(host, port).path("/app/" + key.key() + "?protocol=7").open(), key);
    }

    /** Goes on with a connection that was just opened and has received nothing yet. */
    public static HubClient of(RawClient raw, AppKey key) {
        return new HubClient(raw, key);
    }

    /** The connection underneath. */
    public RawClient raw() {
        return raw;
    }

    public SocketId socketId() {
        return socketId;
    }

    /** Subscribes to a channel, authorized if it is a guarded one, and waits until it is. */
    public HubClient subscribes(String channel) {
        ChannelName name = new ChannelName(channel);
        Guard guard = name.kind().guard();
        boolean signed = guard == Guard.PRIVATE || guard == Guard.PRESENCE;
        String auth = signed ? key.authorizeChannel(socketId, name, null) : "";
        asksFor(channel, auth, null);
        awaitsSuccess(channel);
        return this;
    }

    /** Joins a presence channel as a user without further information, and waits until it has. */
    public HubClient joins(String channel, String userId) {
        return joins(channel, userId, "{}");
    }

    /** Joins a presence channel, and waits until it has. */
    public HubClient joins(String channel, String userId, String userInfoJson) {
        String data = new JsonObject().text("user_id", userId).raw("user_info", userInfoJson).end();
        asksFor(channel, key.authorizeChannel(socketId, new ChannelName(channel), data), data);
        awaitsSuccess(channel);
        return this;
    }

    /** Asks for a channel, right or wrong, and waits for nothing. */
    public HubClient asksFor(String channel, String auth, @Nullable String channelData) {
        JsonObject data = new JsonObject().text("channel", channel).text("auth", auth);
        if (channelData != null) {
            data.text("channel_data", channelData);
        }
        return sends("pusher:subscribe", data.end());
    }

    /** Asks for a channel with what an application has answered, and waits for nothing. */
    public HubClient asksFor(String channel, JsonNode answer) {
        return asksFor(
                channel,
                answer.path("auth").stringValue(),
                answer.path("channel_data").stringValue(null));
    }

    /** Leaves a channel, and waits until the hub has heard it. */
    public HubClient leaves(String channel) {
        sends("pusher:unsubscribe", new JsonObject().text("channel", channel).end());
        return isHeard();
    }

    /** Signs in with user data, a JSON object with an id, and waits until it is. */
    public HubClient signsIn(String userDataJson) {
        asksToSignIn(userDataJson);
        awaits("pusher:signin_success", message -> isEvent(message, "pusher:signin_success"));
        return this;
    }

    /** Asks to be signed in with user data, and waits for nothing. */
    public HubClient asksToSignIn(String userDataJson) {
        String data =
                new JsonObject()
                        .text("auth", key.authenticateUser(socketId, userDataJson))
                        .text("user_data", userDataJson)
                        .end();
        return sends("pusher:signin", data);
    }

    /** Sends a client event with data that are JSON, and waits for nothing. */
    public HubClient says(String channel, String event, String dataJson) {
        JsonObject message = new JsonObject().text("event", event).text("channel", channel);
        raw.sends(message.raw("data", dataJson).end());
        return this;
    }

    /** Sends a command with data that are JSON, and waits for nothing. */
    public HubClient sends(String event, String dataJson) {
        raw.sends(new JsonObject().text("event", event).raw("data", dataJson).end());
        return this;
    }

    /** Waits until the hub has dealt with all that was sent so far. */
    public HubClient isHeard() {
        sends("pusher:ping", "{}");
        awaits("pusher:pong", message -> isEvent(message, "pusher:pong"));
        return this;
    }

    /** The next message, whatever it is. */
    public SeenMessage sees() {
        return passedOver.isEmpty() ? SeenMessage.of(raw.receivesText()) : passedOver.remove();
    }

    /** The next message, which must be of this event. */
    public SeenMessage sees(String event) {
        SeenMessage next = sees();
        if (!isEvent(next, event)) {
            throw new AssertionError("expected " + event + ", but saw " + next);
        }
        return next;
    }

    /** The next message, which must be of this event and channel. */
    public SeenMessage sees(String event, String channel) {
        SeenMessage next = sees();
        if (!isEvent(next, event) || !channel.equals(next.channel())) {
            throw new AssertionError("expected " + event + " on " + channel + ", saw " + next);
        }
        return next;
    }

    /** The next message, which must be this one; the order of JSON members does not matter. */
    public SeenMessage sees(ServerMessage expected) {
        return seesJson(expected.json());
    }

    /** The next message, which must be this JSON; the order of its members does not matter. */
    public SeenMessage seesJson(String expected) {
        SeenMessage next = sees();
        JsonNode wanted = JsonMapper.shared().readTree(expected);
        if (!wanted.equals(next.json())) {
            throw new AssertionError("expected " + expected + ", but saw " + next);
        }
        return next;
    }

    /** The next message, which must be an error with this code. */
    public SeenMessage seesError(int code) {
        SeenMessage next = sees("pusher:error");
        if (next.data().path("code").asInt(0) != code) {
            throw new AssertionError("expected error " + code + ", but saw " + next);
        }
        return next;
    }

    /** The next two messages, with which a hub refuses a subscription: to Echo and to others. */
    public SeenMessage seesRefusal(String channel, int status, int errorCode) {
        SeenMessage refusal = sees("pusher:subscription_error", channel);
        if (refusal.data().path("status").asInt(0) != status) {
            throw new AssertionError("expected status " + status + ", but saw " + refusal);
        }
        seesError(errorCode);
        return refusal;
    }

    /**
     * Makes sure that the hub has sent nothing else, without waiting for it: a ping goes out, and
     * its pong must be the next message.
     */
    public HubClient seesNothingMore() {
        List<SeenMessage> more = new ArrayList<>();
        // Two fences: an event loop reads before it delivers what other loops have handed to it,
        // so the first pong may overtake an event that was on its way; the second cannot.
        for (int fence = 0; fence < 2; fence++) {
            sends("pusher:ping", "{}");
            for (SeenMessage next = sees(); !isEvent(next, "pusher:pong"); next = sees()) {
                more.add(next);
            }
        }
        if (!more.isEmpty()) {
            throw new AssertionError("expected nothing more, but saw " + more);
        }
        return this;
    }

    /** Waits for a close frame with this code; nothing else may come before. */
    public Received.Close closedWith(int code) {
        if (!passedOver.isEmpty()) {
            throw new AssertionError("expected close " + code + ", but saw " + passedOver);
        }
        return raw.closedWith(code);
    }

    /** Ends the connection without a close frame. */
    @Override
    public void close() {
        raw.close();
    }

    private void awaitsSuccess(String channel) {
        String success = "pusher_internal:subscription_succeeded";
        awaits(
                success + " on " + channel,
                message -> isEvent(message, success) && channel.equals(message.channel()));
    }

    /** Passes over other messages, but not over an error: then the wait is in vain. */
    private SeenMessage awaits(String what, Predicate<SeenMessage> wanted) {
        while (true) {
            SeenMessage next = SeenMessage.of(raw.receivesText());
            if (wanted.test(next)) {
                return next;
            }
            if (isEvent(next, "pusher:error")) {
                throw new AssertionError("expected " + what + ", but saw " + next);
            }
            passedOver.add(next);
        }
    }

    private static boolean isEvent(SeenMessage message, String event) {
        return message.event().equals(event);
    }
}
