package io.belfry.protocol;

import org.jspecify.annotations.Nullable;

/**
 * The name of a channel: 1 to {@value #MAX_LENGTH} characters out of letters, digits and {@code
 * _-=@,.;} (Pusher Channels documentation, "Channel naming conventions"). Names that begin with
 * {@code #} are reserved: of these only the channel of a signed-in user exists on the wire. A colon
 * is never legal, because the signature of a guarded name would then read like another one.
 *
 * <p>Immutable.
 */
public record ChannelName(String value) {
    /** Pusher documents 164, its SDKs allow 200. */
    public static final int MAX_LENGTH = 200;

    private static final boolean[] ALLOWED = allowed();

    /**
     * @throws IllegalArgumentException when the text is no channel name
     */
    public ChannelName {
        if (!isLegal(value)) {
            throw new IllegalArgumentException(
                    "not a channel name (1 to "
                            + MAX_LENGTH
                            + " characters out of A-Z a-z 0-9 _ - = @ , . ;): "
                            + abbreviated(value));
        }
    }

    /** The name, or null when the text is none. */
    public static @Nullable ChannelName parse(String text) {
        return isLegal(text) ? new ChannelName(text) : null;
    }

    /** The channel on which a signed-in user is reached on all its connections. */
    public static ChannelName ofUser(String userId) {
        return new ChannelName(ChannelKind.SERVER_TO_USER.prefix() + userId);
    }

    /** The hub's own channel of those who watch whether a user is online. */
    public static ChannelName ofWatchers(String userId) {
        return new ChannelName(ChannelKind.WATCH.prefix() + userId);
    }

    /** Whether a text is made of the characters that channel names and user ids may have. */
    static boolean hasLegalCharacters(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ALLOWED.length || !ALLOWED[c]) {
                return false;
            }
        }
        return true;
    }

    public ChannelKind kind() {
        return ChannelKind.of(value);
    }

    /** What follows the prefix of the kind: for a user's channel the id of the user. */
    public String suffix() {
        return value.substring(kind().prefix().length());
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean isLegal(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return false;
        }
        int from = text.charAt(0) == '#' ? reservedPrefix(text) : 0;
        return from >= 0 && from < text.length() && hasLegalCharacters(text, from);
    }

    private static int reservedPrefix(String text) {
        String prefix = ChannelKind.of(text).prefix();
        return prefix.isEmpty() ? -1 : prefix.length();
    }

    private static boolean[] allowed() {
        boolean[] allowed = new boolean[128];
        for (char c = '0'; c <= '9'; c++) {
            allowed[c] = true;
        }
        for (char c = 'a'; c <= 'z'; c++) {
            allowed[c] = true;
            allowed[Character.toUpperCase(c)] = true;
        }
        for (char c : "_-=@,.;".toCharArray()) {
            allowed[c] = true;
        }
        return allowed;
    }

    private static String abbreviated(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
