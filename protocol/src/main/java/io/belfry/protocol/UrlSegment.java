package io.belfry.protocol;

import java.util.regex.Pattern;

/**
 * What the ids and keys of apps are made of, as they stand in paths: characters that no client,
 * proxy or signature writes in two ways (RFC 3986, section 2.3), and no name that means another
 * folder.
 */
public final class UrlSegment {
    /** In words, for complaints. */
    public static final String RULE =
            "1 to 100 characters out of A-Z a-z 0-9 _ - . ~ that do not start with a dot";

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_~-][A-Za-z0-9_.~-]{0,99}");

    private UrlSegment() {}

    /** Whether a text can stand in a path exactly as it is. */
    public static boolean isPlain(String text) {
        return PLAIN.matcher(text).matches();
    }
}
