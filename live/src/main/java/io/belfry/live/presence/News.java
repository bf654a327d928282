package io.belfry.live.presence;

import io.belfry.broadcasting.event.Channel;
import io.belfry.live.presence.PresenceEvent.UserOffline;
import io.belfry.live.presence.PresenceEvent.UserOnline;
import io.belfry.live.presence.PresenceEvent.UserStatusChanged;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What has become of a user. Immutable.
 *
 * @param at when
 */
record News(Known before, Known after, Instant at) {

    /** What others are told of it; nothing when they see no difference. */
    List<PresenceEvent> events(Channel channel) {
        List<PresenceEvent> events = new ArrayList<>();
        String user = after.user();
        if (after.shown() && !before.shown()) {
            events.add(new UserOnline(channel, user, Status.ONLINE.word(), at));
        }
        if (before.shown() && !after.shown()) {
            events.add(new UserOffline(channel, user, after.lastSeen(), at));
        }
        if (after.shown() && saysMore()) {
            events.add(new UserStatusChanged(channel, user, after.status(), after.text(), at));
        }
        return events;
    }

    private boolean saysMore() {
        return before.shown()
                ? before.status() != after.status() || !Objects.equals(before.text(), after.text())
                : after.status() != Status.ONLINE || after.text() != null;
    }
}
