package io.belfry.conformance.sdk;

import com.pusher.client.ChannelAuthorizer;
import com.pusher.client.Pusher;
import com.pusher.client.PusherOptions;
import com.pusher.client.channel.ChannelEventListener;
import com.pusher.client.channel.PresenceChannelEventListener;
import com.pusher.client.channel.PrivateEncryptedChannelEventListener;
import com.pusher.client.channel.PusherEvent;
import com.pusher.client.channel.User;
import com.pusher.client.connection.ConnectionEventListener;
import com.pusher.client.connection.ConnectionState;
import com.pusher.client.connection.ConnectionStateChange;
import com.pusher.rest.data.PresenceUser;

import io.belfry.protocol.ChannelName;
import io.belfry.protocol.JsonObject;
import io.belfry.protocol.SocketId;
import io.belfry.testkit.GivenHub;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The Java client of Pusher, connected to a hub and authorized by an app's server. What it tells
 * its application is noted in lines, one for each call, to be compared with what is expected.
 *
 * <p>Used by one thread; the client calls back on threads of its own, and the queue is between.
 */
final class JavaClient implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 10;

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final List<String> before = new ArrayList<>();
    private final Pusher pusher;

    private JavaClient(Pusher pusher) {
        this.pusher = pusher;
    }

    /** A client that is connected, as this user where the server is asked. */
    static JavaClient of(GivenHub given, String userId) {
        JavaClient client =
                dialling(
                        given, given.key().key(), authorizer(JavaServer.of(given), userId), userId);
        client.isTold("connecting", "connected");
        client.settles();
        return client;
    }

    /** A client that is connected, and whose server says of each channel who the user is. */
    static JavaClient named(GivenHub given, String userId) {
        ChannelAuthorizer naming = (channel, socketId) -> naming(given, channel, socketId, userId);
        JavaClient client = dialling(given, given.key().key(), naming, userId);
        client.isTold("connecting", "connected");
        client.settles();
        return client;
    }

    private static String naming(GivenHub given, String channel, String socketId, String userId) {
        String data = new JsonObject().text("user_id", userId).end();
        String auth =
                given.key()
                        .authorizeChannel(new SocketId(socketId), new ChannelName(channel), data);
        return new JsonObject().text("auth", auth).text("channel_data", data).end();
    }

    /** A client that is connected, and authorized by a server with another secret than the app. */
    static JavaClient betrayed(GivenHub given) {
        var server = JavaServer.with(given, "another-secret");
        JavaClient client =
                dialling(given, given.key().key(), authorizer(server, "mallory"), "mallory");
        client.isTold("connecting", "connected");
        client.settles();
        return client;
    }

    /** A client that has begun to connect to an app that does not exist. */
    static JavaClient lost(GivenHub given) {
        return dialling(given, "no-such-key", authorizer(JavaServer.of(given), "lost"), "lost");
    }

    private static JavaClient dialling(
            GivenHub given, String key, ChannelAuthorizer authorizer, String userId) {
        PusherOptions options =
                new PusherOptions()
                        .setHost(given.host())
                        .setWsPort(given.port())
                        .setUseTLS(false)
                        .setMaxReconnectGapInSeconds(1)
                        .setChannelAuthorizer(authorizer)
                        .setUserAuthenticator(socketId -> signIn(given, socketId, userId));
        JavaClient client = new JavaClient(new Pusher(key, options));
        client.pusher.connect(client.new Notes(), ConnectionState.ALL);
        return given.keeping(client);
    }

    private static ChannelAuthorizer authorizer(com.pusher.rest.Pusher server, String userId) {
        return (channel, socketId) ->
                channel.startsWith("presence-")
                        ? server.authenticate(socketId, channel, new PresenceUser(userId))
                        : server.authenticate(socketId, channel);
    }

    /**
     * The library subscribes a channel twice when it is asked while it is still telling everybody
     * that it is connected; afterwards it does so once.
     */
    private void settles() {
        CountDownLatch settled = new CountDownLatch(1);
        pusher.subscribe("settling", new Settled(settled));
        try {
            if (!settled.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("connected, and nothing more");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private record Settled(CountDownLatch latch) implements ChannelEventListener {
        @Override
        public void onSubscriptionSucceeded(String channel) {
            latch.countDown();
        }

        @Override
        public void onEvent(PusherEvent event) {
            // Nobody publishes on this channel.
        }
    }

    private static String signIn(GivenHub given, String socketId, String userId) {
        String userData = new JsonObject().text("id", userId).end();
        return new JsonObject()
                .text("auth", given.key().authenticateUser(new SocketId(socketId), userData))
                .text("user_data", userData)
                .end();
    }

    /** The client itself, for what has no verb here. */
    Pusher pusher() {
        return pusher;
    }

    /** Subscribes by the method for this kind of channel, and waits until that is done. */
    JavaClient subscribes(String channel) {
        asksFor(channel);
        isTold("subscribed " + channel);
        return this;
    }

    /** Subscribes by the method for this kind of channel, and waits for nothing. */
    JavaClient asksFor(String channel) {
        Notes notes = new Notes();
        if (channel.startsWith("private-encrypted-")) {
            pusher.subscribePrivateEncrypted(channel, notes).bindGlobal(notes);
        } else if (channel.startsWith("private-")) {
            pusher.subscribePrivate(channel, notes).bindGlobal(notes);
        } else if (channel.startsWith("presence-")) {
            pusher.subscribePresence(channel, notes).bindGlobal(notes);
        } else {
            pusher.subscribe(channel, notes).bindGlobal(notes);
        }
        return this;
    }

    /** Signs in, and waits for nothing. */
    JavaClient signsIn() {
        pusher.signin();
        pusher.user().bindGlobal(new Notes());
        return this;
    }

    /** Waits until the application has been told this, and nothing else meanwhile. */
    void isTold(String... lines) {
        for (String expected : lines) {
            String next = next();
            if (!next.equals(expected)) {
                throw new AssertionError("expected " + expected + ", but was told " + next);
            }
        }
    }

    /** Waits until the application has been told this; what came meanwhile is the answer. */
    List<String> isToldAtLast(String line) {
        int start = before.size();
        while (!next().equals(line)) {
            // On to the next.
        }
        return List.copyOf(before.subList(start, before.size() - 1));
    }

    private String next() {
        try {
            String next = told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("nothing was told after " + before);
            }
            before.add(next);
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        pusher.disconnect();
    }

    private final class Notes
            implements ConnectionEventListener,
                    PresenceChannelEventListener,
                    PrivateEncryptedChannelEventListener {

        @Override
        public void onConnectionStateChange(ConnectionStateChange change) {
            told.add(change.getCurrentState().name().toLowerCase(Locale.ROOT));
        }

        @Override
        public void onError(String message, String code, Exception e) {
            told.add("error " + code);
        }

        @Override
        public void onSubscriptionSucceeded(String channel) {
            told.add("subscribed " + channel);
        }

        @Override
        public void onUsersInformationReceived(String channel, Set<User> users) {
            Set<String> ids = new TreeSet<>();
            users.forEach(user -> ids.add(user.getId()));
            told.add("members " + ids);
        }

        @Override
        public void userSubscribed(String channel, User user) {
            told.add("joined " + user.getId());
        }

        @Override
        public void userUnsubscribed(String channel, User user) {
            told.add("left " + user.getId());
        }

        @Override
        public void onEvent(PusherEvent event) {
            if (event.getEventName().startsWith("pusher_internal:")) {
                // Told in the library's own words already.
                return;
            }
            String sender = event.getUserId() == null ? "" : " by " + event.getUserId();
            told.add(event.getEventName() + " " + event.getData() + sender);
        }

        @Override
        public void onAuthenticationFailure(String message, Exception e) {
            told.add("unauthorized");
        }

        @Override
        public void onDecryptionFailure(String event, String reason) {
            told.add("sealed " + event);
        }
    }
}
