package io.belfry.redis.nodes;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.protocol.RedisAddress;
import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.SlotHash;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Reads what a server of a cluster says of who has which slots. */
final class ClusterSlots {
    private ClusterSlots() {}

    /**
     * Slots next to each other that one server has.
     *
     * @param last itself included
     */
    record Range(int first, int last, RedisAddress server) {}

    /**
     * Reads the answer to {@code CLUSTER SLOTS}.
     *
     * @param asked the server that has answered
     * @throws RedisException when some slots are with nobody
     */
    static List<Range> read(List<Object> answer, RedisAddress asked) {
        List<Range> ranges = new ArrayList<>();
        BitSet covered = new BitSet(SlotHash.SLOT_COUNT);
        for (Object each : answer) {
            List<?> range = (List<?>) each;
            int first = number(range.get(0));
            int last = number(range.get(1));
            List<?> master = (List<?>) range.get(2);
            String host = host(master.get(0));
            ranges.add(
                    new Range(
                            first,
                            last,
                            // A server that does not know its own name is where it was asked.
                            asked.at(host.isEmpty() ? asked.host() : host, number(master.get(1)))));
            covered.set(first, last + 1);
        }
        if (covered.cardinality() < SlotHash.SLOT_COUNT) {
            throw new RedisException(
                    "%d of %d slots of the cluster are with no server, the first is %d"
                            .formatted(
                                    SlotHash.SLOT_COUNT - covered.cardinality(),
                                    SlotHash.SLOT_COUNT,
                                    covered.nextClearBit(0)));
        }
        return ranges;
    }

    private static int number(Object value) {
        return ((Long) value).intValue();
    }

    private static String host(Object value) {
        return value instanceof byte[] bytes ? new String(bytes, UTF_8) : "";
    }
}
