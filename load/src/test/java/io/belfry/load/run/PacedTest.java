package io.belfry.load.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.load.server.Target;
import io.belfry.load.wire.TesterLoop;
import io.belfry.protocol.AppKey;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.net.URI;

/** Work at a rate that no tester keeps up with. */
class PacedTest {

    /** Always late. Confined to the loop. */
    private static final class Endless implements Paced {
        private final long due = System.nanoTime();
        private boolean stopped;
        private long done;

        @Override
        public boolean goesOn() {
            return !stopped;
        }

        @Override
        public long nextDue() {
            return due;
        }

        @Override
        public void doNext(long due) {
            done++;
        }
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // else it is for ever
    void who_is_always_late_can_be_stopped_all_the_same() throws Exception {
        URI nowhere = URI.create("http://127.0.0.1:1");
        Target target = new Target(nowhere, nowhere, "app", new AppKey("key", "secret"), null);
        Endless work = new Endless();
        try (TesterLoop loop = new TesterLoop(target, 1)) {
            loop.tell(() -> work.keepUp(loop));
            long first = loop.ask(() -> work.done);
            assertThat(first).isPositive();
            // A later turn.
            while (loop.ask(() -> work.done) == first) {
                Thread.onSpinWait();
            }
            loop.tell(() -> work.stopped = true);
            long last = loop.ask(() -> work.done);
            assertThat(loop.ask(() -> work.done)).isEqualTo(last);
        }
    }
}
