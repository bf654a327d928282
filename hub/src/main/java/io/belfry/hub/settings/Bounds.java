package io.belfry.hub.settings;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Locale;

/** Checks values against the ranges that their {@link Setting} states. */
final class Bounds {
    private Bounds() {}

    static void check(Class<? extends Record> settings, String component, long value) {
        Setting setting = setting(settings, component);
        if (value < setting.min() || value > setting.max()) {
            throw new IllegalArgumentException(
                    "%s must be %s, not %d"
                            .formatted(nameOf(setting, component), range(setting), value));
        }
    }

    static void check(Class<? extends Record> settings, String component, Duration value) {
        Setting setting = setting(settings, component);
        long millis = value.toMillis();
        if (millis < setting.min() || millis > setting.max()) {
            throw new IllegalArgumentException(
                    "%s must be from %s to %s, not %s"
                            .formatted(
                                    nameOf(setting, component),
                                    text(setting.min()),
                                    text(setting.max()),
                                    text(millis)));
        }
    }

    private static String range(Setting setting) {
        String unit = setting.unit().isEmpty() ? "" : " " + setting.unit();
        return setting.max() == Long.MAX_VALUE
                ? "at least " + setting.min() + unit
                : "from " + setting.min() + " to " + setting.max() + unit;
    }

    private static String text(long millis) {
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }

    private static String nameOf(Setting setting, String component) {
        return setting.name().isEmpty() ? snakeCase(component) : setting.name();
    }

    /** The name of a component as settings files write it. */
    static String snakeCase(String component) {
        return component.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static Setting setting(Class<? extends Record> settings, String component) {
        for (RecordComponent each : settings.getRecordComponents()) {
            Setting setting = each.getAnnotation(Setting.class);
            if (each.getName().equals(component) && setting != null) {
                return setting;
            }
        }
        throw new IllegalStateException(settings.getSimpleName() + " has no setting " + component);
    }
}
