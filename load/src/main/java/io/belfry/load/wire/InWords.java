package io.belfry.load.wire;

import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;

import java.io.IOException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.util.regex.Pattern;

/** What came instead of an answer, short enough for a sentence. Has no state. */
final class InWords {
    private static final int LONGEST = 120;
    private static final Pattern MARKUP =
            Pattern.compile("(?is)<(style|script|title)\\b.*?</\\1>|<[^>]*>");
    private static final Pattern GAPS = Pattern.compile("\\s+");

    private static final Pattern SYSTEM_CALL =
            Pattern.compile("^\\w+\\(\\.\\.\\) failed with error\\(-?[0-9]+\\): ");

    private InWords() {}

    /** The beginning of a text from a server; of a page, what is to be read on it. */
    static String excerpt(String text) {
        String words =
                text.stripLeading().startsWith("<") ? MARKUP.matcher(text).replaceAll(" ") : text;
        String line = GAPS.matcher(words).replaceAll(" ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + " ...";
    }

    /** Why a connection broke. */
    static String reason(Throwable thrown) {
        if (thrown instanceof DecoderException && thrown.getCause() != null) {
            return reason(thrown.getCause());
        }
        if (thrown instanceof NotSslRecordException) {
            return "the server does not speak TLS there: try http://";
        }
        if (root(thrown) instanceof CertPathBuilderException) {
            return "Java does not know the certificate of the server";
        }
        if (thrown instanceof UnknownHostException) {
            return "there is no host of that name";
        }
        return thrown instanceof IOException ? plain(thrown) : thrown.toString();
    }

    /** What the system said, without the name and number that it has for that. */
    private static String plain(Throwable thrown) {
        String text = String.valueOf(thrown.getMessage());
        if (text.contains("Connection refused")) {
            return "nothing listens there (connection refused)";
        }
        return SYSTEM_CALL.matcher(text).replaceFirst("");
    }

    private static Throwable root(Throwable thrown) {
        return thrown.getCause() == null ? thrown : root(thrown.getCause());
    }
}
