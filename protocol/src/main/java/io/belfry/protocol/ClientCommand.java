package io.belfry.protocol;

import org.jspecify.annotations.Nullable;

/**
 * What a client may say (Pusher Channels protocol, "Client to server"). Read once, by {@link
 * CommandReader}; whoever handles commands switches over this family without a default, so that a
 * new command stops the build at each place that must know it.
 */
public sealed interface ClientCommand {

    /**
     * The wish to join a channel.
     *
     * @param channel as sent; not yet checked to be a channel name
     * @param auth {@code key:signature}; null when absent. Libraries send it empty for public
     *     channels
     * @param channelData JSON text about the member, exactly as sent; null when absent
     */
    record Subscribe(String channel, @Nullable String auth, @Nullable String channelData)
            implements ClientCommand {}

    /**
     * The wish to leave a channel.
     *
     * @param channel as sent; not yet checked to be a channel name
     */
    record Unsubscribe(String channel) implements ClientCommand {}

    /**
     * The wish to sign in as a user.
     *
     * @param userData JSON text about the user, exactly as sent, because the signature covers it
     */
    record Signin(String auth, String userData) implements ClientCommand {}

    /**
     * An event for the fellow subscribers of a channel. Everything that is no {@code pusher:}
     * command ends here, whether or not its name is one that a client may use.
     *
     * @param channel as sent; not yet checked; empty when absent
     * @param data the JSON value exactly as sent; null when absent
     */
    record ClientEvent(String event, String channel, @Nullable String data)
            implements ClientCommand {}

    /** Asks for a pong. */
    record Ping() implements ClientCommand {}

    /** Answers the hub's ping. */
    record Pong() implements ClientCommand {}

    /**
     * A message that is none of the above.
     *
     * @param reason what is wrong with it, for the client's developer; repeats nothing of the
     *     message
     */
    record Unreadable(String reason) implements ClientCommand {}
}
