package io.belfry.spring;

import io.belfry.broadcasting.rule.ChannelUser;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

/**
 * Knows who makes a request. An application that has a bean of this type replaces the one that asks
 * Spring Security, or else the request itself.
 */
@FunctionalInterface
public interface ChannelUsers {

    /**
     * Who makes the request, in the eyes of a guard; null for a guest.
     *
     * @param guard as channel rules name it; empty for the default one
     * @throws IllegalArgumentException when there is no such guard
     */
    @Nullable ChannelUser of(HttpServletRequest request, String guard);
}
