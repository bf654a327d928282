package io.belfry.hub.playground;

import io.belfry.hub.settings.AppSettings;
import io.belfry.hub.settings.HubSettings;
import io.belfry.hub.settings.Mode;
import io.belfry.protocol.EventRequest;
import io.belfry.protocol.JsonObject;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The page at the root of a hub, with what it asks for. It stands in for an app's own server, but
 * only for the person at this machine while the hub is in development mode (see {@link Trust});
 * everybody else must type the app's secret into the page, which then signs in the browser and
 * calls the signed HTTP API. No answer has a secret in it.
 *
 * <p>Thread-safe: holds no state but files that it has read.
 */
public final class Playground {
    private static final String FOLDER = "/playground/";

    private final HubSettings settings;
    private final Supplier<? extends Collection<AppSettings>> apps;
    private final Publisher publisher;
    private final PageFiles files = new PageFiles();

    /**
     * @param apps those that the hub serves at the time of asking
     */
    public Playground(
            HubSettings settings,
            Supplier<? extends Collection<AppSettings>> apps,
            Publisher publisher) {
        this.settings = settings;
        this.apps = apps;
        this.publisher = publisher;
    }

    /** Whether a path, decoded and without the hub's prefix, is the page's. */
    public boolean serves(String path) {
        return settings.servesPlayground()
                && (path.isEmpty() || path.equals("/") || path.startsWith(FOLDER));
    }

    /** Answers a request for a path that the page serves, and 404 to any other. */
    public CompletableFuture<PlaygroundAnswer> answer(PlaygroundRequest request) {
        if (!serves(request.path())) {
            return now(notFound());
        }
        return switch (request.path()) {
            case "/playground/auth" -> post(request, this::sign);
            case "/playground/events" -> post(request, this::publish);
            case "/playground/config" -> get(request, this::config);
            // Links on the page are relative, so that it works under any prefix.
            case "" -> get(request, it -> PlaygroundAnswer.movedTo(settings.server().path() + "/"));
            case "/" -> get(request, it -> file("page.html"));
            default -> get(request, it -> file(it.path().substring(FOLDER.length())));
        };
    }

    private PlaygroundAnswer file(String name) {
        PlaygroundAnswer file = files.find(name);
        return file == null ? notFound() : file;
    }

    private PlaygroundAnswer config(PlaygroundRequest request) {
        String served =
                apps.get().stream()
                        .filter(AppSettings::enabled)
                        .map(Playground::describe)
                        .collect(Collectors.joining(",", "[", "]"));
        return PlaygroundAnswer.json(
                200,
                new JsonObject()
                        .raw("apps", served)
                        .raw("signs", Boolean.toString(isTrusted(request)))
                        .end());
    }

    private static String describe(AppSettings app) {
        JsonObject json =
                new JsonObject().text("id", app.id()).text("key", app.keys().get(0).key());
        String name = app.name();
        return (name == null ? json : json.text("name", name)).end();
    }

    private CompletableFuture<PlaygroundAnswer> sign(PlaygroundRequest request) {
        Map<String, String> form = ChannelSigning.form(request.body());
        AppSettings app = app(form.get("app"));
        return now(
                app == null
                        ? PlaygroundAnswer.error(404, "There is no such app")
                        : ChannelSigning.answer(app, form));
    }

    private @Nullable AppSettings app(@Nullable String id) {
        return apps.get().stream().filter(app -> app.id().equals(id)).findFirst().orElse(null);
    }

    private CompletableFuture<PlaygroundAnswer> publish(PlaygroundRequest request) {
        String app = request.query().getOrDefault("app", "");
        try {
            return publisher
                    .publish(app, EventRequest.ofBody(request.body()))
                    .thenApply(published -> PlaygroundAnswer.json(200, "{}"));
        } catch (IllegalArgumentException e) {
            return now(PlaygroundAnswer.error(400, String.valueOf(e.getMessage())));
        } catch (IllegalStateException e) {
            return now(PlaygroundAnswer.error(429, String.valueOf(e.getMessage())));
        }
    }

    private CompletableFuture<PlaygroundAnswer> post(
            PlaygroundRequest request,
            Function<PlaygroundRequest, CompletableFuture<PlaygroundAnswer>> answer) {
        if (!request.method().equals("POST")) {
            return now(PlaygroundAnswer.useInstead("POST"));
        }
        if (!isTrusted(request)) {
            return now(
                    PlaygroundAnswer.error(
                            403,
                            "Only in development mode, and only for a browser on the hub's own"
                                    + " machine; elsewhere type the app's secret"));
        }
        return answer.apply(request);
    }

    private static CompletableFuture<PlaygroundAnswer> get(
            PlaygroundRequest request, Function<PlaygroundRequest, PlaygroundAnswer> answer) {
        boolean isRead = request.method().equals("GET") || request.method().equals("HEAD");
        return now(isRead ? answer.apply(request) : PlaygroundAnswer.useInstead("GET"));
    }

    private boolean isTrusted(PlaygroundRequest request) {
        return isDevelopment() && Trust.deserves(request);
    }

    private boolean isDevelopment() {
        return settings.mode() == Mode.DEVELOPMENT;
    }

    private static PlaygroundAnswer notFound() {
        return PlaygroundAnswer.error(404, "Not found");
    }

    private static CompletableFuture<PlaygroundAnswer> now(PlaygroundAnswer answer) {
        return CompletableFuture.completedFuture(answer);
    }
}
