package io.belfry.spring;

/** Something does not fit, and the application does not start. */
final class StartRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String action;

    /** A property that is missing. */
    StartRefused(String property, String why) {
        this(property, why, "Set " + property + ".");
    }

    /**
     * @param what the property, or what else it is about
     * @param why in words, without a full stop
     * @param action what to do
     */
    StartRefused(String what, String why, String action) {
        super(what + ": " + why + ".");
        this.action = action;
    }

    String action() {
        return action;
    }
}
