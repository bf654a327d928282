package io.belfry.hub.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.hub.event.HubEvent.ApiAnswered;
import io.belfry.hub.event.HubEvent.ClientEventSent;
import io.belfry.hub.event.HubEvent.CommandRefused;
import io.belfry.hub.event.HubEvent.ConnectionClosed;
import io.belfry.hub.event.HubEvent.ConnectionOpened;
import io.belfry.hub.event.HubEvent.ConnectionRefused;
import io.belfry.hub.event.HubEvent.WebhookCalled;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.ErrorCode;
import io.belfry.protocol.SocketId;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

class HubMetricsTest {
    private static final SocketId SOCKET = new SocketId("1.2");

    private final GivenHub hub = new GivenHub("shop", "school");
    private final MetricsPage page = new MetricsPage();
    private final HubMetrics metrics = new HubMetrics(page.registry(), hub);

    @AfterEach
    void close() {
        page.close();
    }

    @Test
    void what_an_app_has_now_is_read_when_somebody_looks() {
        hub.connections = 3;

        assertThat(lines()).contains("belfry_connections{app=\"shop\"} 3.0");

        hub.connections = 4;
        hub.outboxBytes = 2048;
        assertThat(lines())
                .contains("belfry_connections{app=\"shop\"} 4.0", "belfry_outbox_bytes 2048.0");
    }

    @Test
    void traffic_is_told_app_by_app() {
        hub.traffic("shop").received(40);
        hub.traffic("shop").sent(10, 900);
        hub.traffic("school").eventPublished();

        assertThat(lines())
                .contains(
                        "belfry_messages_received_total{app=\"shop\"} 1.0",
                        "belfry_received_bytes_total{app=\"shop\"} 40.0",
                        "belfry_messages_sent_total{app=\"shop\"} 10.0",
                        "belfry_sent_bytes_total{app=\"shop\"} 900.0",
                        "belfry_events_published_total{app=\"shop\"} 0.0",
                        "belfry_events_published_total{app=\"school\"} 1.0");
    }

    @Test
    void other_nodes_show_only_where_there_are_any() {
        GivenPeers peers = new GivenPeers();
        GivenHub one = new GivenHub();
        one.peers = peers;
        assertThat(lines()).noneMatch(line -> line.startsWith("belfry_peers"));

        try (HubMetrics ofOneOfMany = new HubMetrics(page.registry(), one, Tags.of("node", "1"))) {
            peers.count = 2;
            peers.reachable = true;
            assertThat(lines())
                    .contains(
                            "belfry_peers{node=\"1\"} 2.0",
                            "belfry_peers_reachable{node=\"1\"} 1.0");
            ofOneOfMany.appsChanged();
        }
    }

    @Test
    void connections_are_counted_by_how_they_ended() {
        metrics.on(new ConnectionOpened("shop", SOCKET));
        metrics.on(new ConnectionOpened("shop", SOCKET));
        metrics.on(new ConnectionClosed("shop", SOCKET, 1006));
        metrics.on(new ConnectionClosed("shop", SOCKET, 4009));

        assertThat(lines())
                .contains(
                        "belfry_connections_opened_total{app=\"shop\"} 2.0",
                        "belfry_connections_closed_total{app=\"shop\",code=\"1006\"} 1.0",
                        "belfry_connections_closed_total{app=\"shop\",code=\"4009\"} 1.0");
    }

    @Test
    void close_codes_that_clients_invent_share_one_line() {
        for (int code = 3000; code < 5000; code++) {
            metrics.on(new ConnectionClosed("shop", SOCKET, code));
        }

        List<String> closed =
                lines().stream()
                        .filter(line -> line.startsWith("belfry_connections_closed_total"))
                        .toList();
        assertThat(closed)
                .hasSizeLessThan(20)
                .anyMatch(line -> line.contains("code=\"other\"") && !line.endsWith(" 0.0"));
    }

    @Test
    void refusals_are_counted_by_code_and_name() {
        metrics.on(new ConnectionRefused("shop", ErrorCode.OVER_CONNECTION_QUOTA));
        metrics.on(new CommandRefused("shop", SOCKET, ErrorCode.INVALID_MESSAGE, "not JSON"));

        assertThat(lines())
                .contains(
                        "belfry_connections_refused_total{app=\"shop\",code=\"4004\","
                                + "reason=\"over_connection_quota\"} 1.0",
                        "belfry_commands_refused_total{app=\"shop\",code=\"4200\","
                                + "reason=\"invalid_message\"} 1.0");
    }

