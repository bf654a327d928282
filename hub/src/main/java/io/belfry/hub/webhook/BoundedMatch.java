package io.belfry.hub.webhook;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.regex.Pattern;

/**
 * Applies an operator's pattern to a name that a stranger chose. Some patterns need years for some
 * names; one such name must not silence all webhooks, so the search is cut short.
 */
final class BoundedMatch {
    private static final Logger LOG = LoggerFactory.getLogger(BoundedMatch.class);

    /** How often a search may look at a character: far above what any honest pattern needs. */
    private static final int MOST_LOOKS = 100_000;

    private BoundedMatch() {}

    /** Whether the whole text fits the pattern; false when that takes too long to tell. */
    static boolean fits(Pattern pattern, String text) {
        try {
            return pattern.matcher(new Watched(text)).matches();
        } catch (TooManyLooks | StackOverflowError e) {
            LOG.debug("a channel pattern of a webhook takes too long, taken as no match");
            return false;
        }
    }

    private static final class TooManyLooks extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManyLooks() {
            super(null, null, false, false);
        }
    }

    private static final class Watched implements CharSequence {
        private final String text;
        private int looks;

        Watched(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (++looks > MOST_LOOKS) {
                throw new TooManyLooks();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
