package io.belfry.hub.session;

import io.belfry.hub.access.App;
import io.belfry.hub.access.AttemptWindow;
import io.belfry.hub.channel.Burst;
import io.belfry.hub.channel.Channels;
import io.belfry.hub.channel.Loop;
import io.belfry.hub.channel.Subscriber;
import io.belfry.hub.channel.Subscription;
import io.belfry.hub.event.HubEvent;
import io.belfry.hub.publish.TokenBucket;
import io.belfry.hub.settings.AppSettings;
import io.belfry.hub.settings.RateLimiting;
import io.belfry.protocol.ClientCommand;
import io.belfry.protocol.ErrorCode;
import io.belfry.protocol.Frame;
import io.belfry.protocol.ServerMessage;
import io.belfry.protocol.SignedInUser;
import io.belfry.protocol.SocketId;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * One client of this node, from the moment it is let in until its connection has ended: what it has
 * joined, who it is, when it was last heard of. What it asks for is carried out by {@link Joining},
 * {@link ClientEvents} and {@link SigningIn}, which share this state and keep none of their own.
 *
 * <p>Messages are handled strictly one after another. While the shared truth is asked the session
 * is {@linkplain #isBusy() busy} and its connection hands it nothing more.
 *
 * <p>Confined to the event loop of its connection; not thread-safe.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what goes on with an answer is in its callback
public final class Session implements Subscriber {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    private static final Frame PONG = new ServerMessage.Pong().frame();
    private static final int GOING_AWAY = 1001;
    private static final Frame PING = new ServerMessage.Ping().frame();

    private final Node node;
    private final App app;
    private final SocketId socketId;
    private final Connection connection;
    private final Channels channels;
    private final Terminations terminations;
    private final long openedAt;

    private final Subscriptions subscriptions = new Subscriptions();
    private @Nullable SignedInUser user;
    private Set<String> named = Set.of();
    private boolean provedItself;
    private boolean busy;
    private boolean ended;

    private long heardAt;
    private boolean pinged;
    private boolean usesControlFrames;
    private @Nullable AttemptWindow attempts;
    private @Nullable TokenBucket clientEvents;

    /** Where it stands among the sessions of its loop; theirs to set. */
    int position = -1;

    Session(
            Node node,
            App app,
            SocketId socketId,
            Connection connection,
            Terminations terminations,
            long now) {
        this.node = node;
        this.app = app;
        this.socketId = socketId;
        this.connection = connection;
        this.channels = node.channels().of(app.id());
        this.terminations = terminations;
        this.openedAt = now;
        this.heardAt = now;
    }

    /** Tells the client that it is in. */
    void open() {
        long timeout = settings().activityTimeout().toSeconds();
        tell(new ServerMessage.ConnectionEstablished(socketId, (int) timeout));
        node.events().on(new HubEvent.ConnectionOpened(app.id(), socketId));
    }

    /**
     * Handles one message of the client.
     *
     * @param bytes of its payload
     * @param now nanoseconds of a monotonic clock
     */
    public void receive(ClientCommand command, int bytes, long now) {
        assert loop().isCurrent() : "a session belongs to its connection's loop";
        heard(now);
        channels.traffic().received(bytes);
        if (isTooFast(command, now)) {
            return;
        }
        switch (command) {
            case ClientCommand.Subscribe wish -> Joining.subscribe(this, wish);
            case ClientCommand.Unsubscribe wish -> Joining.unsubscribe(this, wish);
            case ClientCommand.ClientEvent event -> ClientEvents.relay(this, event, now);
            case ClientCommand.Signin wish -> SigningIn.signIn(this, wish);
            case ClientCommand.Ping() -> connection.write(PONG);
            case ClientCommand.Pong() -> {
                // To have been heard is all that a pong is for.
            }
            case ClientCommand.Unreadable(String reason) ->
                    refuse(ErrorCode.INVALID_MESSAGE, "Invalid message format: " + reason);
        }
    }

    /**
     * A frame of the WebSocket protocol itself came: a sign of life, and a client that knows them.
     */
    public void receiveControlFrame(long now) {
        heard(now);
        usesControlFrames = true;
    }

    private void heard(long now) {
        heardAt = now;
        pinged = false;
    }

    private boolean isTooFast(ClientCommand command, long now) {
        RateLimiting limit = settings().rateLimiting();
        if (!limit.enabled()) {
            return false;
        }
        if (attempts == null) {
            attempts = new AttemptWindow();
        }
        if (attempts.admits(limit, now)) {
            return false;
        }
        if (command instanceof ClientCommand.Ping) {
            // A client must always be able to find out that the connection lives.
            connection.write(PONG);
            return true;
        }
        refuse(ErrorCode.CLIENT_EVENT_REJECTED, "Rate limit exceeded");
        if (limit.terminateOnLimit()) {
            // Not 4301: that would keep pusher-js away for good.
            closeQuietly(ErrorCode.OVER_CAPACITY, "Rate limit exceeded");
        }
        return true;
    }

    /** Looks after liveness and deadlines; called about once a second. */
    void tick(long now) {
        connection.checkOutbox();
        AppSettings settings = settings();
        if (settings.authorizedConnections().required()
                && !provedItself
                && now - openedAt >= settings.authorizedConnections().timeout().toNanos()) {
            close(ErrorCode.UNAUTHORIZED, "Connection not authorized within timeout");
            return;
        }
        long silence = now - heardAt;
        long patience = settings.pingInterval().toNanos();
        if (pinged && silence >= patience + settings.pongTimeout().toNanos()) {
            close(ErrorCode.PONG_MISSED, "Pong reply not received in time");
        } else if (!pinged && silence >= patience) {
            ping();
        }
    }

    long unsentBytes() {
        return connection.unsentBytes();
    }

    private void ping() {
        pinged = true;
        if (usesControlFrames) {
            connection.writePing();
        } else {
            connection.write(PING);
        }
    }

    /**
     * Asks the shared truth and goes on when it has answered; nothing else of this client is
     * handled meanwhile. If it cannot be asked the client is sent away for a second.
     */
    <T extends @Nullable Object> void await(CompletableFuture<T> answer, Consumer<T> then) {
        if (answer.isDone()) {
            settle(answer, then);
            return;
        }
        busy = true;
        answer.whenComplete((value, failure) ->
                loop().execute(() -> {
                    busy = false;
                    settle(answer, then);
                    connection.resume();
                }));
    }

    private <T extends @Nullable Object> void settle(
            CompletableFuture<T> answer, Consumer<T> then) {
        if (answer.isCompletedExceptionally()) {
            LOG.warn("the shared truth could not be asked", answer.exceptionNow());
            close(ErrorCode.OVER_CAPACITY, "The service is unavailable for a moment");
        } else {
            then.accept(answer.join());
        }
    }

    /** The connection has ended, by whichever side. Leaves everything that was joined. */
    public void ended(int code) {
        if (ended) {
            return;
        }
        ended = true;
        // First, so that who sees a member go can be sure that its place is free.
        node.ledger().disconnect(app.id());
        for (Subscription subscription : subscriptions.all()) {
            Joining.leaveBehind(this, subscription);
        }
        SigningIn.signOut(this);
        node.events().on(new HubEvent.ConnectionClosed(app.id(), socketId, code));
    }

    /** Sends an error frame, then ends the connection. */
    void close(ErrorCode code, String reason) {
        tell(problem(code, reason));
        connection.close(code.number(), reason);
    }

    /** Ends the connection without an error frame. */
    void closeQuietly(ErrorCode code, String reason) {
        connection.close(code.number(), reason);
    }

    /** This node ends: what RFC 6455, section 7.4.1, has a code for. */
    void leave() {
        connection.close(GOING_AWAY, "Server is going away");
    }

    /** Sends an error frame; the connection goes on. */
    void refuse(ErrorCode code, String reason) {
        tell(problem(code, reason));
        node.events().on(new HubEvent.CommandRefused(app.id(), socketId, code, reason));
    }

    private ServerMessage problem(ErrorCode code, String reason) {
        return new ServerMessage.Problem(code, reason, node.compat().errorForm());
    }

    void tell(ServerMessage message) {
        connection.write(message.frame());
    }

    @Override
    public void offer(Frame frame) {
        connection.write(frame);
    }

    @Override
    public void offer(Burst burst) {
        connection.write(burst);
    }

    @Override
    public SocketId socketId() {
        return socketId;
    }

    @Override
    public Loop loop() {
        return connection.loop();
    }

    /** Whether the session waits for an answer and must not be given messages. */
    public boolean isBusy() {
        return busy;
    }

    public App app() {
        return app;
    }

    /**
     * Sends the client to connect anew if the app has ended the connections of a user since this
     * one was opened: what was signed for that user may be from before, and is for this connection
     * only.
     *
     * @return whether it was sent away
     */
    boolean sendAwayIfEnded(String userId) {
        if (!terminations.isOlder(openedAt, app.id(), userId)) {
            return false;
        }
        close(ErrorCode.RECONNECT_NOW, "The app has ended the user's older connections");
        return true;
    }

    /** Nanoseconds of a monotonic clock. */
    long openedAt() {
        return openedAt;
    }

    /** The app says, and has signed, that this user is behind the connection. */
    void named(String userId) {
        if (named.size() < settings().maxSubscriptions() && !named.contains(userId)) {
            Set<String> more = new HashSet<>(named);
            more.add(userId);
            named = Set.copyOf(more);
        }
    }

    /** Whether a user is behind this connection: signed in, named, or a member of a channel. */
    boolean belongsTo(String userId, boolean byMembership) {
        if ((user != null && user.id().equals(userId)) || named.contains(userId)) {
            return true;
        }
        return byMembership && subscriptions.hasMember(userId);
    }

    Node node() {
        return node;
    }

    AppSettings settings() {
        return app.settings();
    }

    Channels channels() {
        return channels;
    }

    Subscriptions subscriptions() {
        return subscriptions;
    }

    @Nullable SignedInUser user() {
        return user;
    }

    void becomes(SignedInUser someone) {
        user = someone;
        provedItself = true;
    }

    /** A guarded channel was joined: the app vouches for this client. */
    void provedItself() {
        provedItself = true;
    }

    boolean hasEnded() {
        return ended;
    }

    /** Whether one more client event is within the rate. */
    boolean takesClientEvent(long now) {
        int perSecond = settings().clientEventsPerSecond();
        if (perSecond == 0) {
            return true;
        }
        if (clientEvents == null) {
            clientEvents = new TokenBucket();
        }
        return clientEvents.take(1, perSecond, now);
    }
}
