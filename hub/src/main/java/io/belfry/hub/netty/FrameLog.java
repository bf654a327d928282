package io.belfry.hub.netty;

import io.belfry.hub.channel.Burst;
import io.belfry.hub.session.Session;
import io.belfry.protocol.Frame;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.regex.Pattern;

/**
 * Shows every frame at level debug, for {@code belfry start --debug}. Signatures are blanked out.
 */
final class FrameLog {
    private static final Logger LOG = LoggerFactory.getLogger("io.belfry.frames");

    /**
     * The signature behind the key in {@code auth}, quoted once or, inside a string, twice; and
     * whatever looks like one, should a client write the member's name with escapes.
     */
    private static final Pattern SIGNATURE =
            Pattern.compile(
                    "(\"auth\\\\*\"\\s*:\\s*\\\\*\"(?:[^\":\\\\]*:)?)[^\"\\\\]+|[0-9a-fA-F]{64}");

    private FrameLog() {}

    static void received(Session session, String message) {
        if (LOG.isDebugEnabled()) {
            LOG.debug("{} > {}", session.socketId(), blanked(message));
        }
    }

    static void sent(Session session, Frame frame) {
        if (LOG.isDebugEnabled()) {
            LOG.debug("{} < {}", session.socketId(), frame.text());
        }
    }

    static void sent(Session session, Burst burst) {
        if (LOG.isDebugEnabled()) {
            burst.frames().forEach(frame -> sent(session, frame));
        }
    }

    static String blanked(String message) {
        return SIGNATURE
                .matcher(message)
                .replaceAll(found -> (found.group(1) == null ? "" : "$1") + "••••");
    }
}
