package io.belfry.cli;

import io.belfry.cli.log.Log;
import io.belfry.cli.settings.Loaded;
import io.belfry.cli.settings.SettingsRefused;
import io.belfry.cli.settings.SettingsSources;
import io.belfry.hub.Hub;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;

/**
 * Lets a running hub follow its changed settings, as far as that is possible: apps and the log. A
 * reload that is refused changes nothing. Thread-safe: one reload at a time.
 */
final class Reloading {
    private static final Logger LOG = LoggerFactory.getLogger(Reloading.class);

    private final SettingsSources sources;
    private final Hub hub;
    private Loaded current;

    Reloading(SettingsSources sources, Loaded current, Hub hub) {
        this.sources = sources;
        this.current = current;
        this.hub = hub;
    }

    synchronized Outcome reload() {
        try {
            Loaded newer = sources.load();
            Running.requireApps(sources, newer);
            hub.reload(newer.hub().apps());
            Log.follow(newer.log());
            newer.notes().forEach(LOG::warn);
            List<String> changes = Changes.between(current, newer);
            current = newer;
            LOG.atInfo().addKeyValue("changes", changes.size()).log("settings reread");
            changes.forEach(LOG::info);
            return new Outcome(true, changes);
        } catch (SettingsRefused e) {
            return refused(e.problems());
        } catch (RuntimeException e) {
            // The hub runs on whatever happens to a reload.
            LOG.error("settings could not be reread", e);
            return refused(List.of("This is a bug; the log of the hub has its trace."));
        }
    }

    private static Outcome refused(List<String> problems) {
        LOG.error("settings refused; the hub goes on with those it has");
        problems.forEach(LOG::error);
        return new Outcome(false, problems);
    }
}
