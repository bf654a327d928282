package io.belfry.spring;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.testkit.HubClient;
import io.belfry.webpush.VapidKeys;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A team's application that runs, one of each kind for all tests, and its pages. The process ends
 * it. Thread-safe.
 */
final class GivenTeam {
    private static final Map<Kind, GivenTeam> RUNNING = new EnumMap<>(Kind.class);
    static final VapidKeys PUSH = VapidKeys.generate();
    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final GivenApplication application;

    private GivenTeam(GivenApplication application) {
        this.application = application;
    }

    /** The kinds of web applications. */
    enum Kind {
        SERVLET,
        REACTIVE;

        /** The application of this kind. */
        GivenTeam team() {
            synchronized (RUNNING) {
                return RUNNING.computeIfAbsent(this, Kind::start);
            }
        }

        private GivenTeam start() {
            String type = name().toLowerCase(Locale.ROOT);
            return new GivenTeam(
                    GivenApplication.of(
                            TeamApplication.class,
                            "spring.main.web-application-type=" + type,
                            "spring.datasource.url=jdbc:h2:mem:team-" + type,
                            "belfry.presence.enabled=true",
                            "belfry.presence.grace=0s",
                            "belfry.typing.enabled=true",
                            "belfry.feed.enabled=true",
                            "belfry.chat.enabled=true",
                            "belfry.status.enabled=true",
                            "belfry.notifications.mail.site=https://team.example",
                            "belfry.notifications.push.public-key=" + PUSH.publicKey(),
                            "belfry.notifications.push.private-key=" + PUSH.privateKey(),
                            "belfry.notifications.push.contact=mailto:ops@team.example",
                            "belfry.notifications.push.delay=0s"));
        }
    }

    /** A page of a user, who is the empty text for a guest. */
    record TeamPage(GivenTeam team, String user, @Nullable String socketId) {

        /** What the user is called by Belfry. */
        String id() {
            return "id-" + user;
        }

        /** The same page, which says which connection it has. */
        TeamPage with(HubClient client) {
            return new TeamPage(team, user, client.socketId().value());
        }

        Answer get(String path) throws Exception {
            return asks("GET", path, null);
        }

        Answer post(String path, @Nullable String json) throws Exception {
            return asks("POST", path, json);
        }

        Answer delete(String path) throws Exception {
            return asks("DELETE", path, null);
        }

        Answer asks(String method, String path, @Nullable String json) throws Exception {
            return team.answer(request(method, path, json));
        }

        HttpRequest.Builder request(String method, String path, @Nullable String json) {
            HttpRequest.Builder request =
                    team.unguarded(method, path, json)
                            .header("Cookie", "XSRF-TOKEN=" + Page.TOKEN)
                            .header("X-XSRF-TOKEN", Page.TOKEN);
            if (socketId != null) {
                request.header("X-Socket-ID", socketId);
            }
            if (!user.isEmpty()) {
                String login = user + ":" + user;
                request.header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(UTF_8)));
            }
            return request;
        }
    }

    /** What a page is answered. */
    record Answer(int status, JsonNode json, HttpResponse<String> response) {

        Answer is(int expected) {
            assertThat(status).as(response.body()).isEqualTo(expected);
            return this;
        }

        /** A problem that names a field; the empty text for none. */
        void refuses(int expected, String field) {
            is(expected);
            assertThat(response.headers().firstValue("Content-Type"))
                    .hasValue("application/problem+json");
            assertThat(json.path("status").asInt()).isEqualTo(expected);
            assertThat(json.path("title").asString()).isNotEmpty();
            assertThat(json.path("type").asString()).isEqualTo("about:blank");
            assertThat(json.path("detail").asString()).isNotEmpty();
            assertThat(json.path("field").asString("")).as(response.body()).isEqualTo(field);
        }
    }

    /** A page of a user whom no other test knows. */
    TeamPage page(String name) {
        return new TeamPage(this, name + NAMES.incrementAndGet(), null);
    }

    /** A page of a user by name; of a guest without one. */
    TeamPage pageOf(String name) {
        return new TeamPage(this, name, null);
    }

    HubClient client() {
        return application.client();
    }

    <T> T bean(Class<T> type) {
        ApplicationContext context = application.context();
        return context.getBean(type);
    }

    /** What the endpoint for channel rules answers a page. */
    int authorizes(TeamPage page, String channel) throws Exception {
        String json = "{\"socket_id\":\"1.2\",\"channel_name\":\"%s\"}".formatted(channel);
        return status(page.request("POST", "/broadcasting/auth", json));
    }

    /** What the endpoint for channel rules gives a page that may listen. */
    JsonNode authorization(TeamPage page, HubClient client, String channel) throws Exception {
        String json =
                "{\"socket_id\":\"%s\",\"channel_name\":\"%s\"}"
                        .formatted(client.socketId().value(), channel);
        return page.post("/broadcasting/auth", json).is(200).json();
    }

    int status(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()).statusCode();
    }

    /** Without the token that foreign sites do not know. */
    HttpRequest.Builder unguarded(String method, String path, @Nullable String json) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + application.page().port() + path));
        return json == null
                ? request.method(method, HttpRequest.BodyPublishers.noBody())
                : request.header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(json));
    }

    Answer answer(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response =
                HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        String body = response.body();
        boolean isJson = response.headers().firstValue("Content-Type").orElse("").contains("json");
        return new Answer(
                response.statusCode(),
                isJson ? JsonMapper.shared().readTree(body) : JsonMapper.shared().missingNode(),
                response);
    }
}
