package io.belfry.hub.session;

import io.belfry.hub.channel.Subscription;
import io.belfry.protocol.ChannelName;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one client is subscribed to. Most clients are on a handful of channels, and there are many
 * clients: so few are kept in an array that is as long as it must be, and more in a map.
 *
 * <p>Confined to its session's event loop; not thread-safe.
 */
final class Subscriptions {
    private static final Subscription[] NONE = {};
    private static final int FEW = 8;

    private Subscription[] few = NONE;
    private @Nullable Map<ChannelName, Subscription> many;

    int size() {
        return many == null ? few.length : many.size();
    }

    @Nullable Subscription get(ChannelName channel) {
        if (many != null) {
            return many.get(channel);
        }
        int index = indexOf(channel);
        return index < 0 ? null : few[index];
    }

    private int indexOf(ChannelName channel) {
        for (int i = 0; i < few.length; i++) {
            if (few[i].channel().equals(channel)) {
                return i;
            }
        }
        return -1;
    }

    /** Adds one to a channel on which there is none yet. */
    void add(Subscription subscription) {
        if (many != null) {
            many.put(subscription.channel(), subscription);
        } else if (few.length == FEW) {
            many = new HashMap<>(4 * FEW);
            for (Subscription each : few) {
                many.put(each.channel(), each);
            }
            many.put(subscription.channel(), subscription);
            few = NONE;
        } else {
            few = Arrays.copyOf(few, few.length + 1);
            few[few.length - 1] = subscription;
        }
    }

    void remove(ChannelName channel) {
        if (many != null) {
            many.remove(channel);
            return;
        }
        int index = indexOf(channel);
        if (index >= 0) {
            few[index] = few[few.length - 1];
            few = few.length == 1 ? NONE : Arrays.copyOf(few, few.length - 1);
        }
    }

    /** All of them as they are now. */
    List<Subscription> all() {
        Collection<Subscription> all = many == null ? Arrays.asList(few) : many.values();
        return new ArrayList<>(all);
    }

    /** Whether one of them is that of a member with this id. */
    boolean hasMember(String userId) {
        return all().stream().anyMatch(each -> userId.equals(each.userId()));
    }
}
