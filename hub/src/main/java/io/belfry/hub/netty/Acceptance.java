package io.belfry.hub.netty;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.TimeUnit;

/**
 * Stands last at the listening socket and tells, once for each time of trouble, that connections
 * cannot be accepted: mostly because the process has no file descriptor left. Netty pauses for a
 * second after each failure; who wants to connect waits in the system's queue meanwhile.
 *
 * <p>Confined to the event loop of the listening socket; not thread-safe.
 */
@SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the look afterwards
final class Acceptance extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(Acceptance.class);

    /** Longer than Netty's pause. */
    private static final long QUIET_SECONDS = 3;

    private boolean troubled;
    private long failures;

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        failures++;
        if (!troubled) {
            troubled = true;
            LOG.atWarn()
                    .addKeyValue("reason", cause.getMessage())
                    .log(
                            "connections cannot be accepted and wait; if too many files are open,"
                                    + " raise the limit (ulimit -n, LimitNOFILE)");
            lookLater(ctx);
        }
    }

    private void lookLater(ChannelHandlerContext ctx) {
        long before = failures;
        ctx.executor()
                .schedule(
                        () -> {
                            if (failures != before) {
                                lookLater(ctx);
                            } else {
                                troubled = false;
                                LOG.atInfo()
                                        .addKeyValue("failures", failures)
                                        .log("connections are accepted again");
                                failures = 0;
                            }
                        },
                        QUIET_SECONDS,
                        TimeUnit.SECONDS);
    }
}
