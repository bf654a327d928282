package io.belfry.load.measure;

import java.util.Arrays;
import java.util.BitSet;

/**
 * What one receiver has got of each sender: whether each message came, once, and in order.
 *
 * <p>Confined to the tester's loop; not thread-safe.
 */
public final class Sequences {
    private final Order order;
    private final int[] next;
    private BitSet[] missing = {};

    /**
     * Counts over all receivers.
     *
     * <p>Confined to the tester's loop; not thread-safe.
     */
    public static final class Order {
        private long duplicates;
        private long reordered;

        /** How many came a second time. */
        public long duplicates() {
            return duplicates;
        }

        /** How many came after one that was sent later. */
        public long reordered() {
            return reordered;
        }
    }

    /**
     * @param senders how many there are; they are numbered from zero
     */
    public Sequences(Order order, int senders) {
        this.order = order;
        this.next = new int[senders];
    }

    /**
     * A message came.
     *
     * @return whether for the first time
     */
    public boolean take(int sender, int sequence) {
        int expected = next[sender];
        if (sequence == expected) {
            next[sender] = expected + 1;
            return true;
        }
        if (sequence > expected) {
            missing(sender).set(expected, sequence);
            next[sender] = sequence + 1;
            return true;
        }
        BitSet gaps = missing(sender);
        if (gaps.get(sequence)) {
            gaps.clear(sequence);
            order.reordered++;
            return true;
        }
        order.duplicates++;
        return false;
    }

    private BitSet missing(int sender) {
        if (missing.length == 0) {
            missing = new BitSet[next.length];
            Arrays.setAll(missing, any -> new BitSet());
        }
        return missing[sender];
    }

    /**
     * How many of a sender's messages have not come.
     *
     * @param sent how many it has sent, from the first of all
     * @param unsure which of them may never have been sent, so that nobody can call them missing
     */
    public long missingOf(int sender, int sent, BitSet unsure) {
        int expected = next[sender];
        if (unsure.isEmpty()) {
            long gaps = missing.length == 0 ? 0 : missing[sender].cardinality();
            return gaps + Math.max(0, sent - expected);
        }
        BitSet gaps = missing.length == 0 ? new BitSet() : (BitSet) missing[sender].clone();
        gaps.set(expected, Math.max(expected, sent));
        gaps.andNot(unsure);
        return gaps.cardinality();
    }
}
