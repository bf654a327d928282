package io.belfry.example.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.testkit.HubClient;

import tools.jackson.databind.json.JsonMapper;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without scripts: it has cookies, follows redirects and fills in forms. */
final class Visitor implements AutoCloseable {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final String BOUNDARY = "boundary";

    private final HttpClient http =
            HttpClient.newBuilder()
                    .cookieHandler(new CookieManager())
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .build();
    private final String site;

    Visitor(int port) {
        site = "http://localhost:" + port;
    }

    Visitor signsIn(String login) throws Exception {
        HttpResponse<String> page =
                submits("/login", "/login", Map.of("username", login, "password", "helpdesk"));
        assertThat(page.body()).contains("Sign out");
        return this;
    }

    HttpResponse<String> opens(String path) throws Exception {
        return http.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Fills in a form of a page, and sends it there. */
    HttpResponse<String> submits(String page, String action, Map<String, String> fields)
            throws Exception {
        return http.send(form(page, action, fields).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The same from a page that is connected to the hub. */
    HttpResponse<String> submits(
            HubClient from, String page, String action, Map<String, String> fields)
            throws Exception {
        return http.send(
                form(page, action, fields).header("X-Socket-ID", from.socketId().value()).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** The same with a file, that has only a name. */
    HttpResponse<String> uploads(
            String page, String action, Map<String, String> fields, String filename)
            throws Exception {
        Map<String, String> all = new HashMap<>(fields);
        all.put("_csrf", token(page));
        String parts =
                all.entrySet().stream()
                        .map(field ->
                                part("name=\"%s\"".formatted(field.getKey()), field.getValue()))
                        .collect(Collectors.joining());
        String file = part("name=\"files\"; filename=\"%s\"".formatted(filename), "content");
        HttpRequest.Builder request =
                request(action)
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        parts + file + "--" + BOUNDARY + "--\r\n"));
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String part(String disposition, String content) {
        return "--%s\r\nContent-Disposition: form-data; %s\r\n\r\n%s\r\n"
                .formatted(BOUNDARY, disposition, content);
    }

    /** Asks for a channel, as Echo does from a page of this visitor. */
    HttpResponse<String> asksFor(String channel, String socketId) throws Exception {
        return submits(
                "/tickets/new",
                "/broadcasting/auth",
                Map.of("socket_id", socketId, "channel_name", channel));
    }

    /** Subscribes a client to a channel. */
    void subscribes(HubClient client, String channel) throws Exception {
        HttpResponse<String> answer = asksFor(channel, client.socketId().value());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        client.asksFor(channel, JsonMapper.shared().readTree(answer.body()));
        client.sees("pusher_internal:subscription_succeeded", channel);
    }

    private HttpRequest.Builder form(String page, String action, Map<String, String> fields)
            throws Exception {
        String body =
                fields.entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                        .collect(Collectors.joining("&", "_csrf=" + token(page) + "&", ""));
        return request(action)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private String token(String page) throws Exception {
        Matcher token = TOKEN.matcher(opens(page).body());
        return token.find() ? token.group(1) : "";
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(site + path)).header("Accept", "text/html,*/*");
    }

    @Override
    public void close() {
        http.close();
    }
}
