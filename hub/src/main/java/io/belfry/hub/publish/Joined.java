package io.belfry.hub.publish;

import io.belfry.protocol.Member;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What a newcomer must be told. The ledger itself tells no client.
 *
 * @param members everybody on the presence channel, the newcomer included; empty elsewhere
 * @param cached the event that a cache channel keeps; null when it keeps none, and elsewhere
 * @param serial changes up to this one are contained in this answer; the newcomer must not hear of
 *     them again
 */
public record Joined(List<Member> members, @Nullable CachedEvent cached, long serial)
        implements JoinAnswer {
    public Joined {
        members = List.copyOf(members);
    }
}
