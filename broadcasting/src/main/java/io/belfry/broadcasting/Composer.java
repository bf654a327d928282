package io.belfry.broadcasting;

import io.belfry.broadcasting.driver.Publication;
import io.belfry.broadcasting.encryption.MasterKey;
import io.belfry.broadcasting.event.Channel;
import io.belfry.broadcasting.payload.PayloadWriter;
import io.belfry.broadcasting.payload.Restriction;
import io.belfry.broadcasting.rule.AudienceChannel;
import io.belfry.broadcasting.rule.ChannelRules;
import io.belfry.protocol.ChannelName;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Makes of an event what goes to servers: a payload for each audience, sealed where the channel is
 * encrypted. Immutable and thread-safe.
 */
final class Composer {
    private final PayloadWriter payloads;
    private final @Nullable MasterKey masterKey;
    private final @Nullable ChannelRules rules;

    Composer(PayloadWriter payloads, @Nullable MasterKey masterKey, @Nullable ChannelRules rules) {
        this.payloads = payloads;
        this.masterKey = masterKey;
        this.rules = rules;
    }

    /**
     * @throws IllegalStateException when an event is only for those whom a channel knows nothing
     *     of, or a channel is encrypted and there is no key
     */
    List<Publication> publications(
            PendingBroadcast pending, String name, Collection<? extends Channel> channels) {
        Outgoing outgoing = new Outgoing(name, pending.except(), pending.key());
        Object payload = pending.payload();
        Map<@Nullable String, String> written = new HashMap<>();
        for (Channel channel : new LinkedHashSet<>(channels)) {
            for (AudienceChannel each : hearing(pending.event().getClass(), payload, channel)) {
                String json =
                        written.computeIfAbsent(
                                each.audience(), audience -> payloads.write(payload, audience));
                ChannelName wireName = each.channel().wireName();
                if (wireName.kind().encrypted()) {
                    outgoing.addAlone(wireName, masterKey(wireName).seal(wireName, json));
                } else {
                    outgoing.add(wireName, json);
                }
            }
        }
        return outgoing.publications();
    }

    /** Those who may hear of the event at all. */
    private List<AudienceChannel> hearing(Class<?> type, Object payload, Channel channel) {
        List<AudienceChannel> all =
                rules == null
                        ? List.of(new AudienceChannel(null, channel))
                        : rules.audiences(channel);
        Restriction event = Restriction.of(type);
        Restriction whole = Restriction.of(payload.getClass());
        if (!event.restricts() && !whole.restricts()) {
            return all;
        }
        List<AudienceChannel> some =
                all.stream()
                        .filter(each -> event.admits(each.audience()))
                        .filter(each -> whole.admits(each.audience()))
                        .toList();
        if (some.isEmpty()) {
            throw new IllegalStateException(
                    "%s is for %s only, of whom %s knows nothing"
                            .formatted(
                                    type.getName(),
                                    event.restricts() ? event.audiences() : whole.audiences(),
                                    channel.wireName()));
        }
        return some;
    }

    private MasterKey masterKey(ChannelName channel) {
        if (masterKey == null) {
            throw new IllegalStateException(
                    "there is no encryption master key, which " + channel + " needs");
        }
        return masterKey;
    }
}
