package io.belfry.notifications.delivery;

/**
 * A mail that is to be sent. Immutable.
 *
 * @param id the same at every attempt: letters, digits and dashes
 * @param to the address of one user
 * @param subject one line
 * @param text plain text
 */
public record Mail(String id, String to, String subject, String text) {}
