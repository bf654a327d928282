package io.belfry.hub.playground;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.hub.settings.AppSettings;
import io.belfry.hub.settings.HubSettings;
import io.belfry.hub.settings.Mode;
import io.belfry.hub.settings.PlaygroundSettings;
import io.belfry.hub.settings.ServerSettings;
import io.belfry.hub.settings.Switch;
import io.belfry.protocol.AppKey;
import io.belfry.protocol.EventRequest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

class PlaygroundTest {
    private static final String SECRET = "belfry-secret";
    private static final String PRIVATE =
            "app=4711&socket_id=123.456&channel_name=private-orders.9";
    private static final String SIGNATURE =
            "ea591b928daf0c43940bd31643d163b1d51dff79880f5a8501cf29701597d799";

    private final List<String> published = new ArrayList<>();
    private final HubSettings development =
            HubSettings.builder()
                    .mode(Mode.DEVELOPMENT)
                    .apps(
                            List.of(
                                    AppSettings.builder("4711", "belfry-key", SECRET)
                                            .name("Shop \"&\" co")
                                            .build()))
                    .build();

    @Test
    void the_page_and_all_that_it_links_to_is_served() {
        PlaygroundAnswer page = answer(development, get("/"));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.contentType()).startsWith("text/html");
        assertThat(links(text(page)))
                .hasSizeGreaterThan(2)
                .allSatisfy(link ->
                        assertThat(answer(development, get("/" + link)).status())
                                .as(link)
                                .isEqualTo(200));
    }

    @Test
    void scripts_import_only_what_is_served_beside_them() {
        for (String script : List.of("page.js", "connection.js", "app-server.js", "md5.js")) {
            String source = text(answer(development, get("/playground/" + script)));
            Pattern.compile("from \"\\./(.+?)\"")
                    .matcher(source)
                    .results()
                    .forEach(found ->
                            assertThat(
                                            answer(
                                                            development,
                                                            get("/playground/" + found.group(1)))
                                                    .contentType())
                                    .startsWith("text/javascript"));
            assertThat(source).doesNotContain("innerHTML", "eval(", "https://");
        }
    }

    @Test
    void the_page_has_no_inline_script_or_style_that_its_policy_would_forbid() {
        PlaygroundAnswer page = answer(development, get("/"));

        assertThat(text(page)).doesNotContain("<style", " style=", " onclick=", "javascript:");
        assertThat(Pattern.compile("<script(?! type=\"module\" src=)").matcher(text(page)).find())
                .isFalse();
        assertThat(page.headers())
                .containsEntry("X-Content-Type-Options", "nosniff")
                .extractingByKey("Content-Security-Policy")
                .asString()
                .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'");
    }

    @Test
    void its_links_work_under_a_prefix() {
        HubSettings prefixed =
                development.toBuilder()
                        .server(ServerSettings.builder().path("/live").build())
                        .build();

        assertThat(links(text(answer(prefixed, get("/"))))).noneMatch(link -> link.startsWith("/"));
        PlaygroundAnswer bare = answer(prefixed, get(""));
        assertThat(bare.status()).isEqualTo(308);
        assertThat(bare.headers()).containsEntry("Location", "/live/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/playground/",
                "/playground/nothing.js",
                "/playground/../playground/page.js",
                "/playground/Playground.class",
                "/playground//page.js"
            })
    void no_other_file_is_served(String path) {
        assertThat(answer(development, get(path)).status()).isEqualTo(404);
    }

    @Test
    void the_configuration_names_apps_and_keys_and_no_secret() {
        PlaygroundAnswer config = answer(development, get("/playground/config"));

        assertThat(text(config))
                .isEqualTo(
                        "{\"apps\":[{\"id\":\"4711\",\"key\":\"belfry-key\","
                                + "\"name\":\"Shop \\\"&\\\" co\"}],\"signs\":true}");
        assertThat(config.headers()).containsEntry("Cache-Control", "no-store");
    }

    @Test
    void a_trusted_page_gets_signatures_for_private_channels() {
        PlaygroundAnswer answer = answer(development, post("/playground/auth", PRIVATE));

        assertThat(text(answer)).isEqualTo("{\"auth\":\"belfry-key:" + SIGNATURE + "\"}");
    }

    @Test
    void a_member_is_whoever_the_page_says() {
        PlaygroundAnswer answer =
                answer(
                        development,
                        post(
                                "/playground/auth",
                                "app=4711&socket_id=123.456&channel_name=presence-room.1"
                                        + "&user=Ada+%22L%22"));

        String member =
                "{\"user_id\":\"Ada \\\"L\\\"\",\"user_info\":{\"name\":\"Ada \\\"L\\\"\"}}";
        String auth = new AppKey("belfry-key", SECRET).sign("123.456:presence-room.1:" + member);
        assertThat(text(answer))
                .isEqualTo(
                        "{\"auth\":\"belfry-key:%s\",\"channel_data\":\"%s\"}"
                                .formatted(
                                        auth, member.replace("\\", "\\\\").replace("\"", "\\\"")));
    }

    @ParameterizedTest
    @CsvSource({
        "400, socket_id=x&channel_name=private-a",
        "400, socket_id=1.2&channel_name=a:b",
        "400, socket_id=1.2&channel_name=news",
        "400, socket_id=1.2&channel_name=%23server-to-user-7",
        "400, socket_id=1.2&channel_name=presence-a",
        "400, socket_id=%zz",
        "400, ''"
    })
    void nothing_malformed_is_signed(int status, String form) {
        PlaygroundAnswer answer = answer(development, post("/playground/auth", "app=4711&" + form));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(text(answer)).startsWith("{\"error\":").doesNotContain("auth\":");
    }

    @Test
    void an_unknown_app_signs_nothing() {
        String form = PRIVATE.replace("4711", "4712");

        assertThat(answer(development, post("/playground/auth", form)).status()).isEqualTo(404);
    }

    @Test
    void a_trusted_page_publishes() {
        PlaygroundAnswer answer = answer(development, publishing("{\"name\":\"tick\"}"));

        assertThat(text(answer)).isEqualTo("{}");
        assertThat(published).containsExactly("4711 tick");
    }

    @Test
    void why_an_event_was_not_published_is_told() {
        assertThat(answer(development, publishing("[]")).status()).isEqualTo(400);
        assertThat(text(answer(development, publishing("{\"name\":\"bad\"}"))))
                .isEqualTo("{\"error\":\"no good\"}");
        assertThat(answer(development, publishing("{\"name\":\"fast\"}")).status()).isEqualTo(429);
    }

    @Test
    void in_production_mode_nothing_is_signed_or_published_without_the_secret() {
        HubSettings production =
                development.toBuilder()
                        .mode(Mode.PRODUCTION)
                        .playground(PlaygroundSettings.builder().mode(Switch.ON).build())
                        .build();

        assertThat(answer(production, post("/playground/auth", PRIVATE)).status()).isEqualTo(403);
        assertThat(answer(production, publishing("{\"name\":\"tick\"}")).status()).isEqualTo(403);
        assertThat(text(answer(production, get("/playground/config")))).contains("\"signs\":false");
        assertThat(published).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "development, auto, 200",
        "development, on, 200",
        "development, off, 404",
        "production, auto, 404",
        "production, on, 200",
        "production, off, 404"
    })
    void it_is_there_when_the_settings_say_so(String mode, String playground, int status) {
        HubSettings settings =
                development.toBuilder()
                        .mode(Mode.valueOf(mode.toUpperCase(Locale.ROOT)))
                        .playground(
                                PlaygroundSettings.builder()
                                        .mode(Switch.valueOf(playground.toUpperCase(Locale.ROOT)))
                                        .build())
                        .build();

        for (String path : List.of("/", "/playground/page.js", "/playground/config")) {
            assertThat(answer(settings, get(path)).status()).isEqualTo(status);
        }
    }

    @Test
    void the_wrong_method_is_told_the_right_one() {
        assertThat(answer(development, get("/playground/auth")).headers())
                .containsEntry("Allow", "POST");
        assertThat(answer(development, post("/playground/config", "")).status()).isEqualTo(405);
    }

    @Test
    void a_disabled_app_is_not_offered() {
        AppSettings off = development.apps().get(0).toBuilder().enabled(false).build();
        HubSettings settings = development.toBuilder().apps(List.of(off)).build();

        assertThat(text(answer(settings, get("/playground/config")))).contains("\"apps\":[]");
    }

    private PlaygroundAnswer answer(HubSettings settings, PlaygroundRequest request) {
        return new Playground(settings, settings::apps, this::publish).answer(request).join();
    }

    private CompletableFuture<?> publish(String appId, EventRequest event) {
        switch (String.valueOf(event.name())) {
            case "bad" -> throw new IllegalArgumentException("no good");
            case "fast" -> throw new IllegalStateException("too fast");
            default -> published.add(appId + " " + event.name());
        }
        return CompletableFuture.completedFuture(null);
    }

    private static PlaygroundRequest get(String path) {
        return request("GET", path, Map.of(), "");
    }

    private static PlaygroundRequest post(String path, String body) {
        return request("POST", path, Map.of(), body);
    }

    private static PlaygroundRequest publishing(String body) {
        return request("POST", "/playground/events", Map.of("app", "4711"), body);
    }

    private static PlaygroundRequest request(
            String method, String path, Map<String, String> query, String body) {
        Map<String, String> headers = new HashMap<>();
        headers.put("host", "localhost:8080");
        headers.put("origin", "http://localhost:8080");
        return new PlaygroundRequest(
                method,
                path,
                query,
                name -> headers.get(name.toLowerCase(Locale.ROOT)),
                body,
                true);
    }

    private static List<String> links(String html) {
        return Pattern.compile("(?:src|href)=\"([^\"#]+)\"")
                .matcher(html)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static String text(PlaygroundAnswer answer) {
        return new String(answer.body(), UTF_8);
    }
}
