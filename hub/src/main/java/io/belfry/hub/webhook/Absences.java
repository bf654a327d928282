package io.belfry.hub.webhook;

import io.belfry.protocol.ChannelName;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletableFuture;

/** Where nodes agree which of them tells that somebody was away. Thread-safe. */
@FunctionalInterface
public interface Absences {

    /**
     * Whether it is to be told, which counts as done then.
     *
     * @param userId null when it is about the channel
     * @param absence by which the nodes know it
     * @param endpoint who is told, by the same name on all nodes
     * @return fails when that cannot be found out now
     */
    CompletableFuture<Boolean> mayTell(
            String appId,
            ChannelName channel,
            @Nullable String userId,
            long absence,
            String endpoint);
}
