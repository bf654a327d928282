package io.belfry.cli.settings;

import io.belfry.cli.log.LogSettings;
import io.belfry.hub.settings.AppSettings;
import io.belfry.hub.settings.HubSettings;
import io.belfry.hub.settings.Setting;
import io.belfry.protocol.AppKey;
import io.belfry.redis.RedisSettings;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Everything that can be set, read from the settings records. The tree of a file: the sections of
 * {@link HubSettings}, and beside them {@code log} and {@code redis}.
 */
final class Catalogue {
    /** The section whose variables are Laravel's and not Reverb's. */
    static final String REDIS = "redis";

    private static final Predicate<String> REVERB = name -> name.startsWith("REVERB_");

    private static final Known.Section ROOT = root();

    private Catalogue() {}

    /**
     * One setting with its place.
     *
     * @param path for example {@code server.port} or {@code apps[].key}
     */
    record Listed(String path, Known.Value value) {
        /** The names on the way, with {@code []} for each item of a list. */
        List<String> steps() {
            return List.of(path.replace("[]", ".[]").split("\\.", -1));
        }

        /** Reverb's names for it. Reverb has one app with one key, so only the first has any. */
        List<String> reverbNames() {
            return path.indexOf("[]") == path.lastIndexOf("[]") ? names(REVERB) : List.of();
        }

        /** Laravel's names for it. */
        List<String> laravelNames() {
            return isOfRedis() ? names(REVERB.negate()) : List.of();
        }

        private List<String> names(Predicate<String> which) {
            return Stream.of(value.setting().env()).filter(which).toList();
        }

        private boolean isOfRedis() {
            return path.startsWith(REDIS + ".");
        }

        /** The environment variable; a list's items are numbered from 0. */
        String variable() {
            return "BELFRY_" + path.replace("[]", "_0").replace('.', '_').toUpperCase(Locale.ROOT);
        }
    }

    static Known.Section all() {
        return ROOT;
    }

    /** Every single setting, in the order of the records. */
    static List<Listed> list() {
        List<Listed> found = new ArrayList<>();
        list(ROOT, "", found);
        return found;
    }

    private static void list(Known.Section section, String prefix, List<Listed> found) {
        for (Known each : section.members().values()) {
            String path = prefix + each.name();
            switch (each) {
                case Known.Value value -> found.add(new Listed(path, value));
                case Known.Section inner -> list(inner, path + ".", found);
                case Known.Sections many -> list(many.item(), path + "[].", found);
            }
        }
    }

    private static Known.Section root() {
        Map<String, Known> members = new LinkedHashMap<>(members(HubSettings.class));
        Known apps = members.remove("apps");
        members.put("log", section("log", LogSettings.class));
        members.put(REDIS, section(REDIS, RedisSettings.class));
        members.put("apps", apps);
        return new Known.Section("", HubSettings.class, Collections.unmodifiableMap(members));
    }

    static Known.Section section(String name, Class<? extends Record> type) {
        return new Known.Section(name, type, Collections.unmodifiableMap(members(type)));
    }

    private static Map<String, Known> members(Class<? extends Record> type) {
        Map<String, Known> members = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            if (isKeys(type, component)) {
                members.putAll(members(KeyPair.class));
                members.put(
                        KeyPair.MORE,
                        new Known.Sections(KeyPair.MORE, section(KeyPair.MORE, KeyPair.class)));
            } else {
                Known known = known(component);
                members.put(known.name(), known);
            }
        }
        return members;
    }

    private static Known known(RecordComponent component) {
        String name = nameOf(component);
        Class<?> type = component.getType();
        if (type.isRecord()) {
            return section(name, type.asSubclass(Record.class));
        }
        if (itemOf(component.getGenericType()) instanceof Class<?> item && item.isRecord()) {
            return new Known.Sections(name, section(name, item.asSubclass(Record.class)));
        }
        return new Known.Value(name, component.getGenericType(), settingOf(component));
    }

    private static Type itemOf(Type type) {
        return type instanceof ParameterizedType list && list.getRawType() == List.class
                ? list.getActualTypeArguments()[0]
                : type;
    }

    /** Files have no list of keys in an app, but its first pair right there. */
    static boolean isKeys(Class<? extends Record> type, RecordComponent component) {
        return type == AppSettings.class && itemOf(component.getGenericType()) == AppKey.class;
    }

    /** How files write the name of a component. */
    static String nameOf(RecordComponent component) {
        String own = settingOf(component).name();
        return own.isEmpty()
                ? component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT)
                : own;
    }

    private static Setting settingOf(RecordComponent component) {
        Setting setting = component.getAnnotation(Setting.class);
        if (setting == null) {
            throw new IllegalStateException(component + " is no setting");
        }
        return setting;
    }
}
