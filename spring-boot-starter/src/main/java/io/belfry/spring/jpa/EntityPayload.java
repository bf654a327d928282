package io.belfry.spring.jpa;

/** What clients get of an entity unless it says otherwise. */
record EntityPayload(EntityAttributes model) {}
