package io.belfry.spring.start;

import java.util.function.Supplier;

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

    /**
     * What is made of some properties.
     *
     * @param prefix of the properties: {@code belfry.typing}
     * @throws StartRefused when they are not what they may be, with the words of who makes it
     */
    public static <T> T unless(String prefix, Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw new StartRefused(
                    prefix,
                    String.valueOf(e.getMessage()),
                    "Change the property below " + prefix + ".");
        }
    }

    String action() {
        return action;
    }
}
