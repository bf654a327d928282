package io.belfry.broadcasting;

import io.belfry.broadcasting.driver.BroadcastFailed;
import io.belfry.broadcasting.event.BroadcastEvent;
import io.belfry.broadcasting.queue.QueueFull;
import io.belfry.protocol.SocketId;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A broadcast that has yet to be sent: nothing happens before {@link #send()}. Confined to the
 * thread that made it; not thread-safe.
 */
public final class PendingBroadcast {

    /** What a hub takes, without what tells the publications of one broadcast apart. */
    private static final int MAX_KEY = 56;

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_.-]{1," + MAX_KEY + "}");

    private final Broadcaster broadcaster;
    private final BroadcastEvent event;
    private @Nullable String name;
    private @Nullable Object payload;
    private @Nullable SocketId except;
    private @Nullable String key;
    private List<String> connections;
    private boolean now;
    private boolean rescue;

    PendingBroadcast(Broadcaster broadcaster, BroadcastEvent event) {
        this.broadcaster = broadcaster;
        this.event = event;
        this.connections = event.broadcastVia();
        this.now = event.broadcastNow();
        this.rescue = event.broadcastRescue();
    }

    /** Gives it another name on the wire, taken as it is. */
    public PendingBroadcast as(String other) {
        this.name = other;
        return this;
    }

    /** Gives it another payload: anything that Jackson writes. */
    public PendingBroadcast with(Object other) {
        this.payload = other;
        return this;
    }

    /**
     * Leaves out the connection that the current request came with, told by its {@code X-Socket-ID}
     * header: its page knows already. Leaves out nobody when there is none.
     */
    public PendingBroadcast toOthers() {
        return except(broadcaster.currentSocket());
    }

    /** Leaves out one connection; null leaves out nobody. */
    public PendingBroadcast except(@Nullable SocketId socket) {
        this.except = socket;
        return this;
    }

    /**
     * Names this broadcast, for those who may have to send it again and do not know whether it
     * arrived: a Belfry hub that is told of it twice within 10 minutes tells it once. Over HTTP
     * only; a hub in this JVM and Redis leave nobody in doubt, or know no keys.
     *
     * @param own 1 to {@value #MAX_KEY} characters out of {@code A-Z a-z 0-9 _ - .}, like no other
     * @throws IllegalArgumentException when it is not
     */
    public PendingBroadcast key(String own) {
        if (!KEY.matcher(own).matches()) {
            throw new IllegalArgumentException(
                    "the key of a broadcast is not 1 to %d characters out of A-Z a-z 0-9 _ - ."
                            .formatted(MAX_KEY));
        }
        this.key = own;
        return this;
    }

    /** Sends it over these connections of the broadcaster instead of the default one. */
    public PendingBroadcast via(String... names) {
        this.connections = List.of(names);
        return this;
    }

    /**
     * Lets {@link #send()} wait until the server has it, instead of leaving it to the queue. A
     * transaction of this thread is not waited for: it is told even if that is rolled back.
     */
    public PendingBroadcast now() {
        this.now = true;
        return this;
    }

    /** Lets {@link #send()} log what fails, instead of throwing it. */
    public PendingBroadcast rescue() {
        this.rescue = true;
        return this;
    }

    /**
     * Sends it over the queue, after the transaction of this thread if there is one; at once if it
     * is to be sent now.
     *
     * @throws IllegalArgumentException when there is no such connection
     * @throws tools.jackson.core.JacksonException when the payload cannot be written
     * @throws PayloadTooLarge when the server would not take it
     * @throws QueueFull when the queue refuses it
     * @throws BroadcastFailed when it was to be sent now and was not
     */
    public void send() {
        guard(() -> broadcaster.send(this));
    }

    /** Does something that may fail, as far as that is for the caller to know. */
    void guard(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            if (!rescue) {
                throw e;
            }
            broadcaster.rescues().tell(event, e);
        }
    }

    BroadcastEvent event() {
        return event;
    }

    String name() {
        return name == null ? event.broadcastAs() : name;
    }

    Object payload() {
        return payload == null ? event.broadcastWith() : payload;
    }

    @Nullable SocketId except() {
        return except;
    }

    @Nullable String key() {
        return key;
    }

    List<String> connections() {
        return connections;
    }

    boolean isNow() {
        return now;
    }
}
