package io.belfry.hub.access;

import io.belfry.hub.settings.AppSettings;
import io.belfry.protocol.AppKey;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All apps of a hub.
 *
 * <p>Thread-safe: readers see one immutable index or the next, never something between.
 */
public final class Apps {
    private volatile Index index = new Index(Map.of(), Map.of());

    private record Index(Map<String, App> byId, Map<String, App> byKey) {}

    public Apps(List<AppSettings> settings) {
        replace(settings);
    }

    /**
     * Puts these apps in the place of those before. An app whose id stays keeps its clients and
     * follows its new settings.
     *
     * @return the apps that are no more
     * @throws IllegalArgumentException when two apps share an id or a key; nothing has changed then
     */
    public synchronized List<App> replace(List<AppSettings> settings) {
        requireDistinct(settings);
        Map<String, App> before = index.byId;
        Map<String, App> byId = new HashMap<>();
        Map<String, App> byKey = new HashMap<>();
        for (AppSettings each : settings) {
            App app = before.getOrDefault(each.id(), new App(each));
            app.replace(each);
            byId.put(app.id(), app);
            each.keys().forEach(key -> byKey.put(key.key(), app));
        }
        index = new Index(byId, byKey);
        List<App> gone = new ArrayList<>(before.values());
        gone.removeAll(byId.values());
        return gone;
    }

    public @Nullable App byId(String id) {
        return index.byId.get(id);
    }

    public @Nullable App byKey(String key) {
        return index.byKey.get(key);
    }

    public Collection<App> all() {
        return index.byId.values();
    }

    private static void requireDistinct(List<AppSettings> settings) {
        Map<String, String> ids = new HashMap<>();
        Map<String, String> keys = new HashMap<>();
        for (AppSettings each : settings) {
            if (ids.put(each.id(), "") != null) {
                throw new IllegalArgumentException("two apps have the id " + each.id());
            }
            for (AppKey key : each.keys()) {
                if (keys.put(key.key(), "") != null) {
                    throw new IllegalArgumentException("the key " + key.key() + " stands twice");
                }
            }
        }
    }
}
