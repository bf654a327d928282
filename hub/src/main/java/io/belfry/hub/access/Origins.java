package io.belfry.hub.access;

import io.belfry.hub.settings.AppSettings;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Which web pages may connect to an app. A pattern is a host name or a whole origin; each {@code *}
 * in it stands for any run of characters, so {@code *.a.test} means the subdomains of a.test and
 * not a.test itself.
 */
final class Origins {
    /** Longer than any host name; keeps matching cheap whatever a client sends. */
    private static final int LONGEST = 512;

    private Origins() {}

    /**
     * @param origin of the page, as the browser sent it; null when it sent none
     */
    static boolean admit(AppSettings app, @Nullable String origin) {
        if (origin == null) {
            return app.allowsMissingOrigin();
        }
        if (app.allowedOrigins().contains("*")) {
            return true;
        }
        if (origin.length() > LONGEST) {
            return false;
        }
        String whole = origin.toLowerCase(Locale.ROOT);
        String host = hostOf(whole);
        return app.allowedOrigins().stream()
                .map(pattern -> pattern.toLowerCase(Locale.ROOT))
                .anyMatch(pattern -> fits(pattern, pattern.contains("://") ? whole : host));
    }

    private static String hostOf(String origin) {
        try {
            String host = new URI(origin).getHost();
            return host == null ? "" : host;
        } catch (URISyntaxException e) {
            return "";
        }
    }

    private static boolean fits(String pattern, String text) {
        int star = pattern.indexOf('*');
        if (star < 0) {
            return pattern.equals(text);
        }
        if (!text.startsWith(pattern.substring(0, star))) {
            return false;
        }
        String rest = pattern.substring(star + 1);
        for (int from = star; from <= text.length(); from++) {
            if (fits(rest, text.substring(from))) {
                return true;
            }
        }
        return false;
    }
}
