package io.belfry.redis.nodes;

import io.belfry.hub.publish.Envelope;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.Frame;
import io.belfry.protocol.Member;
import io.belfry.protocol.ServerMessage;

import java.util.List;

/**
 * Tells subscribers of presence channels all members anew, where they may have missed somebody: a
 * second {@code subscription_succeeded}, at which pusher-js and Laravel Echo begin their lists
 * anew.
 *
 * <p>Thread-safe: all about a channel happens inside {@link AppShare#ifKnown}.
 */
final class Renewals {
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
        app.ifKnown(
                channel,
                share -> {
                    if (lease.held().valid() && !share.isEmpty()) {
                        Link.unawaited(
                                questions.tell(
                                        scripts.members(
                                                app.id(), channel, share.digest(), share.diverged),
                                        answer -> renewed(app, channel, answer)));
                    }
                });
    }

    private void renewed(AppShare app, ChannelName channel, List<Object> answer) {
        long serial = Answers.number(answer, 0);
        if (serial != 0) {
            app.ifKnown(channel, share -> tell(app, share, serial, answer));
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