    @Test
    void apps_that_strangers_invent_share_one_line() {
        metrics.on(new ConnectionRefused("", ErrorCode.APP_NOT_FOUND));
        for (int i = 0; i < 1_000; i++) {
            metrics.on(new ApiAnswered("app" + i, "/apps/{app}/events", 404, Duration.ZERO));
        }

        assertThat(lines())
                .contains(
                        "belfry_connections_refused_total{app=\"none\",code=\"4001\","
                                + "reason=\"app_not_found\"} 1.0",
                        "belfry_api_requests_seconds_count{app=\"none\","
                                + "endpoint=\"/apps/{app}/events\",status=\"4xx\"} 1000")
                .noneMatch(line -> line.contains("app999"));
    }

    @Test
    void the_api_shows_how_long_it_takes_by_endpoint_and_class_of_status() {
        for (int status : new int[] {200, 200, 401}) {
            metrics.on(new ApiAnswered("shop", "/apps/{app}/events", status, Duration.ofMillis(3)));
        }

        String labels = "app=\"shop\",endpoint=\"/apps/{app}/events\",status=\"2xx\"";
        assertThat(lines())
                .contains(
                        "belfry_api_requests_seconds_count{" + labels + "} 2",
                        "belfry_api_requests_seconds_bucket{" + labels + ",le=\"0.0025\"} 0",
                        "belfry_api_requests_seconds_bucket{" + labels + ",le=\"0.005\"} 2",
                        "belfry_api_requests_seconds_bucket{" + labels + ",le=\"+Inf\"} 2");
    }

    @Test
    void webhook_calls_are_counted_by_outcome() {
        metrics.on(new WebhookCalled("shop", WebhookCalled.Outcome.DELIVERED));
        metrics.on(new WebhookCalled("shop", WebhookCalled.Outcome.GIVEN_UP));

        assertThat(lines())
                .contains(
                        "belfry_webhook_calls_total{app=\"shop\",outcome=\"delivered\"} 1.0",
                        "belfry_webhook_calls_total{app=\"shop\",outcome=\"given_up\"} 1.0");
    }

    @Test
    void nothing_of_what_a_client_sends_becomes_a_label() {
        metrics.on(
                new ClientEventSent(
                        "shop",
                        new ChannelName("private-secret-plan"),
                        "client-typing",
                        "{\"word\":\"hush\"}",
                        SOCKET,
                        null));

        assertThat(page.scrape())
                .contains("belfry_client_events_total{app=\"shop\"} 1.0")
                .doesNotContain("secret-plan", "client-typing", "hush");
    }

    @Test
    void a_new_app_appears_and_a_removed_one_disappears() {
        metrics.on(new ConnectionRefused("school", ErrorCode.UNAUTHORIZED));
        hub.apps.remove("school");
        hub.apps.put("clinic", hub.traffic("clinic"));

        metrics.appsChanged();

        assertThat(page.scrape())
                .contains("{app=\"shop\"", "belfry_connections{app=\"clinic\"}")
                .doesNotContain("app=\"school\"");
    }

    @Test
    void what_a_removed_app_still_does_is_counted_under_none() {
        hub.apps.remove("school");
        metrics.appsChanged();

        metrics.on(new ConnectionClosed("school", SOCKET, 4001));

        assertThat(lines())
                .contains("belfry_connections_closed_total{app=\"none\",code=\"4001\"} 1.0");
    }

    @Test
    void two_hubs_share_a_registry_and_one_of_them_leaves() {
        MeterRegistry registry = new SimpleMeterRegistry();
        HubMetrics first = new HubMetrics(registry, hub, Tags.of("hub", "first"));
        HubMetrics second = new HubMetrics(registry, hub, Tags.of("hub", "second"));
        first.on(new ConnectionOpened("shop", SOCKET));
        second.on(new ConnectionOpened("shop", SOCKET));

        first.close();

        assertThat(registry.find("belfry.connections.opened").tag("hub", "first").counters())
                .isEmpty();
        assertThat(
                        registry.get("belfry.connections.opened")
                                .tags("hub", "second", "app", "shop")
                                .counter()
                                .count())
                .isEqualTo(1);
        second.close();
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void the_page_shows_the_process_too() {
        assertThat(page.scrape())
                .contains(
                        "jvm_memory_used_bytes{",
                        "jvm_gc_",
                        "jvm_threads_live_threads",
                        "process_files_open_files",
                        "process_cpu_usage",
                        "process_uptime_seconds");
    }

    private List<String> lines() {
        return page.scrape().lines().toList();
    }
}
