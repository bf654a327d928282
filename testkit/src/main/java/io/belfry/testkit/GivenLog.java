package io.belfry.testkit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;

import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a class logs while this is open: a line for each entry, with its level, its message and its
 * keys and values. For Logback, which the tests have to bring along. Thread-safe.
 */
public final class GivenLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 10;

    private final Logger logger;
    private final @Nullable Level levelBefore;
    private final AtomicInteger traces = new AtomicInteger();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> unread = new LinkedBlockingQueue<>();

    private GivenLog(Logger logger) {
        this.logger = logger;
        this.levelBefore = logger.getLevel();
    }

    /** Listens to the logger of a class. */
    public static GivenLog of(Class<?> type) {
        GivenLog log = new GivenLog((Logger) LoggerFactory.getLogger(type));
        log.start();
        log.logger.addAppender(log);
        log.logger.setLevel(Level.INFO);
        return log;
    }

    @Override
    protected void append(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(event.getLevel() + " ");
        line.append(event.getFormattedMessage());
        if (event.getKeyValuePairs() != null) {
            event.getKeyValuePairs()
                    .forEach(pair ->
                            line.append(' ').append(pair.key).append('=').append(pair.value));
        }
        if (event.getThrowableProxy() != null) {
            traces.incrementAndGet();
        }
        lines.add(line.toString());
        unread.add(line.toString());
    }

    /** All so far. */
    public List<String> lines() {
        return lines;
    }

    /** How many of them had a stack trace. */
    public int traces() {
        return traces.get();
    }

    /**
     * The next one, which may be still to come.
     *
     * @throws AssertionError when none comes within 10 s
     */
    public String awaitLine() throws InterruptedException {
        String line = unread.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (line == null) {
            throw new AssertionError("nothing more is logged; so far: " + lines);
        }
        return line;
    }

    @Override
    public void close() {
        logger.detachAppender(this);
        logger.setLevel(levelBefore);
    }
}
