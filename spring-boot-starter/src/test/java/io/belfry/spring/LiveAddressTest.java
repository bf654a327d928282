package io.belfry.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.hub.Hub;
import io.belfry.spring.start.StartRefused;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where pages are told that the hub is. */
class LiveAddressTest {

    private static LiveAddress.Hub at(String host, int port, boolean secure, String path) {
        return new LiveAddress.Hub("shop-key", host, port, secure, path);
    }

    @Test
    void the_hub_in_the_application_is_where_the_page_came_from() {
        GivenShop.with("belfry.hub.path=/realtime")
                .run(context -> {
                    int port = context.getBean(Hub.class).port();
                    assertThat(context.getBean(LiveAddress.class).hub())
                            .isEqualTo(
                                    new LiveAddress.Hub(
                                            "shop-key", null, port, false, "/realtime"));
                });
    }

    @Test
    void a_proxy_before_it_is_named() {
        GivenShop.with("belfry.public-url=https://live.example.org/realtime")
                .run(context ->
                        assertThat(context.getBean(LiveAddress.class).hub())
                                .isEqualTo(at("live.example.org", 443, true, "/realtime")));
    }

    @ParameterizedTest
    @CsvSource({
        "pusher, http://localhost:8080, '', localhost, 8080, false",
        "reverb, https://hub.example/, '', hub.example, 443, true",
        "reverb, http://hub.internal:8080, https://live.example.org, live.example.org, 443, true",
        "redis, redis://127.0.0.1:1, http://10.0.0.1, 10.0.0.1, 80, false",
    })
    void a_hub_elsewhere_is_found_there(
            String driver, String url, String publicUrl, String host, int port, boolean secure) {
        GivenShop.with(
                        "belfry.driver=" + driver,
                        "belfry.url=" + url,
                        "belfry.public-url=" + publicUrl)
                .run(context ->
                        assertThat(context.getBean(LiveAddress.class).hub())
                                .isEqualTo(at(host, port, secure, "")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"log", "null"})
    void nothing_is_live_without_one(String driver) {
        GivenShop.with("belfry.driver=" + driver)
                .run(context -> assertThat(context.getBean(LiveAddress.class).hub()).isNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "redis://localhost:6379", "localhost:8080", "http:///", "a b"})
    void an_application_that_tells_its_pages_must_know_it(String publicUrl) {
        var redis =
                GivenShop.with(
                        "belfry.driver=redis",
                        "belfry.url=redis://127.0.0.1:1",
                        "belfry.public-url=" + publicUrl);
        redis.run(context -> assertThat(context).hasNotFailed());
        redis.withBean(
                        "pages",
                        Object.class,
                        () -> {
                            throw new AssertionError("made without its address");
                        },
                        definition -> definition.setDependsOn("belfryLiveAddress"))
                .run(context ->
                        assertThat(context.getStartupFailure())
                                .rootCause()
                                .isInstanceOf(StartRefused.class)
                                .hasMessageStartingWith("belfry.public-url: "));
    }
}
