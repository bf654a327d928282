package io.belfry.spring.broadcast;

import io.belfry.broadcasting.driver.Driver;

/**
 * The way to the hub in this application, where there is one. Immutable.
 *
 * @param driver hands events to that hub
 */
public record HubDriver(Driver driver) {}
