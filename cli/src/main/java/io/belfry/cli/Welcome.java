package io.belfry.cli;

import io.belfry.hub.settings.AppSettings;
import io.belfry.hub.settings.HubSettings;
import io.belfry.hub.settings.Mode;
import io.belfry.hub.settings.ServerSettings;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Set;

/** What a developer needs next: where the hub is, and how to point clients and servers at it. */
final class Welcome {
    private static final Set<String> THIS_MACHINE =
            Set.of("127.0.0.1", "localhost", "0.0.0.0", "::", "::1", "0:0:0:0:0:0:0:0");

    private final HubSettings settings;
    private final int port;
    private final Path file;

    private Welcome(HubSettings settings, int port, Path file) {
        this.settings = settings;
        this.port = port;
        this.file = file;
    }

    /** Prints it in development mode; in production the log says what there is to say. */
    static void print(HubSettings settings, int port, Path file, PrintWriter out) {
        if (settings.mode() == Mode.DEVELOPMENT && !settings.apps().isEmpty()) {
            out.println(new Welcome(settings, port, file).text());
            out.flush();
        }
    }

    private String text() {
        AppSettings app = settings.apps().getFirst();
        StringBuilder text = new StringBuilder();
        text.append("\nBelfry serves ").append(address()).append("\n\n");
        for (AppSettings each : settings.apps()) {
            text.append("  app %s  key %s\n".formatted(each.id(), keyOf(each)));
        }
        text.append("\nIn the browser, with laravel-echo and pusher-js:\n\n");
        text.append(echo(app).indent(2));
        text.append("\nIn the .env of a Laravel application:\n\n");
        text.append(env(app).indent(2));
        if (settings.servesPlayground()) {
            text.append("\nTry it out: ").append(address()).append("/\n");
        }
        return text.toString();
    }

    private String echo(AppSettings app) {
        String path = settings.server().path();
        return """
        const echo = new Echo({
          broadcaster: 'reverb',
          key: '%s',
          wsHost: '%s',
          wsPort: %d,
          wssPort: %d,%s
          forceTLS: %s,
          enabledTransports: ['ws', 'wss'],
        });
        """
                .formatted(
                        keyOf(app),
                        host(),
                        port,
                        port,
                        path.isEmpty() ? "" : "\n  wsPath: '" + path + "',",
                        settings.tls().enabled());
    }

    private String env(AppSettings app) {
        return """
        BROADCAST_CONNECTION=reverb
        REVERB_APP_ID=%s
        REVERB_APP_KEY=%s
        # REVERB_APP_SECRET: %s
        REVERB_HOST=%s
        REVERB_PORT=%d
        REVERB_SCHEME=%s
        VITE_REVERB_APP_KEY="${REVERB_APP_KEY}"
        VITE_REVERB_HOST="${REVERB_HOST}"
        VITE_REVERB_PORT="${REVERB_PORT}"
        VITE_REVERB_SCHEME="${REVERB_SCHEME}"
        """
                .formatted(app.id(), keyOf(app), whereSecretIs(app), host(), port, scheme());
    }

    private String whereSecretIs(AppSettings app) {
        return java.nio.file.Files.exists(file)
                ? "the secret of app " + app.id() + " in " + file.toAbsolutePath().normalize()
                : "the one in the environment of this hub";
    }

    private static String keyOf(AppSettings app) {
        return app.keys().getFirst().key();
    }

    private String address() {
        return scheme() + "://" + host() + ":" + port + settings.server().path();
    }

    private String scheme() {
        return settings.tls().enabled() ? "https" : "http";
    }

    private String host() {
        ServerSettings server = settings.server();
        if (server.hostname() != null) {
            return server.hostname();
        }
        return THIS_MACHINE.contains(server.host()) ? "localhost" : server.host();
    }
}
