package io.belfry.example.care;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.testkit.HubClient;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Somebody who asks the application with a bearer token, or without one. */
record Somebody(HttpClient http, String site, @Nullable String token, long id) {
    private static final JsonMapper JSON = JsonMapper.shared();

    static Somebody guest(HttpClient http, int port) {
        return new Somebody(http, "http://localhost:" + port + "/api/v1", null, 0);
    }

    Somebody signedIn(String login, String password) {
        JsonNode answer =
                asks(
                                "POST",
                                "/login",
                                "{\"login\":\"%s\",\"password\":\"%s\"}".formatted(login, password))
                        .body();
        return new Somebody(
                http,
                site,
                answer.path("token").stringValue(),
                answer.path("me").path("id").longValue());
    }

    Somebody with(String other) {
        return new Somebody(http, site, other, id);
    }

    /** What came back; the body is a missing node where there was none. */
    record Answer(int status, JsonNode body) {
        Answer is(int expected) {
            assertThat(status).as(body.toString()).isEqualTo(expected);
            return this;
        }

        long id() {
            return is(201).body.path("id").longValue();
        }
    }

    Answer asks(String method, String path) {
        return asks(method, path, null);
    }

    Answer asks(String method, String path, @Nullable String body) {
        return send(method, path, "application/json", body);
    }

    /** Asks for a channel, as Echo does. */
    Answer asksFor(String channel, String socketId) {
        return send(
                "POST",
                "/broadcasting/auth",
                "application/x-www-form-urlencoded",
                "socket_id=%s&channel_name=%s".formatted(socketId, channel));
    }

    /** Subscribes a client to a channel. */
    void subscribes(HubClient client, String channel) {
        client.asksFor(channel, asksFor(channel, client.socketId().value()).is(200).body());
        client.sees("pusher_internal:subscription_succeeded", channel);
    }

    private Answer send(String method, String path, String type, @Nullable String body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(site + path)).header("Content-Type", type);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        request.method(
                method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(
                    answer.statusCode(),
                    JSON.readTree(answer.body().isEmpty() ? "null" : answer.body()));
        } catch (Exception e) {
            throw new AssertionError(path + " was not answered", e);
        }
    }
}
