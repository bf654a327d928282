package io.belfry.broadcasting.check;

/**
 * What is wrong, or may be.
 *
 * @param fatal whether an application must not start with it
 * @param message names the event or the rule, and what to do
 */
public record Problem(boolean fatal, String message) {}
