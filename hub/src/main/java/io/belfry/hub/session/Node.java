package io.belfry.hub.session;

import io.belfry.hub.channel.ChannelDirectory;
import io.belfry.hub.event.HubListener;
import io.belfry.hub.publish.Broker;
import io.belfry.hub.publish.Ledger;
import io.belfry.hub.settings.CompatSettings;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * The rooms that sessions go to. One for all sessions of a hub.
 *
 * @param moving whether clients are asked to go to other nodes just now
 */
public record Node(
        ChannelDirectory channels,
        Broker broker,
        Ledger ledger,
        HubListener events,
        CompatSettings compat,
        BooleanSupplier moving) {
    /** So long is a member kept whose client moves to another node. */
    public static final Duration MOVE = Duration.ofSeconds(3);
}
