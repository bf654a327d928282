package io.belfry.redis.nodes;

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
 */
record JoinReply(
        boolean isFull,
        int all,
        boolean isNew,
        boolean isFirst,
        long serial,
        long digest,
        @Nullable CachedEvent cached,
        List<Member> members) {

    static JoinReply of(List<Object> answer) {
        if (Answers.number(answer, 0) < 0) {
            return new JoinReply(true, 0, false, false, 0, 0, null, List.of());
        }
        return new JoinReply(
                false,
                (int) Answers.number(answer, 0),
                Answers.number(answer, 1) == 1,
                Answers.number(answer, 2) == 1,
                Answers.number(answer, 3),
                Answers.digest(answer, 4),
                Answers.cached(answer, 5),
                Answers.members(Answers.list(answer, 6)));
    }

    Joined joined() {
        return new Joined(members, cached, serial);
    }
}
