package io.belfry.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.belfry.broadcasting.BroadcastListener;
import io.belfry.broadcasting.Broadcaster;
import io.belfry.broadcasting.PayloadTooLarge;
import io.belfry.broadcasting.authorization.Endpoints;
import io.belfry.broadcasting.driver.BroadcastFailed;
import io.belfry.broadcasting.driver.Publication;
import io.belfry.broadcasting.encryption.MasterKey;
import io.belfry.broadcasting.event.PublicChannel;
import io.belfry.hub.Hub;
import io.belfry.hub.settings.AppSettings;
import io.belfry.hub.settings.HubSettings;
import io.belfry.hub.settings.LimitSettings;
import io.belfry.hub.settings.ServerSettings;
import io.belfry.protocol.AppKey;
import io.belfry.testkit.GivenRedis;
import io.belfry.testkit.HubClient;
import io.belfry.testkit.RawClient;
import io.belfry.testkit.RawRedis;
import io.belfry.testkit.SeenMessage;
import io.lettuce.core.RedisClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** What properties choose, and what is said of those that do not fit. */
class AutoConfigurationTest {
    private static final String[] APP = {
        "belfry.app.id=shop",
        "belfry.app.key=shop-key",
        "belfry.app.secret=shop-secret",
        "belfry.hub.host=127.0.0.1",
        "belfry.hub.port=0",
        "belfry.hub.grace=1s"
    };

