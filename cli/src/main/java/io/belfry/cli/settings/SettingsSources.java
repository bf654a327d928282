package io.belfry.cli.settings;

import io.belfry.cli.log.LogSettings;
import io.belfry.hub.settings.AppSettings;
import io.belfry.hub.settings.HubSettings;
import io.belfry.protocol.AppKey;
import io.belfry.redis.FeedSettings;
import io.belfry.redis.RedisSettings;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The sources of one program: flags go before {@code BELFRY_*}, these before {@code REVERB_*},
 * these before the file, and the file before the defaults. For Redis, if it is used at all, {@code
 * REDIS_*} come between the file and the defaults.
 *
 * <p>Immutable: the file is read anew at each {@link #load()}.
 */
public final class SettingsSources {
    private final List<Flag> flags;
    private final Environment environment;
    private final Path file;

    /**
     * @param file need not be there
     */
    public SettingsSources(List<Flag> flags, Map<String, String> environment, Path file) {
        this.flags = List.copyOf(flags);
        this.environment = new Environment(environment);
        this.file = file;
    }

    /** The file, whether or not it is there. */
    public Path file() {
        return file;
    }

    /** Whether the environment tells of an app, so that a hub can do without a file. */
    public boolean environmentTellsOfAnApp() {
        return environment.tellsOfAnApp();
    }

    /**
     * Reads all sources.
     *
     * @throws SettingsRefused telling everything that is wrong
     */
    public Loaded load() throws SettingsRefused {
        Problems problems = new Problems();
        List<String> notes = new ArrayList<>();
        List<Given.Group> sources = sources(problems, notes);
        Binder binder = new Binder(folder(), problems);
        Known.Section all = Catalogue.all();
        HubSettings hub = binder.bind(HubSettings.class, all, "", sources);
        LogSettings log = binder.bindMember(LogSettings.class, all, "log", sources);
        RedisSettings redis =
                binder.bindMember(RedisSettings.class, all, Catalogue.REDIS, forRedis(sources));
        requireDistinct(hub.apps(), problems);
        requireAppOf(redis.feed(), hub.apps(), problems);
        problems.throwIfAny();
        return new Loaded(hub, log, redis, binder.effective(), notes);
    }

    /** With Laravel's variables behind all others, where they count at all. */
    private List<Given.Group> forRedis(List<Given.Group> sources) {
        RedisSettings asked =
                new Binder(folder(), new Problems())
                        .bindMember(RedisSettings.class, Catalogue.all(), Catalogue.REDIS, sources);
        if (!asked.feed().enabled() && !asked.nodes().enabled()) {
            return sources;
        }
        boolean addressIsGiven =
                sources.stream().anyMatch(each -> tells(each, "url") || tells(each, "host"));
        List<Given.Group> all = new ArrayList<>(sources);
        all.add(environment.laravels(!addressIsGiven));
        return all;
    }

    private static boolean tells(Given.Group source, String ofRedis) {
        return source.member(Catalogue.REDIS) instanceof Given.Group redis
                && redis.member(ofRedis) != null;
    }

    private static void requireAppOf(FeedSettings feed, List<AppSettings> apps, Problems problems) {
        if (!feed.enabled() || apps.isEmpty()) {
            return;
        }
        if (feed.app() == null && apps.size() > 1) {
            problems.add(
                    null,
                    "redis.feed.app is missing: there are %d apps, and one of them gets what comes"
                                    .formatted(apps.size())
                            + " from Redis");
        } else if (feed.app() != null
                && apps.stream().noneMatch(app -> app.id().equals(feed.app()))) {
            problems.add(null, "redis.feed.app is " + feed.app() + ", and no app has that id");
        }
    }

    private List<Given.Group> sources(Problems problems, List<String> notes) {
        Given.Group fromFlags = flags();
        Given.Group ours = environment.ours(problems);
        Given.Group fromFile = fromFile(problems);
        new UnknownNames(problems, notes).check(fromFile);
        int apps = Math.max(appsIn(ours), appsIn(fromFile));
        return List.of(fromFlags, ours, environment.reverbs(apps, notes), fromFile);
    }

    private Given.Group flags() {
        Given.Group root = Given.Group.at(Origin.of("the command line"));
        for (Flag each : flags) {
            List<String> steps = List.of(each.path().split("\\.", -1));
            Steps.place(root, steps, new Given.Text(each.text(), Origin.of(each.name())));
        }
        return root;
    }

    private Given.Group fromFile(Problems problems) {
        return Files.exists(file)
                ? SettingsFile.read(file, problems)
                : Given.Group.at(Origin.of(file.toString()));
    }

    private static int appsIn(Given.Group source) {
        return source.member("apps") instanceof Given.Items apps ? apps.size() : 0;
    }

    private Path folder() {
        Path parent = file.getParent();
        return parent == null ? Path.of("") : parent;
    }

    private static void requireDistinct(List<AppSettings> apps, Problems problems) {
        Map<String, Integer> ids = new HashMap<>();
        Map<String, Integer> keys = new HashMap<>();
        for (int i = 0; i < apps.size(); i++) {
            String path = "apps[" + i + "]";
            AppSettings app = apps.get(i);
            tellIfTaken(ids.putIfAbsent(app.id(), i), path, "id " + app.id(), problems);
            for (AppKey each : app.keys()) {
                tellIfTaken(keys.putIfAbsent(each.key(), i), path, "key " + each.key(), problems);
            }
        }
    }

    private static void tellIfTaken(
            @Nullable Integer before, String path, String what, Problems problems) {
        if (before != null) {
            problems.add(null, "%s has the %s, and so has apps[%d]".formatted(path, what, before));
        }
    }
}
