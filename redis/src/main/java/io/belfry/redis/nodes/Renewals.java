package io.belfry.redis.nodes;

import io.belfry.hub.publish.Envelope;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.Frame;
import io.belfry.protocol.Member;
import io.belfry.protocol.ServerMessage;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Tells subscribers of presence channels all members anew, where they may have missed somebody: a
 * second {@code subscription_succeeded}, at which pusher-js and Laravel Echo begin their lists
 * anew.
 *
 * <p>Thread-safe: all about a channel happens inside {@link AppShare#ifKnown}.
 */
final class Renewals {
    private static final int UNDER_WAY = -2;
    private static final int PATIENCE = 5;
    private static final long PAUSE_MILLIS = 200;

    private final Lease lease;
    private final ChannelScripts scripts;
    private final Questions questions;
    private final RedisBroker broker;

    Renewals(Lease lease, ChannelScripts scripts, Questions questions, RedisBroker broker) {
        this.lease = lease;
        this.scripts = scripts;
        this.questions = questions;
        this.broker = broker;
    }

    void renew(AppShare app, ChannelName channel) {
        renew(app, channel, PATIENCE);
    }

    /**
     * @param tries how often it is waited for changes that are on their way
     */
    private void renew(AppShare app, ChannelName channel, int tries) {
        app.ifKnown(
                channel,
                share -> {
                    // Whom the first of its subscribers is told is on its way else.
                    if (lease.held().valid() && share.isKnown() && !share.isEmpty()) {
                        Link.unawaited(
                                questions.tell(
                                        scripts.members(app.id(), share, tries > 0),
                                        answer -> renewed(app, channel, answer, tries)));
                    }
                });
    }

    private void renewed(AppShare app, ChannelName channel, List<Object> answer, int tries) {
        long serial = Answers.number(answer, 0);
        if (serial > 0) {
            app.ifKnown(channel, share -> tell(app, share, serial, answer));
        } else if (serial == UNDER_WAY) {
            Executor later = CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            later.execute(() -> renew(app, channel, tries - 1));
        }
    }

    /**
     * A change that came after the answer was noted before it is told, see {@link RedisBroker}:
     * then subscribers would not take the older list after it, and it is asked for once more.
     */
    private void tell(AppShare app, ChannelShare share, long serial, List<Object> answer) {
        if (share.serial() > serial) {
            questions.later(() -> renew(app, share.channel()));
            return;
        }
        share.beginsAnew(serial, Answers.digest(answer, 1));
        List<Member> members = Answers.members(Answers.list(answer, 2));
        Frame frame = new ServerMessage.PresenceSucceeded(share.channel(), members).frame();
        broker.deliverHere(new Envelope.Delivery(app.id(), share.channel(), frame, null, serial));
    }
}
