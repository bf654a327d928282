package io.belfry.spring;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;

/** A page of an application, as far as it calls it over HTTP. */
record Page(int port) {
    static final String FORM = "application/x-www-form-urlencoded";
    static final String JSON = "application/json";

    /** What the application put into a cookie, and pages send back. */
    static final String TOKEN = "a-token-of-this-test";

    HttpRequest.Builder unguarded(String path, String contentType, String body) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    HttpRequest.Builder post(String path, String contentType, String body) {
        return unguarded(path, contentType, body)
                .header("Cookie", "XSRF-TOKEN=" + TOKEN)
                .header("X-XSRF-TOKEN", TOKEN);
    }

    static HttpRequest.Builder as(String user, HttpRequest.Builder request) {
        String login = user + ":" + user;
        return user.isEmpty()
                ? request
                : request.header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(UTF_8)));
    }

    static HttpResponse<String> answer(HttpRequest.Builder request) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    HttpResponse<String> asks(String user, String socketId, String channel) throws Exception {
        String form = "socket_id=" + socketId + "&channel_name=" + channel;
        return answer(as(user, post("/broadcasting/auth", FORM, form)));
    }
}
