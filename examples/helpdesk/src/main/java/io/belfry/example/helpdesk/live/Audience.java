package io.belfry.example.helpdesk.live;

/** Those who are told different things. */
final class Audience {
    static final String CUSTOMER = "customer";

    /** Admins, too. */
    static final String AGENT = "agent";

    private Audience() {}
}
