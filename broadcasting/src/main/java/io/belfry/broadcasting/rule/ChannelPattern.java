package io.belfry.broadcasting.rule;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of channels with places that differ: {@code tickets.{ticket}} stands for {@code tickets.5},
 * and not for {@code tickets.5.notes}. A placeholder takes one or more characters that are no dots,
 * and one with a star, {@code {user*}}, dots too; everything else is taken literally. Written
 * without {@code private-}, {@code presence-} or {@code private-encrypted-}; who writes one of
 * these is understood, and told by the log.
 *
 * <p>Immutable.
 */
final class ChannelPattern {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelPattern.class);

    /** The longest first. */
    private static final List<String> PREFIXES =
            List.of("private-encrypted-", "private-", "presence-");

    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_]*)(\\*?)}");

    private final String text;
    private final Pattern matching;
    private final List<String> placeholders;

    private ChannelPattern(String text, Pattern matching, List<String> placeholders) {
        this.text = text;
        this.matching = matching;
        this.placeholders = List.copyOf(placeholders);
    }

    /**
     * @throws IllegalArgumentException when a brace or a name is wrong, or a placeholder stands
     *     there twice
     */
    static ChannelPattern of(String given) {
        String text = bare(given);
        List<String> placeholders = new ArrayList<>();
        StringBuilder regex = new StringBuilder();
        Matcher found = PLACEHOLDER.matcher(text);
        int end = 0;
        while (found.find()) {
            regex.append(Pattern.quote(literal(text, end, found.start())))
                    .append(found.group(2).isEmpty() ? "([^.]+)" : "(.+)");
            if (placeholders.contains(found.group(1))) {
                throw wrong(text, "has {" + found.group(1) + "} twice");
            }
            placeholders.add(found.group(1));
            end = found.end();
        }
        regex.append(Pattern.quote(literal(text, end, text.length())));
        if (text.isEmpty()) {
            throw wrong(text, "is empty");
        }
        return new ChannelPattern(text, Pattern.compile(regex.toString()), placeholders);
    }

    /** Without the prefix of a type of channels: rules are asked for names without one. */
    private static String bare(String given) {
        for (String prefix : PREFIXES) {
            if (given.startsWith(prefix)) {
                String bare = given.substring(prefix.length());
                LOG.warn(
                        "Channel rules are written without {}: {} is enough for {}",
                        prefix,
                        bare,
                        given);
                return bare;
            }
        }
        return given;
    }

    private static String literal(String text, int from, int to) {
        String literal = text.substring(from, to);
        if (literal.contains("{") || literal.contains("}")) {
            throw wrong(text, "has a brace that belongs to no placeholder such as {ticket}");
        }
        return literal;
    }

    private static IllegalArgumentException wrong(String text, String what) {
        return new IllegalArgumentException("the channel pattern \"" + text + "\" " + what);
    }

    List<String> placeholders() {
        return placeholders;
    }

    /**
     * What stands in the placeholders of this name, in their order; null when it is none of these.
     */
    @Nullable List<String> match(String bareName) {
        Matcher matcher = matching.matcher(bareName);
        if (!matcher.matches()) {
            return null;
        }
        List<String> values = new ArrayList<>(placeholders.size());
        for (int group = 1; group <= matcher.groupCount(); group++) {
            values.add(matcher.group(group));
        }
        return values;
    }

    @Override
    public String toString() {
        return text;
    }
}
