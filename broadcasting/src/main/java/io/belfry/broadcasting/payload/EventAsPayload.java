package io.belfry.broadcasting.payload;

import com.fasterxml.jackson.annotation.JsonIgnore;

import io.belfry.broadcasting.event.Channel;

import java.util.Collection;

/** What Jackson must not write of an event that is its own payload. */
interface EventAsPayload {
    @JsonIgnore
    Collection<? extends Channel> channels();
}
