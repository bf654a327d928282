package io.belfry.example.studyplanner;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/** Somebody who calls a program with a bearer token, or without one. */
record Caller(HttpClient http, String site, @Nullable String token, Map<String, String> headers) {

    static Caller of(String site) {
        return new Caller(HttpClient.newHttpClient(), site, null, Map.of());
    }

    Caller with(String other) {
        return new Caller(http, site, other, headers);
    }

    Caller saying(Map<String, String> more) {
        return new Caller(http, site, token, more);
    }

    Caller signedIn(String login) {
        String body = "{\"login\":\"%s\",\"password\":\"studie\"}".formatted(login);
        return with(asks("POST", "/api/login", body).is(200).body().path("token").stringValue());
    }

    /** What came back; the body is a null node where there was none. */
    record Answer(int status, JsonNode body) {
        Answer is(int expected) {
            assertThat(status).as(body.toString()).isEqualTo(expected);
            return this;
        }
    }

    Answer asks(String method, String path) {
        return asks(method, path, null);
    }

    Answer asks(String method, String path, @Nullable String body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(site + path))
                        .header("Content-Type", "application/json");
        headers.forEach(request::header);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        request.method(
                method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            String text = answer.body().isEmpty() ? "null" : answer.body();
            return new Answer(answer.statusCode(), JsonMapper.shared().readTree(text));
        } catch (Exception e) {
            throw new AssertionError(path + " was not answered", e);
        }
    }

    Answer asksFor(String channel, String socketId) {
        return asks(
                "POST",
                "/api/broadcasting/auth",
                "{\"socket_id\":\"%s\",\"channel_name\":\"%s\"}".formatted(socketId, channel));
    }

    Answer starts(String subject) {
        return asks(
                "POST",
                "/api/sessions",
                "{\"subject\":\"%s\",\"planned_minutes\":45}".formatted(subject));
    }

    Answer stops(long session) {
        return asks("POST", "/api/sessions/" + session + "/stop");
    }
}
