package io.belfry.broadcasting.rule;

import io.belfry.broadcasting.event.Channel;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Those for whom the channels of one rule are kept apart, as on the wire a channel has one payload
 * for all. The first has the plain name, {@code tickets.5}; the others have it with their own
 * behind, {@code tickets.5@agent}. So whoever knows nothing of audiences gets what the first may
 * see.
 *
 * @param names the first should be the one that may see least; empty when nobody is kept apart
 */
record Audiences(List<String> names) {
    static final Audiences NONE = new Audiences(List.of());

    private static final char SEPARATOR = '@';
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

    /**
     * @throws IllegalArgumentException when a name is none or stands there twice
     */
    Audiences {
        names = List.copyOf(names);
        for (String name : names) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "the audience \"" + name + "\" is not 1 to 32 characters out of a-z 0-9 -");
            }
        }
        if (new HashSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException("the audiences " + names + " have one twice");
        }
    }

    /**
     * What a name on the wire stands for.
     *
     * @param bare what the pattern is asked for
     * @param audience null when nobody is kept apart
     */
    record Named(String bare, @Nullable String audience) {}

    /** Whether an audience has channels with a name of their own. */
    boolean isSetApart(@Nullable String audience) {
        return audience != null && names.indexOf(audience) > 0;
    }

    /** Null when the name is that of none of these audiences. */
    @Nullable Named read(String name) {
        if (names.isEmpty()) {
            return new Named(name, null);
        }
        int separator = name.indexOf(SEPARATOR);
        if (separator < 0) {
            return new Named(name, names.getFirst());
        }
        String audience = name.substring(separator + 1);
        return names.indexOf(audience) > 0
                ? new Named(name.substring(0, separator), audience)
                : null;
    }

    /**
     * Where those listen who may hear of a channel.
     *
     * @param audience what {@link #read} made of the channel's name
     */
    List<AudienceChannel> of(Channel channel, @Nullable String audience) {
        if (audience == null || channel.name().indexOf(SEPARATOR) >= 0) {
            return List.of(new AudienceChannel(audience, channel));
        }
        return names.stream()
                .map(name -> new AudienceChannel(name, channel(channel, name)))
                .toList();
    }

    private Channel channel(Channel plain, String audience) {
        return names.getFirst().equals(audience)
                ? plain
                : plain.withName(plain.name() + SEPARATOR + audience);
    }
}
