package io.belfry.spring.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.broadcasting.PayloadTooLarge;
import io.belfry.broadcasting.event.PublicChannel;
import io.belfry.hub.Hub;
import io.belfry.hub.settings.AppSettings;
import io.belfry.hub.settings.HubSettings;
import io.belfry.hub.settings.LimitSettings;
import io.belfry.hub.settings.ServerSettings;
import io.belfry.protocol.AppKey;
import io.belfry.spring.GivenShop;
import io.belfry.spring.HubSettingsCustomizer;
import io.belfry.testkit.HubClient;
import io.belfry.testkit.RawClient;
import io.belfry.testkit.SeenMessage;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.AbstractBeanDefinition;

import java.util.List;

/** The hub in an application. */
class HubInApplicationTest {
    @Test
    void the_hub_in_the_application_takes_as_much_as_is_said() {
        GivenShop.with("belfry.max-data-bytes=20000")
                .run(context -> {
                    Broadcaster broadcaster = context.getBean(Broadcaster.class);
                    PublicChannel news = new PublicChannel("news");
                    broadcaster.on(news).with("x".repeat(19_000)).now().send();
                    assertThatExceptionOfType(PayloadTooLarge.class)
                            .isThrownBy(() -> broadcaster.on(news).with("x".repeat(20_000)).send());
                });
    }

    @Test
    void the_hub_takes_from_beans_what_properties_do_not_say() {
        HubSettingsCustomizer origins =
                settings -> {
                    AppSettings app = settings.apps().getFirst();
                    return settings.toBuilder()
                            .limits(LimitSettings.builder().maxConnections(1).build())
                            .apps(
                                    List.of(
                                            app.toBuilder()
                                                    .allowedOrigins(List.of("shop.test"))
                                                    .build(),
                                            AppSettings.of("other", "other-key", "other-secret")))
                            .build();
                };
        GivenShop.with()
                .withBean(HubSettingsCustomizer.class, () -> origins)
                .run(context -> {
                    Hub hub = context.getBean(Hub.class);
                    AppKey other = new AppKey("other-key", "other-secret");
                    try (HubClient first = HubClient.of("127.0.0.1", hub.port(), other);
                            RawClient second =
                                    RawClient.to("127.0.0.1", hub.port())
                                            .path("/app/other-key?protocol=7")
                                            .open()) {
                        first.isHeard();
                        assertThat(SeenMessage.of(second.receivesText()).event())
                                .isEqualTo("pusher:error");
                    }
                    try (RawClient stranger =
                            RawClient.to("127.0.0.1", hub.port())
                                    .path("/app/shop-key?protocol=7")
                                    .header("Origin", "https://elsewhere.test")
                                    .open()) {
                        assertThat(SeenMessage.of(stranger.receivesText()).event())
                                .isEqualTo("pusher:error");
                    }
                });
    }

    @Test
    void a_hub_of_the_applications_own_is_used_and_left_to_it() throws Exception {
        try (Hub own =
                Hub.start(
                        HubSettings.builder()
                                .server(ServerSettings.builder().host("127.0.0.1").port(0).build())
                                .apps(List.of(AppSettings.of("shop", "shop-key", "shop-secret")))
                                .build())) {
            GivenShop.with()
                    .withBean(
                            "own",
                            Hub.class,
                            () -> own,
                            definition ->
                                    ((AbstractBeanDefinition) definition).setDestroyMethodName(""))
                    .run(context -> {
                        assertThat(context).hasSingleBean(Hub.class);
                        assertThat(context).doesNotHaveBean(EmbeddedHub.class);
                        AppKey key = GivenShop.KEY;
                        try (HubClient client = HubClient.of("127.0.0.1", own.port(), key)) {
                            client.subscribes("news");
                            context.getBean(Broadcaster.class)
                                    .on(new PublicChannel("news"))
                                    .as("tick")
                                    .now()
                                    .send();
                            client.sees("tick", "news");
                        }
                    });
            try (HubClient after = HubClient.of("127.0.0.1", own.port(), GivenShop.KEY)) {
                after.isHeard();
            }
        }
    }
}
