package io.belfry.hub.session;

import io.belfry.hub.access.App;
import io.belfry.hub.access.Apps;
import io.belfry.hub.channel.Loop;
import io.belfry.hub.event.HubEvent;
import io.belfry.hub.event.HubListener;
import io.belfry.hub.publish.Broker;
import io.belfry.hub.publish.Envelope;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.ServerMessage;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells the subscribers of a channel how many they are, for apps that want it (Pusher Channels
 * protocol, "Subscription count events"): after every change, and above {@value #LARGE} subscribers
 * at most every five seconds, the last count included. Presence channels tell their members
 * instead.
 *
 * <p>Thread-safe: what waits for its time is kept per channel under the lock of its map entry, and
 * counts are told under it, so that none overtakes a newer one.
 */
public final class SubscriptionCounts implements HubListener {
    static final int LARGE = 100;
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Apps apps;
    private final Broker broker;
    private final Loop timer;
    private final Map<Place, Pause> pauses = new ConcurrentHashMap<>();

    private record Place(String appId, ChannelName channel) {}

    /** The five seconds after a large count was told; what has not been told since, if anything. */
    private static final class Pause {
        private @Nullable Integer untold;
    }

    /**
     * @param timer any loop of the hub; used for its clock only
     */
    public SubscriptionCounts(Apps apps, Broker broker, Loop timer) {
        this.apps = apps;
        this.broker = broker;
        this.timer = timer;
    }

    @Override
    public void on(HubEvent event) {
        if (event instanceof HubEvent.SubscriptionsChanged changed && isWanted(changed)) {
            changed(new Place(changed.appId(), changed.channel()), changed.count());
        }
    }

    private boolean isWanted(HubEvent.SubscriptionsChanged changed) {
        App app = apps.byId(changed.appId());
        return app != null
                && app.settings().subscriptionCount()
                && !changed.channel().kind().presence();
    }

    private void changed(Place place, int count) {
        pauses.compute(
                place,
                (same, pause) -> {
                    if (pause != null && count > LARGE) {
                        pause.untold = count;
                        return pause;
                    }
                    tell(place, count);
                    if (pause != null) {
                        pause.untold = null;
                        return pause;
                    }
                    return count > LARGE ? pause(place) : null;
                });
    }

    private Pause pause(Place place) {
        timer.schedule(() -> pauseIsOver(place), PAUSE);
        return new Pause();
    }

    private void pauseIsOver(Place place) {
        pauses.computeIfPresent(
                place,
                (same, pause) -> {
                    if (pause.untold == null) {
                        return null;
                    }
                    tell(place, pause.untold);
                    return pause(place);
                });
    }

    private void tell(Place place, int count) {
        broker.publish(
                new Envelope.Delivery(
                        place.appId,
                        place.channel,
                        new ServerMessage.SubscriptionCount(place.channel, count).frame(),
                        null,
                        0));
    }
}
