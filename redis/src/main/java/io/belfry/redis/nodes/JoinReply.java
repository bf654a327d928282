package io.belfry.redis.nodes;

import io.belfry.hub.event.Absence;
import io.belfry.hub.publish.CachedEvent;
import io.belfry.hub.publish.Joined;
import io.belfry.protocol.Member;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What {@link Script#JOIN} answers. Immutable.
 *
 * @param isFull nobody has joined, as there are as many members as there may be
 * @param all how many subscriptions there are
 * @param isNew the subscription was not there before
 * @param isFirst nor was the user
 * @param digest of all members
 * @param vacancy of the channel, which has ended if nobody else is there
 * @param absence of the user, which has ended if this is the first connection
 */
record JoinReply(
        boolean isFull,
        int all,
        boolean isNew,
        boolean isFirst,
        long serial,
        long digest,
        @Nullable CachedEvent cached,
        List<Member> members,
        Absence vacancy,
        Absence absence) {

    static JoinReply of(List<Object> answer) {
        if (Answers.number(answer, 0) < 0) {
            return new JoinReply(
                    true,
                    0,
                    false,
                    false,
                    0,
                    0,
                    null,
                    List.of(),
                    Absence.OF_ONE_NODE,
                    Absence.OF_ONE_NODE);
        }
        return new JoinReply(
                false,
                (int) Answers.number(answer, 0),
                Answers.number(answer, 1) == 1,
                Answers.number(answer, 2) == 1,
                Answers.number(answer, 3),
                Answers.digest(answer, 4),
                Answers.cached(answer, 5),
                Answers.members(Answers.list(answer, 6)),
                Answers.ended(answer, 7),
                Answers.ended(answer, 8));
    }

    Joined joined() {
        return new Joined(members, cached, serial);
    }
}
