package io.belfry.notifications.bell;

import io.belfry.broadcasting.event.BroadcastEvent;
import io.belfry.broadcasting.event.Channel;
import io.belfry.notifications.content.Counts;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a user did in one page is told to the others. Immutable.
 *
 * @param change what was done: {@code read}, {@code deleted}
 * @param ids at most {@value #MOST_IDS}; null for all items up to one
 * @param upTo the newest item that it was done with; null for all of them
 */
record BellChange(
        Channel channel, String change, @Nullable List<UUID> ids, @Nullable UUID upTo, Counts bell)
        implements BroadcastEvent {

    static final String NAME = "belfry.bell";
    static final String DELETED = "deleted";
    static final int MOST_IDS = 100;

    /** Cut into as many as the ids need. */
    static List<BellChange> deleted(Channel channel, List<UUID> ids, Counts bell) {
        List<BellChange> changes = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += MOST_IDS) {
            List<UUID> some = ids.subList(from, Math.min(ids.size(), from + MOST_IDS));
            changes.add(new BellChange(channel, DELETED, some, null, bell));
        }
        return changes;
    }

    @Override
    public List<Channel> channels() {
        return List.of(channel);
    }

    @Override
    public String broadcastAs() {
        return NAME;
    }

    /** What was done stays done, whoever hears of it. */
    @Override
    public boolean broadcastRescue() {
        return true;
    }

    @Override
    public Object broadcastWith() {
        Map<String, @Nullable Object> payload = new LinkedHashMap<>();
        payload.put("change", change);
        payload.put("ids", ids);
        payload.put("up_to", upTo);
        payload.put("bell", bell);
        return payload;
    }
}
