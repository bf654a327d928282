package io.belfry.live.presence;

import io.belfry.fields.FieldRefused;
import io.belfry.fields.PlainText;
import io.belfry.live.presence.PusherWebhook.ChannelChange;
import io.belfry.live.shared.ChannelFamily;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Hears of sockets by the private channel that each user alone listens to: somebody listens, so the
 * user is there. Other channels are passed over. Thread-safe: holds no state of its own.
 */
public final class PresenceSource {
    /** The channel {@code user.{user}}. */
    public static final String USUAL_CHANNEL = "user." + PresenceSettings.USER;

    private static final Logger LOG = LoggerFactory.getLogger(PresenceSource.class);

    private final Presence presence;
    private final ChannelFamily channels;

    /**
     * @param channel of a user, where {@value PresenceSettings#USER} stands for the id; a rule must
     *     let nobody else in
     * @throws IllegalArgumentException when it has no place for a user
     */
    public PresenceSource(Presence presence, String channel) {
        this.presence = presence;
        this.channels = new ChannelFamily(channel, PresenceSettings.USER);
    }

    /**
     * Somebody listens to a channel to which nobody listened.
     *
     * @param channelName as it is called on the wire: {@code private-user.7}
     */
    public void onOccupied(String channelName) {
        hear(channelName, presence::arrived);
    }

    /**
     * Nobody listens to a channel any more.
     *
     * @param channelName as it is called on the wire: {@code private-user.7}
     */
    public void onVacated(String channelName) {
        hear(channelName, presence::left);
    }

    /** What a server has told, in its order. */
    public void hear(PusherWebhook webhook) {
        for (ChannelChange change : webhook.changes()) {
            if (change.occupied()) {
                onOccupied(change.channel());
            } else {
                onVacated(change.channel());
            }
        }
    }

    /**
     * Mends what was missed.
     *
     * @param occupied all channels that somebody listens to now, as they are called on the wire
     * @see Presence#reconcile
     */
    public void reconcile(Collection<String> occupied) {
        presence.reconcile(users(occupied));
    }

    /** What the names of users' channels begin with on the wire, and perhaps others too. */
    public String prefix() {
        return channels.prefix();
    }

    Presence presence() {
        return presence;
    }

    /** Those whose channels are among these, and whom presence can name. */
    Set<String> users(Collection<String> occupied) {
        Set<String> users = new TreeSet<>();
        for (String channel : occupied) {
            String user = channels.valueIn(channel);
            if (user != null && user.codePointCount(0, user.length()) <= PlainText.LONGEST_USER) {
                users.add(user);
            }
        }
        return users;
    }

    /** A user whom presence does not know how to name must not hold up the others. */
    private void hear(String channelName, Consumer<String> change) {
        String user = channels.valueIn(channelName);
        if (user == null) {
            return;
        }
        try {
            change.accept(user);
        } catch (FieldRefused e) {
            LOG.warn("Nobody is told of {}: {}", channelName, e.getMessage());
        }
    }
}
