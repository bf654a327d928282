package io.belfry.webpush;

import java.util.Base64;

/** How Web Push writes bytes: base64 for URLs, without padding (RFC 7515, 2). */
final class Base64Url {
    private Base64Url() {}

    static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * Some browsers pad, or use the alphabet of plain base64; both are read.
     *
     * @param field what it is, for the message
     * @throws IllegalArgumentException when it is no base64
     */
    static byte[] decode(String field, String text) {
        try {
            return Base64.getUrlDecoder()
                    .decode(text.replace('+', '-').replace('/', '_').replace("=", ""));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(field + " is no base64", e);
        }
    }
}
