package io.belfry.load.scenario;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The settings of a scenario as people read them. Lives for one call; not thread-safe. */
final class Settings {
    private final Map<String, String> all = new LinkedHashMap<>();

    Settings with(String option, int value) {
        return with(option, Integer.toString(value));
    }

    Settings with(String option, String value) {
        all.put(option, value);
        return this;
    }

    Settings with(String option, Duration time) {
        return with(option, String.format(Locale.ROOT, "%.4g s", time.toMillis() / 1000.0));
    }

    Settings with(String option, Enum<?> constant) {
        return with(option, constant.name().toLowerCase(Locale.ROOT));
    }

    Settings with(Pace pace) {
        return with("pace", pace.toString());
    }

    Settings withRate(String option, double perSecond) {
        return with(option, Pace.perSecond(perSecond));
    }

    Map<String, String> map() {
        return Collections.unmodifiableMap(all);
    }
}
