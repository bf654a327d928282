package io.belfry.cli;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.lang.reflect.Proxy;
import java.util.function.IntConsumer;

/**
 * Signals of the operating system. Java hears them through a class that every JDK has and no
 * compiler accepts without a warning; therefore it is called by name.
 */
final class Signals {
    private static final Logger LOG = LoggerFactory.getLogger(Signals.class);

    private Signals() {}

    /**
     * Calls the handler, with the signal's number, on a thread of its own whenever the signal
     * comes. A system that has no such signal goes without.
     */
    static void on(String name, IntConsumer handler) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> listener = Class.forName("sun.misc.SignalHandler");
            Object hears =
                    Proxy.newProxyInstance(
                            Signals.class.getClassLoader(),
                            new Class<?>[] {listener},
                            (proxy, method, arguments) -> {
                                handler.accept(numberOf(signal, arguments[0]));
                                return null;
                            });
            Object which = signal.getConstructor(String.class).newInstance(name);
            signal.getMethod("handle", signal, listener).invoke(null, which, hears);
        } catch (ReflectiveOperationException e) {
            LOG.atWarn().addKeyValue("signal", name).log("this signal cannot be heard");
        }
    }

    private static int numberOf(Class<?> type, Object signal) throws ReflectiveOperationException {
        return (int) type.getMethod("getNumber").invoke(signal);
    }
}
