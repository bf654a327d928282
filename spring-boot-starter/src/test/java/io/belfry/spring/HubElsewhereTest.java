package io.belfry.spring;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.broadcasting.event.PublicChannel;
import io.belfry.live.chat.Chat;
import io.belfry.live.feed.ActivityFeed;
import io.belfry.live.presence.Presence;
import io.belfry.live.typing.Typing;
import io.belfry.notifications.Notifier;
import io.belfry.protocol.AppKey;
import io.belfry.spring.TeamApplication.Source;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

import javax.sql.DataSource;

/** An application whose hub is elsewhere, and which asks for presence alone. */
class HubElsewhereTest {
    private static ConfigurableApplicationContext context;
    private static Page page;

    @BeforeAll
    static void start() {
        context =
                SpringApplication.run(
                        TeamApplication.class,
                        "--spring.main.web-application-type=servlet",
                        "--spring.main.banner-mode=off",
                        "--spring.datasource.url=jdbc:h2:mem:elsewhere",
                        "--spring.autoconfigure.exclude=" + GivenApplication.JPA,
                        "--belfry.queue.grace=0s",
                        "--server.port=0",
                        "--belfry.driver=reverb",
                        "--belfry.url=http://127.0.0.1:1",
                        "--belfry.status.enabled=true",
                        "--belfry.app.id=shop",
                        "--belfry.app.key=shop-key",
                        "--belfry.app.secret=shop-secret",
                        "--belfry.presence.enabled=true",
                        "--belfry.notifications.workers=false");
        page =
                new Page(
                        context.getEnvironment()
                                .getRequiredProperty("local.server.port", Integer.class));
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    private static HttpResponse<String> tells(String event, String user, String secret)
            throws Exception {
        String body =
                "{\"time_ms\":1,\"events\":[{\"name\":\"%s\",\"channel\":\"private-user.%s\"}]}"
                        .formatted(event, user);
        HttpRequest.Builder request =
                page.post("/presence/webhook", Page.JSON, body)
                        .header("X-Pusher-Key", "shop-key")
                        .header(
                                "X-Pusher-Signature",
                                new AppKey("shop-key", secret).sign(body.getBytes(UTF_8)));
        return Page.answer(request);
    }

    private static boolean isThere(String user) {
        return context.getBean(Presence.class).find(List.of(user)).getFirst().online();
    }

    @Test
    void it_is_told_by_webhooks_who_is_there() throws Exception {
        assertThat(tells("channel_occupied", "id-7", "shop-secret").statusCode()).isEqualTo(200);
        assertThat(isThere("id-7")).isTrue();
    }

    @Test
    void nobody_else_can_tell_it() throws Exception {
        assertThat(tells("channel_occupied", "id-8", "guessed").statusCode()).isEqualTo(401);
        HttpResponse<String> unsigned =
                Page.answer(page.post("/presence/webhook", Page.JSON, "{\"events\":[]}"));
        assertThat(unsigned.statusCode()).isEqualTo(401);
        assertThat(isThere("id-8")).isFalse();
    }

    @Test
    void the_server_is_asked_to_tell_again_what_cannot_be_written() throws Exception {
        Source source = (Source) context.getBean(DataSource.class);
        source.away = true;
        try {
            assertThat(tells("channel_occupied", "id-9", "shop-secret").statusCode())
                    .isEqualTo(503);
        } finally {
            source.away = false;
        }
        assertThat(tells("channel_occupied", "id-9", "shop-secret").statusCode()).isEqualTo(200);
        assertThat(isThere("id-9")).isTrue();
    }

    private static String status() throws Exception {
        HttpRequest.Builder request = page.unguarded("/realtime/status", Page.JSON, "").GET();
        return Page.answer(Page.as("ada", request)).body();
    }

    @Test
    void pages_can_ask_whether_the_server_takes_events() throws Exception {
        context.getBean(Broadcaster.class).on(new PublicChannel("news")).now().rescue().send();

        assertThat(status())
                .isEqualTo("{\"connected\":false,\"driver\":\"reverb\",\"connections\":null}");
    }

    @ParameterizedTest
    @ValueSource(classes = {Chat.class, ActivityFeed.class, Typing.class})
    void what_is_not_asked_for_is_not_there(Class<?> service) {
        assertThat(context.getBeansOfType(service)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/chat/conversations", "/activity/course.7"})
    void and_pages_cannot_ask_for_it(String path) throws Exception {
        HttpRequest.Builder request = page.unguarded(path, Page.JSON, "").GET();
        assertThat(Page.answer(Page.as("ada", request)).statusCode()).isEqualTo(404);
    }

    @Test
    void workers_can_be_left_to_others_and_what_is_sent_is_written() {
        assertThat(context.containsBean("belfryNotificationWork")).isFalse();
        context.getBean(Notifier.class).toUser("id-7", new TeamApplication.Assigned("Write"));
        assertThat(context.getBean(Notifier.class).bell().count("id-7").unread()).isEqualTo(1);
    }
}