    private final ApplicationContextRunner application =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    HubAutoConfiguration.class,
                                    BelfryAutoConfiguration.class,
                                    BelfryObservationAutoConfiguration.class,
                                    BelfryWebMvcAutoConfiguration.class,
                                    BelfryOutboxAutoConfiguration.class));

    @Test
    void with_credentials_alone_there_is_a_hub_and_a_broadcaster() {
        application
                .withPropertyValues(APP)
                .run(context ->
                        assertThat(context)
                                .hasSingleBean(Hub.class)
                                .hasSingleBean(Broadcaster.class)
                                .hasSingleBean(Endpoints.class)
                                .doesNotHaveBean(MasterKey.class)
                                .doesNotHaveBean(BroadcastingController.class));
    }

    @ParameterizedTest
    @CsvSource({
        "reverb, http://localhost:1",
        "pusher, http://localhost:1",
        "redis, redis://localhost:1",
        "log, ''",
        "null, ''"
    })
    void another_driver_needs_no_hub_nor_that_its_server_is_there(String driver, String url) {
        application
                .withPropertyValues(APP)
                .withPropertyValues("belfry.driver=" + driver, "belfry.url=" + url)
                .withClassLoader(new FilteredClassLoader(Hub.class))
                .run(context ->
                        assertThat(context)
                                .hasSingleBean(Broadcaster.class)
                                .doesNotHaveBean(Hub.class));
    }

    private static String failure(ApplicationContextRunner runner) {
        List<String> said = new ArrayList<>();
        runner.run(context -> {
            assertThat(context).hasFailed();
            FailureAnalysis analysis =
                    new StartRefusedAnalyzer().analyze(context.getStartupFailure());
            said.add(
                    analysis == null
                            ? String.valueOf(context.getStartupFailure())
                            : analysis.getDescription() + " " + analysis.getAction());
        });
        return said.getFirst();
    }

    @Test
    void what_is_missing_or_contradicts_ends_the_start_with_a_sentence() {
        ApplicationContextRunner shop = application.withPropertyValues(APP);
        assertThat(failure(application))
                .isEqualTo(
                        "belfry.app.id: Without it no server takes events of this application."
                                + " Set belfry.app.id.");
        assertThat(failure(shop.withPropertyValues("belfry.driver=reverb")))
                .isEqualTo(
                        "belfry.url: The drivers reverb and pusher call a server there."
                                + " Set belfry.url.");
        assertThat(failure(shop.withPropertyValues("belfry.driver=redis")))
                .isEqualTo(
                        "belfry.url: The driver redis publishes there, as redis://localhost:6379."
                                + " Set belfry.url.");
        assertThat(
                        failure(
                                shop.withPropertyValues("belfry.driver=redis")
                                        .withClassLoader(
                                                new FilteredClassLoader(RedisClient.class))))
                .isEqualTo(
                        "belfry.driver: It is redis, and there is no client of Redis in this"
                                + " application. Add io.lettuce:lettuce-core.");
        assertThat(
                        failure(
                                shop.withPropertyValues(
                                        "belfry.driver=reverb", "belfry.url=localhost:8080")))
                .startsWith("belfry.url: It is no address such as http://localhost:8080");
        assertThat(failure(shop.withPropertyValues("belfry.encryption-key=abc")))
                .startsWith("belfry.encryption-key: ");
        assertThat(failure(shop.withPropertyValues("belfry.url=http://localhost:1")))
                .startsWith("belfry.url: A hub elsewhere is named, and belfry.driver is hub");
        assertThat(failure(shop.withClassLoader(new FilteredClassLoader(Hub.class))))
                .startsWith("belfry.driver: It is hub, if nothing is said, and there is no hub");
        assertThat(failure(shop.withPropertyValues("belfry.queue.kind=outbox")))
                .startsWith(
                        "belfry.queue.kind: It is outbox, and there is no outbox or no database");
        assertThat(failure(shop.withPropertyValues("belfry.connections.other.url=http://a")))
                .startsWith("belfry.connections.other.driver: ");
        assertThat(failure(shop.withPropertyValues("belfry.throttles[java.lang.String].most=1")))
                .startsWith("belfry.throttles: java.lang.String is no class of events");
        assertThat(failure(shop.withPropertyValues("belfry.driver=carrier-pigeon")))
                .contains("belfry");
    }

    @Test
    void an_address_that_is_none_ends_the_start_and_its_password_is_not_told() {
        ApplicationContextRunner shop = application.withPropertyValues(APP);
        assertThat(
                        failure(
                                shop.withPropertyValues(
                                        "belfry.driver=redis", "belfry.url=http://:hush@a b")))
                .startsWith("belfry.url: url is no address of a Redis such as redis://")
                .doesNotContain("hush");
        assertThat(
                        failure(
                                shop.withPropertyValues(
                                        "belfry.driver=reverb", "belfry.url=http://:hush@a b")))
                .startsWith("belfry.url: It is no address such as http://localhost:8080")
                .doesNotContain("hush");
    }

    @Test
    void over_redis_events_go_to_whoever_subscribes_to_the_prefix() throws Exception {
        try (GivenRedis redis = GivenRedis.standard()) {
            RawRedis subscriber = redis.client();
            subscriber.call("PSUBSCRIBE", "shop_*");
            application
                    .withPropertyValues(APP)
                    .withPropertyValues(
                            "belfry.driver=redis",
                            // As from REDIS_PASSWORD=null.
                            "belfry.url=redis://:null@127.0.0.1:" + redis.port(),
                            "belfry.prefix=shop_",
                            "belfry.connections.aside.driver=redis",
                            "belfry.connections.aside.url=" + redis.url(),
                            "belfry.connections.aside.must-be-heard=false")
                    .run(context -> {
                        Broadcaster broadcaster = context.getBean(Broadcaster.class);
                        PublicChannel news = new PublicChannel("news");
                        broadcaster.on(news).as("a").via("aside").now().send();
                        broadcaster.on(news).as("b").now().send();
                    });
            assertThat(subscriber.receives())
                    .isEqualTo(
                            List.of(
                                    "pmessage",
                                    "shop_*",
                                    "shop_news",
                                    "{\"event\":\"b\",\"data\":[],\"socket\":null}"));
        }
    }

    @Test
    void further_connections_listeners_and_throttles_are_wired() {
        List<String> heard = new ArrayList<>();
        BroadcastListener listener =
                new BroadcastListener() {
                    @Override
                    public void accepted(Accepted broadcast) {
                        heard.add(broadcast.name() + " over " + broadcast.connections());
                    }
                };
        String masterKey = Base64.getEncoder().encodeToString(new byte[32]);
        application
                .withPropertyValues(APP)
                .withPropertyValues(
                        "belfry.driver=log",
                        "belfry.connections.elsewhere.driver=null",
                        "belfry.encryption-key=" + masterKey)
                .withBean(BroadcastListener.class, () -> listener)
                .run(context -> {
                    assertThat(context).hasSingleBean(MasterKey.class);
                    Broadcaster broadcaster = context.getBean(Broadcaster.class);
                    broadcaster.on(new PublicChannel("news")).as("a").now().send();
                    broadcaster.on(new PublicChannel("news")).as("b").via("elsewhere").now().send();
                });
        assertThat(heard).containsExactly("a over [default]", "b over [elsewhere]");
    }

    /** The packages that this stands in are looked through for events. */
    @AutoConfigurationPackage(basePackages = "io.belfry.leaking")
    static class LeakingApplication {}

    @Test
    void an_event_that_could_tell_somebody_too_much_ends_the_start() {
        String said =
                failure(
                        application
                                .withPropertyValues(APP)
                                .withPropertyValues("belfry.driver=log")
                                .withUserConfiguration(LeakingApplication.class));
        assertThat(said)
                .startsWith("Events and channel rules do not fit: ")
                .contains("io.belfry.leaking.Leaking: note is visible to [agent] only");
    }

    @Test
    void health_is_down_while_a_server_takes_nothing_and_meters_count_what_became_of_events() {
        application
                .withPropertyValues(APP)
                .withPropertyValues("belfry.driver=reverb", "belfry.url=http://127.0.0.1:1")
                .withBean(SimpleMeterRegistry.class)
                .run(context -> {
                    BroadcastHealth health = context.getBean(BroadcastHealth.class);
                    assertThat(health.health().getStatus()).isEqualTo(Status.UP);

                    context.getBean(Broadcaster.class)
                            .on(new PublicChannel("news"))
                            .now()
                            .rescue()
                            .send();

                    assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
                    assertThat(health.health().getDetails().get("default"))
                            .asString()
                            .startsWith("http://127.0.0.1:1 does not answer");
                    assertThat(
                                    context.getBean(MeterRegistry.class)
                                            .counter(
                                                    "belfry.publications",
                                                    "connection",
                                                    "default",
                                                    "outcome",
                                                    "failed")
                                            .count())
                            .isEqualTo(1);
                });
    }

    @Test
    void a_further_connection_over_a_hub_brings_one() {
        application
                .withPropertyValues(APP)
                .withPropertyValues("belfry.driver=log", "belfry.connections.live.driver=hub")
                .run(context -> {
                    assertThat(context).hasSingleBean(Hub.class);
                    context.getBean(Broadcaster.class)
                            .on(new PublicChannel("news"))
                            .via("live")
                            .now()
                            .send();
                });
    }

    @Test
    void an_empty_driver_is_not_taken_for_the_usual_one() {
        assertThat(
                        failure(
                                application
                                        .withPropertyValues(APP)
                                        .withPropertyValues("belfry.driver=")))
                .startsWith("belfry.driver: It is empty, as YAML takes null for nothing.");
    }

    @Test
    void
            the_hub_in_the_application_takes_as_much_as_is_said_and_its_health_is_not_that_of_an_event() {
        application
                .withPropertyValues(APP)
                .withPropertyValues("belfry.max-data-bytes=20000")
                .run(context -> {
                    Broadcaster broadcaster = context.getBean(Broadcaster.class);
                    PublicChannel news = new PublicChannel("news");
                    broadcaster.on(news).with("x".repeat(19_000)).now().send();
                    assertThatExceptionOfType(PayloadTooLarge.class)
                            .isThrownBy(() -> broadcaster.on(news).with("x".repeat(20_000)).send());

                    BroadcastHealth health = context.getBean(BroadcastHealth.class);
                    health.failed(
                            "default",
                            Publication.of("n", "{}", List.of(news.wireName()), null),
                            BroadcastFailed.forGood("400", null));
                    assertThat(health.health().getStatus()).isEqualTo(Status.UP);
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
        application
                .withPropertyValues(APP)
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
    void a_customizer_cannot_take_the_app_of_the_application_away() {
        HubSettingsCustomizer careless =
                settings ->
                        settings.toBuilder()
                                .apps(List.of(AppSettings.of("shop", "a-key", "a-secret")))
                                .build();
        assertThat(
                        failure(
                                application
                                        .withPropertyValues(APP)
                                        .withBean(HubSettingsCustomizer.class, () -> careless)))
                .startsWith("HubSettingsCustomizer: It took the app shop of belfry.app");
    }

    @Test
    void information_tells_the_ways_of_events_and_nothing_secret() {
        application
                .withPropertyValues(APP)
                .withPropertyValues(
                        "belfry.connections.away.driver=reverb",
                        "belfry.connections.away.url=http://elsewhere.test")
                .run(context -> {
                    Hub hub = context.getBean(Hub.class);
                    Info.Builder builder = new Info.Builder();
                    try (HubClient client =
                            HubClient.of(
                                    "127.0.0.1",
                                    hub.port(),
                                    new AppKey("shop-key", "shop-secret"))) {
                        client.isHeard();
                        context.getBean(BroadcastInfo.class).contribute(builder);
                    }
                    String told = JsonMapper.shared().writeValueAsString(builder.build());
                    assertThat(told)
                            .contains(
                                    "\"connections\":{\"default\":\"hub\",\"away\":\"reverb\"}",
                                    "\"port\":" + hub.port(),
                                    "\"connections\":1")
                            .doesNotContain("shop-key", "secret", "elsewhere");
                });
        application
                .withPropertyValues(APP)
                .withPropertyValues("belfry.driver=null")
                .withClassLoader(new FilteredClassLoader(Hub.class))
                .run(context -> {
                    Info.Builder builder = new Info.Builder();
                    context.getBean(BroadcastInfo.class).contribute(builder);
                    assertThat(builder.build().getDetails())
                            .asString()
                            .contains("connections={default=null}")
                            .doesNotContain("hub");
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
            application
                    .withPropertyValues(APP)
                    .withBean(
                            "own",
                            Hub.class,
                            () -> own,
                            definition ->
                                    ((AbstractBeanDefinition) definition).setDestroyMethodName(""))
                    .run(context -> {
                        assertThat(context).hasSingleBean(Hub.class);
                        assertThat(context).doesNotHaveBean(EmbeddedHub.class);
                        AppKey key = new AppKey("shop-key", "shop-secret");
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
            try (HubClient after =
                    HubClient.of("127.0.0.1", own.port(), new AppKey("shop-key", "shop-secret"))) {
                after.isHeard();
            }
        }
    }

    /** Where an application has several mappers, none is more its own than the others. */
    @Test
    void of_two_mappers_the_primary_one_writes_payloads_and_otherwise_none() {
        record Late(Instant at) {}
        JsonMapper numbers =
                JsonMapper.builder().enable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS).build();
        List<String> written = new ArrayList<>();
        BroadcastListener listener =
                new BroadcastListener() {
                    @Override
                    public void accepted(Accepted broadcast) {
                        broadcast.publications().forEach(each -> written.add(each.data()));
                    }
                };
        for (boolean isPrimary : List.of(true, false)) {
            application
                    .withPropertyValues(APP)
                    .withPropertyValues("belfry.driver=null")
                    .withBean(BroadcastListener.class, () -> listener)
                    .withBean(
                            "numbers",
                            JsonMapper.class,
                            () -> numbers,
                            definition -> definition.setPrimary(isPrimary))
                    .withBean("plain", JsonMapper.class, JsonMapper::shared)
                    .run(context ->
                            context.getBean(Broadcaster.class)
                                    .on(new PublicChannel("news"))
                                    .with(new Late(Instant.EPOCH))
                                    .now()
                                    .send());
        }
        assertThat(written).hasSize(2);
        assertThat(written.getFirst()).startsWith("{\"at\":0");
        assertThat(written.getLast()).isEqualTo("{\"at\":\"1970-01-01T00:00:00Z\"}");
    }
}
