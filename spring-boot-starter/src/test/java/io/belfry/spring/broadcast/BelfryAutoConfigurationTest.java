package io.belfry.spring.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.broadcasting.BroadcastListener;
import io.belfry.broadcasting.Broadcaster;
import io.belfry.broadcasting.authorization.Endpoints;
import io.belfry.broadcasting.encryption.MasterKey;
import io.belfry.broadcasting.event.PrivateChannel;
import io.belfry.broadcasting.event.PublicChannel;
import io.belfry.broadcasting.rule.ChannelRule;
import io.belfry.broadcasting.rule.ChannelRules;
import io.belfry.broadcasting.rule.ChannelUser;
import io.belfry.broadcasting.rule.Decision;
import io.belfry.broadcasting.rule.Users;
import io.belfry.broadcasting.rule.Verdict;
import io.belfry.hub.Hub;
import io.belfry.spring.ChannelRulesCustomizer;
import io.belfry.spring.GivenShop;
import io.belfry.testkit.GivenRedis;
import io.belfry.testkit.RawRedis;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.FilteredClassLoader;

import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** What properties and beans choose. */
class BelfryAutoConfigurationTest {
    @Test
    void with_credentials_alone_there_is_a_hub_and_a_broadcaster() {
        GivenShop.with()
                .run(context ->
                        assertThat(context)
                                .hasSingleBean(Hub.class)
                                .hasSingleBean(Broadcaster.class)
                                .hasSingleBean(Endpoints.class)
                                .doesNotHaveBean(MasterKey.class)
                                .doesNotHaveBean("belfryBroadcastingController"));
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
        GivenShop.with("belfry.driver=" + driver, "belfry.url=" + url)
                .withClassLoader(new FilteredClassLoader(Hub.class))
                .run(context ->
                        assertThat(context)
                                .hasSingleBean(Broadcaster.class)
                                .doesNotHaveBean(Hub.class));
    }

    @Test
    void over_redis_events_go_to_whoever_subscribes_to_the_prefix() throws Exception {
        try (GivenRedis redis = GivenRedis.standard()) {
            RawRedis subscriber = redis.client();
            subscriber.call("PSUBSCRIBE", "shop_*");
            GivenShop.with(
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

    /** Denies what it is asked. */
    static final class Denying {
        @ChannelRule(value = "orders.{order}", order = Integer.MIN_VALUE)
        boolean mayFollow(String order) {
            return false;
        }
    }

    @Test
    void rules_in_code_are_asked_before_those_of_beans() {
        ChannelRulesCustomizer inCode =
                rules -> rules.channel("orders.latest", (user, at) -> Decision.allow());
        Users ada = Users.only(ChannelUser.of(5, "Ada"));
        GivenShop.with("belfry.driver=null")
                .withBean(Denying.class)
                .withBean(ChannelRulesCustomizer.class, () -> inCode)
                .run(context -> {
                    ChannelRules rules = context.getBean(ChannelRules.class);
                    assertThat(rules.decide(new PrivateChannel("orders.latest"), ada))
                            .isInstanceOf(Verdict.Granted.class);
                    assertThat(rules.decide(new PrivateChannel("orders.7"), ada))
                            .isInstanceOf(Verdict.Refused.class);
                });
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
        GivenShop.with(
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

    @Test
    void a_further_connection_over_a_hub_brings_one() {
        GivenShop.with("belfry.driver=log", "belfry.connections.live.driver=hub")
                .run(context -> {
                    assertThat(context).hasSingleBean(Hub.class);
                    context.getBean(Broadcaster.class)
                            .on(new PublicChannel("news"))
                            .via("live")
                            .now()
                            .send();
                });
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
            GivenShop.with("belfry.driver=null")
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
