package io.belfry.hub.settings;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Checks values against the ranges that their {@link Setting} states. Thread-safe. */
public final class Bounds {
    /** Reflection makes record components and their annotations anew at each call. */
    private static final ClassValue<Map<String, Setting>> BY_COMPONENT =
            new ClassValue<>() {
                @Override
                protected Map<String, Setting> computeValue(Class<?> type) {
                    Map<String, Setting> settings = new HashMap<>();
                    for (RecordComponent each : type.getRecordComponents()) {
                        settings.put(each.getName(), each.getAnnotation(Setting.class));
                    }
                    return settings;
                }
            };

    private Bounds() {}

    /**
     * Checks a number.
     *
     * @param component of the record, as its code names it
     * @throws IllegalArgumentException naming the setting, its range and the value
     */
    public static void check(Class<? extends Record> settings, String component, long value) {
        Setting setting = setting(settings, component);
        if (value < setting.min() || value > setting.max()) {
            throw new IllegalArgumentException(
                    "%s must be %s, not %d"
                            .formatted(nameOf(setting, component), range(setting), value));
        }
    }

    /**
     * Checks a time, whose range is in milliseconds.
     *
     * @param component of the record, as its code names it
     * @throws IllegalArgumentException naming the setting, its range and the value
     */
    public static void check(Class<? extends Record> settings, String component, Duration value) {
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

    /**
     * Checks a text, whose range is that of its length in characters.
     *
     * @param component of the record, as its code names it
     * @throws IllegalArgumentException naming the setting, its range and the length
     */
    public static void check(Class<? extends Record> settings, String component, String value) {
        Setting setting = setting(settings, component);
        if (value.length() < setting.min() || value.length() > setting.max()) {
            throw new IllegalArgumentException(
                    "%s must have %s characters, not %d"
                            .formatted(nameOf(setting, component), range(setting), value.length()));
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
        Setting setting = BY_COMPONENT.get(settings).get(component);
        if (setting == null) {
            throw new IllegalStateException(
                    settings.getSimpleName() + " has no setting " + component);
        }
        return setting;
    }
}
