package io.belfry.broadcasting.rule;

import java.util.List;

/**
 * What stands in the placeholders of a channel's name. What is of the wrong type, or names an
 * entity that is not there, is a denial: the methods then throw {@link NoSuchTarget}, which a rule
 * lets pass.
 *
 * <p>Immutable.
 */
public final class Placeholders {
    private final ChannelPattern pattern;
    private final List<String> values;
    private final Conversions conversions;

    Placeholders(ChannelPattern pattern, List<String> values, Conversions conversions) {
        this.pattern = pattern;
        this.values = List.copyOf(values);
        this.conversions = conversions;
    }

    /** The channel that is asked for does not exist. */
    public static final class NoSuchTarget extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoSuchTarget(String message) {
            super(message, null, false, false);
        }
    }

    /** The text in a placeholder. */
    public String text(String name) {
        return values.get(position(name));
    }

    /**
     * The value of a placeholder as a {@code String}, {@code Long}, {@code Integer}, {@code UUID},
     * an enum's constant by its name, or an entity that a resolver finds by it.
     *
     * @throws NoSuchTarget when the text is none of these, or there is no such entity
     * @throws IllegalArgumentException when there is no such placeholder, or no way to this type
     */
    public <T> T get(String name, Class<T> type) {
        return at(position(name), type);
    }

    <T> T at(int position, Class<T> type) {
        return conversions.convert(
                pattern.placeholders().get(position), values.get(position), type);
    }

    private int position(String name) {
        int position = pattern.placeholders().indexOf(name);
        if (position < 0) {
            throw new IllegalArgumentException(
                    "the channel pattern \"" + pattern + "\" has no {" + name + "}");
        }
        return position;
    }
}
