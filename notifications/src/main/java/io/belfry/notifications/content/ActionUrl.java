package io.belfry.notifications.content;

import io.belfry.fields.FieldRefused;
import io.belfry.fields.PlainText;

import java.util.regex.Pattern;

/** Where a click on a notification leads. Holds nothing. */
final class ActionUrl {
    static final int LONGEST = 2_000;

    /**
     * Browsers take a backslash for a slash, so that it could lead to another host; what begins
     * with two slashes does.
     */
    private static final Pattern ALLOWED =
            Pattern.compile("(?i:https?)://[^/\\\\\\s?#]+[^\\\\\\s]*|/(?!/)[^\\\\\\s]*");

    private ActionUrl() {}

    /**
     * @throws FieldRefused when it would lead to anything but a page
     */
    static String require(String url) {
        PlainText.line("action_url", url, LONGEST);
        if (!ALLOWED.matcher(url).matches()) {
            throw new FieldRefused(
                    "action_url",
                    "action_url must begin with http://, https:// or one /, and have no spaces");
        }
        return url;
    }
}
