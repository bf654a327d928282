package io.belfry.redis.nodes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * What is done on Redis in one step. Their texts lie beside this class, each with a word on its
 * keys and arguments.
 */
enum Script {
    ABSENCE,
    CLAIM,
    CONNECT,
    COUNT,
    GONE,
    JOIN,
    KEEP,
    LEASE,
    LEAVE,
    MEMBERS,
    PUBLISH,
    SIGNED_IN,
    STATE;

    private final String text;
    private final String sha;

    Script() {
        String file = name().toLowerCase(Locale.ROOT).replace('_', '-') + ".lua";
        this.text = read("common.lua") + read(file);
        this.sha = sha1(text);
    }

    String text() {
        return text;
    }

    /** By which Redis knows it. */
    String sha() {
        return sha;
    }

    private static String read(String file) {
        try (InputStream in = Script.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + file);
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
