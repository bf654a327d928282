package io.belfry.cli;

import io.belfry.cli.settings.SettingsRefused;
import io.belfry.cli.settings.SettingsSources;
import io.belfry.hub.settings.AppSettings;
import io.belfry.hub.settings.HubSettings;
import io.belfry.load.server.Target;
import io.belfry.protocol.AppKey;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.net.URI;
import java.nio.file.Path;

/** Which server {@code belfry bench} loads, and where it tells what it saw. */
final class BenchOptions {
    static final String SECRET_VARIABLE = "BELFRY_BENCH_SECRET";

    @Mixin private SettingsOptions settings;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "Any Pusher server, as http://host:port; the hub that runs with these settings"
                            + " if not given.")
    private @Nullable URI url;

    @Option(
            names = "--api-url",
            paramLabel = "URL",
            description = "Its HTTP API, where that is another host than with --url.")
    private @Nullable URI apiUrl;

    @Option(
            names = "--app-id",
            paramLabel = "ID",
            description = "The app; the first of the settings if not given.")
    private @Nullable String appId;

    @Option(names = "--key", paramLabel = "KEY", description = "Its key, with --url.")
    private @Nullable String key;

    @Option(
            names = "--secret",
            paramLabel = "SECRET",
            description =
                    "Its secret, with --url. Better in "
                            + SECRET_VARIABLE
                            + ", where ps shows none.")
    private @Nullable String secret;

    @Option(
            names = "--certificate",
            paramLabel = "FILE",
            description = "A certificate in PEM to trust, with --url https://.")
    private @Nullable Path certificate;

    @Option(
            names = "--yes-i-own-this-server",
            description = "Needed for every server that is not on this machine.")
    private boolean owned;

    @Option(
            names = "--pid",
            paramLabel = "PID",
            description =
                    "The server's process, to tell its processor time and memory; known by itself"
                            + " without --url.")
    private @Nullable Long pid;

    @Option(
            names = "--sources",
            paramLabel = "N",
            description =
                    "Connect from 127.0.0.1 to 127.0.0.N in turn; as many as are needed if not"
                            + " given.")
    private @Nullable Integer sources;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write the report as JSON; - for standard output, instead of the table.")
    private @Nullable String json;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write the report as an HTML page with charts.")
    private @Nullable Path report;

    /** Made by picocli, which then fills the fields. */
    @SuppressWarnings("NullAway.Init")
    BenchOptions() {}

    /**
     * What is loaded.
     *
     * @param pid of the server, where it is known
     */
    record Aim(Target target, @Nullable Long pid) {}

    /** The server and its process. */
    Aim aim() throws Failure, SettingsRefused {
        if (url == null) {
            return runningHub();
        }
        Target target = named(url);
        URI foreign = target.foreign();
        if (!owned && foreign != null) {
            throw new Failure(
                    "%s is not on this machine, and a load test disturbs whoever uses it. If it is"
                                    .formatted(foreign)
                            + " yours, say --yes-i-own-this-server.");
        }
        return new Aim(target, pid);
    }

    private Target named(URI address) throws Failure {
        String secretText = secret == null ? System.getenv(SECRET_VARIABLE) : secret;
        if (appId == null || key == null || secretText == null) {
            throw new Failure(
                    "With --url there must be --app-id, --key and --secret (or "
                            + SECRET_VARIABLE
                            + ") too.");
        }
        try {
            return new Target(
                    address,
                    apiUrl == null ? address : apiUrl,
                    appId,
                    new AppKey(key, secretText),
                    certificate);
        } catch (IllegalArgumentException e) {
            throw new Failure(e.getMessage() + ".", e);
        }
    }

    private Aim runningHub() throws Failure, SettingsRefused {
        if (apiUrl != null || key != null || secret != null || certificate != null) {
            throw new Failure(
                    "--api-url, --key, --secret and --certificate say more about the server of"
                            + " --url, which is missing.");
        }
        SettingsSources sources = settings.sources();
        HubSettings hub = sources.load().hub();
        AppSettings app = app(hub, sources);
        PidFile running = RunningHub.find(sources, hub.server().port(), settings.namesPort());
        if (running == null) {
            throw new Failure(
                    "No hub with the settings %s is running here. Start one with belfry start, or"
                                    .formatted(sources.file())
                            + " name a server with --url.");
        }
        URI address = URI.create(RemoteHub.origin(hub, running.port()) + hub.server().path());
        Long process = running.process().map(ProcessHandle::pid).orElse(null);
        return new Aim(
                new Target(
                        address, address, app.id(), app.keys().getFirst(), hub.tls().certificate()),
                pid == null ? process : pid);
    }

    private AppSettings app(HubSettings hub, SettingsSources sources) throws Failure {
        return hub.apps().stream()
                .filter(each -> appId == null || each.id().equals(appId))
                .findFirst()
                .orElseThrow(() -> new Failure(noApp(sources)));
    }

    private String noApp(SettingsSources sources) {
        if (appId != null) {
            return "There is no app %s in %s.".formatted(appId, sources.file());
        }
        return "There is no app in %s. Go to where a hub was started, or name a server with --url."
                .formatted(sources.file());
    }

    /** How many loopback addresses to connect from; 0 for as many as are needed. */
    int sources() throws Failure {
        if (sources == null) {
            return 0;
        }
        if (sources < 1 || sources > 250) {
            throw new Failure("--sources must be from 1 to 250, not " + sources + ".");
        }
        return sources;
    }

    /** Where the report goes as JSON; null for nowhere. */
    @Nullable String json() {
        return json;
    }

    /** Where the report goes as HTML; null for nowhere. */
    @Nullable Path report() {
        return report;
    }
}
