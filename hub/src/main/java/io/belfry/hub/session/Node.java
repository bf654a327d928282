package io.belfry.hub.session;

import io.belfry.hub.channel.ChannelDirectory;
import io.belfry.hub.event.HubListener;
import io.belfry.hub.publish.Broker;
import io.belfry.hub.publish.Ledger;
import io.belfry.hub.settings.CompatSettings;

/** The rooms that sessions go to. One for all sessions of a hub. */
public record Node(
        ChannelDirectory channels,
        Broker broker,
        Ledger ledger,
        HubListener events,
        CompatSettings compat) {}
