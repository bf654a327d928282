package io.belfry.hub.api;

import io.belfry.hub.access.App;
import io.belfry.hub.publish.ChannelState;
import io.belfry.hub.publish.Ledger;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.JsonObject;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Describes the channels of an event that was just published. Immutable. */
final class ChannelInfos {
    private final Ledger ledger;

    ChannelInfos(Ledger ledger) {
        this.ledger = ledger;
    }

    /** A JSON object: the attributes that the caller wants, for each channel of the event. */
    CompletableFuture<String> ofEvent(App app, CheckedEvent event) {
        List<CompletableFuture<ChannelState>> states = new ArrayList<>();
        for (ChannelName channel : event.channels()) {
            states.add(ledger.channel(app.id(), channel));
        }
        return CompletableFuture.allOf(states.toArray(CompletableFuture[]::new))
                .thenApply(all -> {
                    JsonObject channels = new JsonObject();
                    for (int i = 0; i < states.size(); i++) {
                        ChannelName channel = event.channels().get(i);
                        channels.raw(
                                channel.value(), describe(event, channel, states.get(i).join()));
                    }
                    return channels.end();
                });
    }

    /** A JSON object: the attributes of the only channel of a batch item. */
    CompletableFuture<String> ofItem(App app, CheckedEvent event) {
        ChannelName channel = event.channels().get(0);
        return ledger.channel(app.id(), channel)
                .thenApply(state -> describe(event, channel, state));
    }

    private static String describe(CheckedEvent event, ChannelName channel, ChannelState state) {
        return event.info().describe(new JsonObject(), channel, state).end();
    }
}
