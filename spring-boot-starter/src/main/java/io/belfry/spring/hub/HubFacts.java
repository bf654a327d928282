package io.belfry.spring.hub;

import java.util.Map;

/** What anybody may know of the hub in the application. */
@FunctionalInterface
public interface HubFacts {

    /** By name, as they are at this moment. */
    Map<String, Object> now();
}
