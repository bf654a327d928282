package io.belfry.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.hub.access.Apps;
import io.belfry.hub.access.RequestGuard;
import io.belfry.hub.api.ApiRequest;
import io.belfry.hub.api.Health;
import io.belfry.hub.api.HttpApi;
import io.belfry.hub.api.Publishing;
import io.belfry.hub.api.RequestPaths;
import io.belfry.hub.api.Router;
import io.belfry.hub.channel.ChannelDirectory;
import io.belfry.hub.event.HubEvents;
import io.belfry.hub.publish.Broker;
import io.belfry.hub.publish.Ledger;
import io.belfry.hub.settings.AppSettings;
import io.belfry.hub.settings.CompatSettings;
import io.belfry.protocol.AppKey;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** A signed {@code POST /apps/{app}/events}, and a hub without sockets that may answer it. */
final class SignedPublish {
    static final String METHOD = "POST";
    static final String PATH = "/apps/" + Samples.APP_ID + "/events";
    private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    final byte[] body;
    final Map<String, String> query;

    SignedPublish(int dataSize) {
        body = Samples.event(dataSize).getBytes(UTF_8);
        query = new AppKey(Samples.KEY, Samples.SECRET).authorizeRequest(METHOD, PATH, body, 0);
    }

    ApiRequest request() {
        return new ApiRequest(
                METHOD,
                PATH,
                query,
                name -> null,
                body,
                new ApiRequest.Caller("127.0.0.1", true, false));
    }

    static RequestGuard guard() {
        return new RequestGuard(
                new Apps(List.of(AppSettings.of(Samples.APP_ID, Samples.KEY, Samples.SECRET))),
                CLOCK);
    }

    static Router router() {
        Broker broker = Broker.local();
        broker.deliverTo(envelope -> {});
        HubEvents events = new HubEvents();
        Ledger ledger = Ledger.local(broker, events, CLOCK);
        return HttpApi.router(
                new RequestPaths(""),
                guard(),
                new Publishing(new ChannelDirectory(List.of(), 1, broker), broker, ledger),
                broker,
                ledger,
                events,
                CompatSettings.defaults(),
                new Health(() -> false, null),
                List.of());
    }
}
