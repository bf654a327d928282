package io.belfry.hub.session;

import io.belfry.hub.access.App;
import io.belfry.hub.access.Apps;
import io.belfry.hub.channel.Loop;
import io.belfry.hub.event.HubEvent;
import io.belfry.hub.event.HubListener;
import io.belfry.hub.publish.Broker;
import io.belfry.hub.publish.Envelope;
import io.belfry.hub.publish.Ledger;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.ServerMessage;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
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
@SuppressWarnings("FutureReturnValueIgnored") // what goes on with an answer is in its callback
public final class SubscriptionCounts implements HubListener {
    static final int LARGE = 100;
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Apps apps;
    private final Broker broker;
    private final Ledger ledger;
    private final Loop timer;
    private final Map<Place, Pause> pauses = new ConcurrentHashMap<>();

    private record Place(String appId, ChannelName channel) {}

    private record Count(int number, long serial) {}

    /** The five seconds after a large count was told; what has not been told since, if anything. */
    private static final class Pause {
        private @Nullable Count untold;
    }

    /**
     * @param ledger says whether another node has told a large count just now
     * @param timer any loop of the hub; used for its clock only
     */
    public SubscriptionCounts(Apps apps, Broker broker, Ledger ledger, Loop timer) {
        this.apps = apps;
        this.broker = broker;
        this.ledger = ledger;
        this.timer = timer;
    }

    @Override
    public void on(HubEvent event) {
        if (event instanceof HubEvent.SubscriptionsChanged changed && isWanted(changed)) {
            changed(
                    new Place(changed.appId(), changed.channel()),
                    new Count(changed.count(), changed.serial()));
        }
    }

    private boolean isWanted(HubEvent.SubscriptionsChanged changed) {
        App app = apps.byId(changed.appId());
        return app != null
                && app.settings().subscriptionCount()
                && !changed.channel().kind().presence();
    }

    private void changed(Place place, Count count) {
        pauses.compute(
                place,
                (same, pause) -> {
                    if (count.number <= LARGE) {
                        tell(place, count);
                        if (pause != null) {
                            pause.untold = null;
                        }
                        return pause;
                    }
                    if (pause != null) {
                        pause.untold = count;
                        return pause;
                    }
                    return tellAndPause(place, count);
                });
    }

    /** Tells a large count now, or after the pause when another node has just told one. */
    private Pause tellAndPause(Place place, Count count) {
        Pause pause = new Pause();
        CompletableFuture<Boolean> mayTell = ledger.mayTellCount(place.appId, place.channel, PAUSE);
        if (mayTell.isDone() && mayTell.getNow(false)) {
            tell(place, count);
        } else {
            pause.untold = count;
            mayTell.thenAccept(may -> {
                if (may) {
                    tellUntold(place, pause);
                }
            });
        }
        timer.schedule(() -> pauseIsOver(place), PAUSE);
        return pause;
    }

    private void tellUntold(Place place, Pause current) {
        pauses.computeIfPresent(
                place,
                (same, pause) -> {
                    Count untold = pause.untold;
                    if (pause == current && untold != null) {
                        tell(place, untold);
                        pause.untold = null;
                    }
                    return pause;
                });
    }

    private void pauseIsOver(Place place) {
        pauses.computeIfPresent(
                place,
                (same, pause) -> pause.untold == null ? null : tellAndPause(place, pause.untold));
    }

    private void tell(Place place, Count count) {
        broker.publish(
                new Envelope.Count(
                        place.appId,
                        place.channel,
                        new ServerMessage.SubscriptionCount(place.channel, count.number).frame(),
                        count.serial));
    }
}
