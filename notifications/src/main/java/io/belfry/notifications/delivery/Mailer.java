package io.belfry.notifications.delivery;

/** A way to send mails. Used by many threads at once. */
@FunctionalInterface
public interface Mailer {

    /**
     * Sends, and returns when a server has taken it.
     *
     * @throws RuntimeException when something unforeseen goes wrong; then it is tried again
     */
    Attempt send(Mail mail);
}
