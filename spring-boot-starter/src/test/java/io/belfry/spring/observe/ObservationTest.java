package io.belfry.spring.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.broadcasting.driver.BroadcastFailed;
import io.belfry.broadcasting.driver.Publication;
import io.belfry.broadcasting.event.PublicChannel;
import io.belfry.hub.Hub;
import io.belfry.spring.GivenShop;
import io.belfry.testkit.HubClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;

import tools.jackson.databind.json.JsonMapper;

import java.util.List;

/** What operators see of broadcasting. */
class ObservationTest {
    @Test
    void health_is_down_while_a_server_takes_nothing_and_meters_count_what_became_of_events() {
        GivenShop.with("belfry.driver=reverb", "belfry.url=http://127.0.0.1:1")
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
    void an_event_that_is_refused_for_good_says_nothing_of_its_server() {
        Troubles troubles = new Troubles();
        troubles.failed(
                "default",
                Publication.of("n", "{}", List.of(new PublicChannel("news").wireName()), null),
                BroadcastFailed.forGood("400", null));
        assertThat(new BroadcastHealth(troubles).health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void information_tells_the_ways_of_events_and_nothing_secret() {
        GivenShop.with(
                        "belfry.connections.away.driver=reverb",
                        "belfry.connections.away.url=http://elsewhere.test")
                .run(context -> {
                    Hub hub = context.getBean(Hub.class);
                    Info.Builder builder = new Info.Builder();
                    try (HubClient client = HubClient.of("127.0.0.1", hub.port(), GivenShop.KEY)) {
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
        GivenShop.with("belfry.driver=null")
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
}
