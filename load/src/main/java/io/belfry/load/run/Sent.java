package io.belfry.load.run;

import java.util.BitSet;

/**
 * What one sender has sent.
 *
 * @param count how many messages, numbered from zero
 * @param unsure which of them may never have left: nobody has said whether they were taken
 */
record Sent(int count, BitSet unsure) {
    private static final BitSet NONE = new BitSet();

    static Sent certainly(int count) {
        return new Sent(count, NONE);
    }
}
