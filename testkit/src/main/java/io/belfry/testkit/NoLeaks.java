package io.belfry.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;

/**
 * Fails a test class in which buffers were lost, by {@code @ExtendWith}. Netty finds lost buffers
 * when the garbage collector does, and reports them when the next buffer is made.
 *
 * <p>Wants the tests to run with {@code -Dio.netty.leakDetection.level=paranoid} and with Logback,
 * whose logger it listens to.
 *
 * <p>Confined to the thread that runs the tests; not thread-safe.
 */
public final class NoLeaks implements BeforeAllCallback, AfterAllCallback {
    private static final int ROUNDS = 3;

    private final Logger detector =
            (Logger) LoggerFactory.getLogger("io.netty.util.ResourceLeakDetector");
    private final ListAppender<ILoggingEvent> reports = new ListAppender<>();

    @Override
    public void beforeAll(ExtensionContext context) {
        assertThat(System.getProperty("io.netty.leakDetection.level")).isEqualTo("paranoid");
        reports.start();
        detector.addAppender(reports);
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            collectGarbage();
            makeBuffers();
        }
        detector.detachAppender(reports);
        assertThat(reports.list).isEmpty();
    }

    private static void collectGarbage() throws InterruptedException {
        ReferenceQueue<Object> found = new ReferenceQueue<>();
        Reference<Object> garbage = new WeakReference<>(new Object(), found);
        do {
            System.gc();
        } while (found.remove(100) == null);
        assertThat(garbage.get()).isNull();
    }

    private static void makeBuffers() throws Exception {
        try (GivenHub hub = GivenHub.standard()) {
            hub.client().subscribes("news");
        }
    }
}
