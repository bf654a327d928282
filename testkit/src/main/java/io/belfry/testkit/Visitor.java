package io.belfry.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/**
 * A page of somebody at an application with a session, which signs people in at {@code /api/login}
 * and tells at {@code /api/session} who is there: cookies, the token that comes in one, and JSON.
 *
 * <p>Used by one thread at a time; not thread-safe beyond that.
 */
public final class Visitor implements AutoCloseable {
    private final CookieManager cookies = new CookieManager();
    private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();
    private final String site;
    private final String password;

    /**
     * @param port of the application, on this machine
     * @param password that everybody has there
     */
    public Visitor(int port, String password) {
        this.site = "http://localhost:" + port;
        this.password = password;
    }

    /** With the token that comes with the page. */
    public Visitor opensPage() throws Exception {
        gets("/api/session");
        return this;
    }

    /** Signs in as somebody whom the application lets in. */
    public Visitor signsIn(String login) throws Exception {
        assertThat(triesLogin(login).statusCode()).isEqualTo(204);
        return this;
    }

    /** Asks to be signed in, and gives the answer. */
    public HttpResponse<String> triesLogin(String login) throws Exception {
        return sends(
                form(
                        "/api/login",
                        "username="
                                + URLEncoder.encode(login, UTF_8)
                                + "&password="
                                + URLEncoder.encode(password, UTF_8)));
    }

    /** Asks for a path. */
    public HttpResponse<String> gets(String path) throws Exception {
        return sends(request(path).GET());
    }

    /**
     * Posts to a path.
     *
     * @param json null for no body
     */
    public HttpResponse<String> posts(String path, @Nullable String json) throws Exception {
        HttpRequest.BodyPublisher body =
                json == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(json);
        return sends(request(path).header("Content-Type", "application/json").POST(body));
    }

    /** From a page that is connected to the hub. */
    public HttpResponse<String> posts(HubClient from, String path) throws Exception {
        return sends(
                request(path)
                        .header("X-Socket-ID", from.socketId().value())
                        .POST(HttpRequest.BodyPublishers.noBody()));
    }

    /** As a form of another site would, which cannot read the cookie. */
    public HttpResponse<String> postsWithoutToken(String path) throws Exception {
        return sends(
                HttpRequest.newBuilder(URI.create(site + path))
                        .POST(HttpRequest.BodyPublishers.noBody()));
    }

    /** Asks for a channel, as Echo does. */
    public HttpResponse<String> asksFor(String channel, String socketId) throws Exception {
        return sends(
                form(
                        "/broadcasting/auth",
                        "socket_id="
                                + socketId
                                + "&channel_name="
                                + URLEncoder.encode(channel, UTF_8)));
    }

    /** Subscribes a client to a channel. */
    public HubClient subscribes(HubClient client, String channel) throws Exception {
        HttpResponse<String> answer = asksFor(channel, client.socketId().value());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        client.asksFor(channel, JsonMapper.shared().readTree(answer.body()));
        return client;
    }

    private HttpRequest.Builder form(String path, String fields) {
        return request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(fields));
    }

    private HttpRequest.Builder request(String path) {
        String token =
                cookies.getCookieStore().getCookies().stream()
                        .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                        .map(HttpCookie::getValue)
                        .findFirst()
                        .orElse("");
        return HttpRequest.newBuilder(URI.create(site + path))
                .header("Accept", "application/json")
                .header("X-XSRF-TOKEN", token);
    }

    private HttpResponse<String> sends(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        http.close();
    }
}
