package io.belfry.redis.nodes;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.hub.event.Absence;
import io.belfry.hub.publish.CachedEvent;
import io.belfry.protocol.Frame;
import io.belfry.protocol.Member;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads what scripts answer. */
final class Answers {
    private Answers() {}

    /** Whether the lease was over, and so nothing was done. */
    static boolean isOver(List<Object> answer) {
        return !answer.isEmpty() && answer.getFirst() instanceof Long number && number == -1;
    }

    static long number(List<Object> answer, int at) {
        Object value = answer.get(at);
        return value instanceof Long number ? number : Long.parseLong(text(answer, at));
    }

    static String text(List<Object> answer, int at) {
        return new String((byte[]) answer.get(at), UTF_8);
    }

    /** Eight bytes as a number. */
    static long digest(List<Object> answer, int at) {
        return ByteBuffer.wrap((byte[]) answer.get(at)).getLong();
    }

    @SuppressWarnings("unchecked") // lists of an answer hold what answers hold
    static List<Object> list(List<Object> answer, int at) {
        return (List<Object>) answer.get(at);
    }

    /** What a cache channel keeps, as {@code answerOf} of the scripts has it. */
    static @Nullable CachedEvent cached(List<Object> answer, int at) {
        List<Object> event = list(answer, at);
        return event.isEmpty()
                ? null
                : new CachedEvent(
                        Frame.ofWire((byte[]) event.get(0)),
                        text(event, 1),
                        Duration.ofMillis(number(event, 2)));
    }

    /** An absence that has ended, as {@code finish} of the scripts has it. */
    static Absence ended(List<Object> answer, int at) {
        List<Object> told = list(answer, at);
        return told.isEmpty()
                ? Absence.OF_ONE_NODE
                : Absence.ended(
                        IntStream.range(0, told.size())
                                .mapToObj(each -> text(told, each))
                                .collect(Collectors.toSet()));
    }

    /** Users and what is said about them, one after the other. */
    static List<Member> members(List<Object> flat) {
        List<Member> members = new ArrayList<>(flat.size() / 2);
        for (int i = 0; i < flat.size(); i += 2) {
            members.add(new Member(text(flat, i), text(flat, i + 1)));
        }
        return members;
    }
}
