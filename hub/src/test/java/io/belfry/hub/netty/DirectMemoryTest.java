package io.belfry.hub.netty;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicLong;

class DirectMemoryTest {
    private static final long MIB = 1 << 20;

    private final AtomicLong used = new AtomicLong();

    @Test
    void a_tenth_is_kept_in_reserve() {
        DirectMemory memory = new DirectMemory(used::get, 1_000 * MIB);

        used.set(900 * MIB);
        assertThat(memory.isScarce()).isFalse();

        used.set(901 * MIB);
        assertThat(memory.isScarce()).isTrue();

        used.set(500 * MIB);
        assertThat(memory.isScarce()).isFalse();
    }

    @Test
    void the_reserve_is_never_less_than_netty_takes_at_once() {
        DirectMemory memory = new DirectMemory(used::get, 40 * MIB);

        used.set(32 * MIB);
        assertThat(memory.isScarce()).isFalse();

        used.set(33 * MIB);
        assertThat(memory.isScarce()).isTrue();
    }

    @Test
    void where_nobody_counts_nothing_is_scarce() {
        used.set(-1);

        assertThat(new DirectMemory(used::get, 40 * MIB).isScarce()).isFalse();
    }
}
