package io.belfry.hub.api;

import io.belfry.hub.access.RequestGuard;
import io.belfry.hub.event.HubListener;
import io.belfry.hub.publish.Broker;
import io.belfry.hub.publish.Ledger;
import io.belfry.hub.settings.CompatSettings;

import java.util.ArrayList;
import java.util.List;

/** The table of all that is served over plain HTTP. */
public final class HttpApi {
    private HttpApi() {}

    /**
     * @param pages served beside the API, asked first
     */
    public static Router router(
            RequestPaths paths,
            RequestGuard guard,
            Publishing publishing,
            Broker broker,
            Ledger ledger,
            HubListener events,
            CompatSettings compat,
            Health health,
            List<Page> pages) {
        List<Page> all = new ArrayList<>();
        all.add(health);
        all.addAll(pages);
        return new Router(paths, guard, events, all, routes(publishing, broker, ledger, compat));
    }

    private static List<Route> routes(
            Publishing publishing, Broker broker, Ledger ledger, CompatSettings compat) {
        ChannelInfos infos = new ChannelInfos(ledger);
        return List.of(
                Route.of("POST", "/apps/{app}/events", new Events(publishing, infos, compat)),
                Route.of(
                        "POST",
                        "/apps/{app}/batch_events",
                        new BatchEvents(publishing, infos, compat)),
                Route.of("GET", "/apps/{app}/channels", new ChannelList(ledger, compat)),
                Route.of("GET", "/apps/{app}/channels/{channel}", new ChannelInfo(ledger, compat)),
                Route.of("GET", "/apps/{app}/channels/{channel}/users", new ChannelUsers(ledger)),
                Route.of(
                        "POST",
                        "/apps/{app}/users/{user}/terminate_connections",
                        new TerminateConnections(broker)),
                Route.of("GET", "/apps/{app}/connections", new Connections(ledger)));
    }
}
