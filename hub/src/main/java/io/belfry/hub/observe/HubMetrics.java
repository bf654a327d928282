package io.belfry.hub.observe;

import io.belfry.hub.event.HubEvent;
import io.belfry.hub.event.HubListener;
import io.belfry.hub.publish.Peers;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The meters of one hub, in a registry of whoever embeds it or of its own (see {@link
 * MetricsPage}). Events of an app that is not served are counted under {@value #NO_APP}, so that a
 * stranger who invents app ids cannot make the registry grow.
 *
 * <p>Thread-safe: each app has meters of its own in a concurrent map; changes of the apps are
 * serialized.
 */
public final class HubMetrics implements HubListener, AutoCloseable {
    /** The label of what belongs to no app that is served. */
    static final String NO_APP = "none";

    private final MeterRegistry registry;
    private final HubGauges gauges;
    private final Tags common;
    private final MeterShelf ofNode;
    private final AppMeters noApp;
    private final Map<String, AppMeters> apps = new ConcurrentHashMap<>();

    /** Registers the meters of the node and of the apps that it serves now. */
    public HubMetrics(MeterRegistry registry, HubGauges gauges) {
        this(registry, gauges, Tags.empty());
    }

    /**
     * Registers the meters of the node and of the apps that it serves now.
     *
     * @param common tags of every meter; two hubs that share a registry need different ones
     */
    public HubMetrics(MeterRegistry registry, HubGauges gauges, Iterable<Tag> common) {
        this.registry = registry;
        this.gauges = gauges;
        this.common = Tags.of(common);
        this.ofNode = shelf();
        this.noApp = new AppMeters(NO_APP, ofNode);
        ofNode.gauge(HubMeter.OUTBOX_BYTES, gauges, HubGauges::outboxBytes);
        ofNode.gauge(HubMeter.FAN_OUT_QUEUE_BYTES, gauges, HubGauges::fanOutQueueBytes);
        ofNode.gauge(HubMeter.DRAINING, gauges, all -> all.draining() ? 1 : 0);
        Peers peers = gauges.peers();
        if (peers != null) {
            tell(peers);
        }
        appsChanged();
    }

    private void tell(Peers peers) {
        ofNode.gauge(HubMeter.PEERS, peers, Peers::count);
        ofNode.gauge(HubMeter.PEERS_REACHABLE, peers, all -> all.reachable() ? 1 : 0);
        ofNode.gauge(HubMeter.PEERS_BACKLOG_BYTES, peers, Peers::waitingBytes);
        ofNode.counter(HubMeter.PEERS_DROPPED, peers, Peers::dropped);
        ofNode.counter(HubMeter.PEERS_UNREADABLE, peers, Peers::unreadable);
    }

    /**
     * To be called when apps have come or gone: new ones get meters, which begin at 0, and those of
     * removed ones disappear.
     */
    public synchronized void appsChanged() {
        Set<String> served = new HashSet<>(gauges.appIds());
        for (String appId : served) {
            apps.computeIfAbsent(appId, id -> new AppMeters(id, shelf(), gauges));
        }
        retain(served);
    }

    @Override
    public void on(HubEvent event) {
        AppMeters app = apps.getOrDefault(event.appId(), noApp);
        switch (event) {
            case HubEvent.ConnectionOpened opened -> app.connectionOpened();
            case HubEvent.ConnectionClosed closed -> app.connectionClosed(closed.code());
            case HubEvent.ConnectionRefused refused -> app.connectionRefused(refused.code());
            case HubEvent.CommandRefused refused -> app.commandRefused(refused.code());
            case HubEvent.ClientEventSent sent -> app.clientEventSent();
            case HubEvent.CacheMissed missed -> app.cacheMissed();
            case HubEvent.ApiAnswered answered ->
                    app.apiAnswered(answered.endpoint(), answered.status(), answered.took());
            case HubEvent.WebhookCalled called -> app.webhookCalled(called.outcome());
            case HubEvent.ChannelOccupied occupied -> readByGauge();
            case HubEvent.ChannelVacated vacated -> readByGauge();
            case HubEvent.MemberAdded added -> readByGauge();
            case HubEvent.MemberRemoved removed -> readByGauge();
            case HubEvent.SubscriptionsChanged changed -> readByGauge();
        }
    }

    /** Takes every meter of this hub out of the registry; the registry stays open. */
    @Override
    public synchronized void close() {
        retain(Set.of());
        ofNode.clear();
    }

    private void retain(Collection<String> served) {
        for (String appId : apps.keySet()) {
            if (!served.contains(appId)) {
                AppMeters gone = apps.remove(appId);
                if (gone != null) {
                    gone.remove();
                }
            }
        }
    }

    private MeterShelf shelf() {
        return new MeterShelf(registry, common);
    }

    // Told once in a deployment, while gauges tell what this node has.
    private static void readByGauge() {}
}
