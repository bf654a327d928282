package io.belfry.spring.start;

/** Something does not fit, and the application does not start. */
public final class StartRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String action;

    /** A property that is missing. */
    public StartRefused(String property, String why) {
        this(property, why, "Set " + property + ".");
    }

    /**
     * @param what the property, or what else it is about
     * @param why in words, without a full stop
     * @param action what to do
     */
    public StartRefused(String what, String why, String action) {
        super(what + ": " + why + ".");
        this.action = action;
    }

    String action() {
        return action;
    }
}
