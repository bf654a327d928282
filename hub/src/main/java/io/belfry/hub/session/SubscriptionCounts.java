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
 * <p>Thread-safe: what waits for its time is kept per channel under the lock of its map entry.
 */
public final class SubscriptionCounts implements HubListener {
    static final int LARGE = 100;
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Apps apps;
    private final Broker broker;
    private final Loop timer;
    private final Map<Place, Pause> pauses = new ConcurrentHashMap<>();

    private record Place(String appId, ChannelName channel) {}

    /** The time after a count was told; the newest count that came meanwhile, or null. */
    private record Pause(@Nullable Integer newest) {}

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
        if (count <= LARGE) {
            pauses.remove(place);
            tell(place, count);
        } else if (pauses.putIfAbsent(place, new Pause(null)) == null) {
            tell(place, count);
            timer.schedule(() -> pauseIsOver(place), PAUSE);
        } else {
            pauses.computeIfPresent(place, (same, pause) -> new Pause(count));
        }
    }

    private void pauseIsOver(Place place) {
        Pause pause = pauses.remove(place);
        if (pause != null && pause.newest != null) {
            changed(place, pause.newest);
        }
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
