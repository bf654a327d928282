package io.belfry.testkit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;

import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What a class logs while this is open: a line for each entry, with its level, its message and its
 * keys and values. For Logback, which the tests have to bring along. Thread-safe.
 */
public final class GivenLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final Logger logger;
    private final @Nullable Level levelBefore;
    private final List<String> lines = new CopyOnWriteArrayList<>();

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
        lines.add(line.toString());
    }

    /** All so far. */
    public List<String> lines() {
        return lines;
    }

    @Override
    public void close() {
        logger.detachAppender(this);
        logger.setLevel(levelBefore);
    }
}
