package io.belfry.cli;

import io.belfry.cli.settings.Loaded;
import io.belfry.hub.settings.AppSettings;
import io.belfry.hub.settings.WebhookSettings;
import io.belfry.protocol.AppKey;
import io.belfry.redis.RedisSettings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a reload changes, in sentences without secrets. */
final class Changes {
    private static final Pattern OF_AN_APP = Pattern.compile("apps\\[([0-9]+)\\]\\.(.+)");

    private final List<String> sentences = new ArrayList<>();

    private Changes() {}

    static List<String> between(Loaded before, Loaded after) {
        Changes changes = new Changes();
        changes.comeAndGo(before.hub().apps(), after.hub().apps());
        changes.compare(before, after);
        changes.compareSecrets(before.hub().apps(), after.hub().apps());
        changes.compareRedis(before.redis(), after.redis());
        return changes.sentences;
    }

    private void comeAndGo(List<AppSettings> before, List<AppSettings> after) {
        List<String> older = before.stream().map(AppSettings::id).toList();
        List<String> newer = after.stream().map(AppSettings::id).toList();
        newer.stream()
                .filter(id -> !older.contains(id))
                .forEach(id -> sentences.add("app " + id + " added"));
        older.stream()
                .filter(id -> !newer.contains(id))
                .forEach(id -> sentences.add("app " + id + " removed"));
    }

    private void compare(Loaded before, Loaded after) {
        Map<String, String> older = byPlace(before);
        Map<String, String> newer = byPlace(after);
        Map<String, String> all = new TreeMap<>(older);
        all.putAll(newer);
        for (String place : all.keySet()) {
            String from = older.getOrDefault(place, "");
            String to = newer.getOrDefault(place, "");
            if (!from.equals(to) && isOfBoth(place, before, after)) {
                sentences.add(
                        "%s: %s -> %s%s".formatted(place, shown(from), shown(to), when(place)));
            }
        }
    }

    /** Values by their paths; those of an app by its id, as its number may change. */
    private static Map<String, String> byPlace(Loaded settings) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Loaded.Effective each : settings.effective()) {
            Matcher app = OF_AN_APP.matcher(each.path());
            String place =
                    app.matches()
                            ? prefix(settings.hub().apps().get(Integer.parseInt(app.group(1))))
                                    + app.group(2)
                            : each.path();
            values.put(place, each.value());
        }
        return values;
    }

    private static String prefix(AppSettings app) {
        return "app " + app.id() + " ";
    }

    private static boolean isOfBoth(String place, Loaded before, Loaded after) {
        return !place.startsWith("app ") || (has(before, place) && has(after, place));
    }

    private static boolean has(Loaded settings, String place) {
        return settings.hub().apps().stream().anyMatch(app -> place.startsWith(prefix(app)));
    }

    private static String shown(String value) {
        return value.isEmpty() ? "none" : value;
    }

    private static String when(String place) {
        return place.startsWith("app ") || place.startsWith("log.") ? "" : " (at the next start)";
    }

    private void compareSecrets(List<AppSettings> before, List<AppSettings> after) {
        for (AppSettings newer : after) {
            before.stream()
                    .filter(older -> older.id().equals(newer.id()))
                    .forEach(older -> compareSecrets(older, newer));
        }
    }

    private void compareSecrets(AppSettings before, AppSettings after) {
        List<AppKey> keys = after.keys();
        if (!before.keys().equals(keys)) {
            List<String> names = keys.stream().map(AppKey::key).toList();
            sentences.add(prefix(after) + "has new keys or secrets; its keys are " + names);
        }
        if (!Objects.equals(headers(before), headers(after))) {
            sentences.add(prefix(after) + "has new headers for its webhooks");
        }
    }

    private void compareRedis(RedisSettings before, RedisSettings after) {
        if (!Objects.equals(before.url(), after.url())
                || !Objects.equals(before.password(), after.password())) {
            sentences.add("redis has a new url or password (at the next start)");
        }
    }

    private static List<Map<String, String>> headers(AppSettings app) {
        return app.webhooks().stream().map(WebhookSettings::headers).toList();
    }
}
