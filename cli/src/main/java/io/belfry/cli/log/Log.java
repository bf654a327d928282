package io.belfry.cli.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;

import org.slf4j.LoggerFactory;

/** The log of this program. Thread-safe: changes are seen by the next line. */
public final class Log {
    static final String CONSOLE = "console";
    static final String OURS = "io.belfry";

    private Log() {}

    /** Lets the log follow its settings from now on. */
    public static void follow(LogSettings settings) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.getLogger(OURS).setLevel(Level.valueOf(settings.level().name()));
        if (context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).getAppender(CONSOLE)
                        instanceof ConsoleAppender<ILoggingEvent> console
                && console.getEncoder() instanceof LineEncoder encoder) {
            encoder.use(settings.format());
        }
    }
}
