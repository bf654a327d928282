package io.belfry.hub.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.NamingConvention;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Keeps the reference of the metrics true; run with {@code -Dbelfry.docs=write} to renew it. */
class MetricsReferenceTest {
    private static final Path REFERENCE = Path.of("../docs/reference/metrics.md");

    /** What the page shows of the process, by the start of the name. */
    private static final Map<String, String> PROCESS = new LinkedHashMap<>();

    static {
        PROCESS.put("jvm_memory_", "Memory by area and pool: used, committed, limit.");
        PROCESS.put("jvm_buffer_", "Buffers outside of the heap.");
        PROCESS.put("jvm_gc_", "Pauses and what they freed.");
        PROCESS.put("jvm_threads_", "Threads by state.");
        PROCESS.put("process_files_", "File descriptors: open, and how many may be.");
        PROCESS.put("process_cpu_", "Processor use of this process.");
        PROCESS.put("system_", "Processors of the machine and their use.");
        PROCESS.put("process_", "When it started, and for how long it has been running.");
    }

    private final MetricsPage page = new MetricsPage();
    private final NamingConvention names = page.registry().config().namingConvention();

    @Test
    void the_reference_tells_of_every_meter() throws IOException {
        String reference = reference();
        if ("write".equals(System.getProperty("belfry.docs"))) {
            Files.createDirectories(REFERENCE.getParent());
            Files.writeString(REFERENCE, reference);
        }

        assertThat(REFERENCE)
                .as(
                        "mvn -pl hub -am test -Dtest=MetricsReferenceTest -Dbelfry.docs=write"
                                + " renews it")
                .hasContent(reference);
    }

    @Test
    void every_name_on_the_page_is_in_the_reference() {
        GivenHub hub = new GivenHub("shop");
        hub.peers = new GivenPeers();
        HubMetrics metrics = new HubMetrics(page.registry(), hub);
        EveryEvent.inApp("shop").forEach(metrics::on);
        List<String> known = List.of(HubMeter.values()).stream().map(this::prometheusName).toList();

        List<String> shown =
                page.scrape()
                        .lines()
                        .filter(line -> line.startsWith("# TYPE "))
                        .map(line -> line.split(" ", -1)[2])
                        .toList();

        assertThat(shown).containsAll(known);
        assertThat(shown)
                .allMatch(name ->
                        known.contains(name)
                                || name.equals(prometheusName(HubMeter.API_REQUESTS) + "_max")
                                || PROCESS.keySet().stream().anyMatch(name::startsWith));
        assertThat(PROCESS.keySet())
                .allMatch(start -> shown.stream().anyMatch(name -> name.startsWith(start)));
    }

    private String reference() {
        StringBuilder text = new StringBuilder();
        text.append(
                """
                # Metrics

                <!-- Written by MetricsReferenceTest out of HubMeter; do not edit. -->

                `GET /metrics` shows them in the text format of Prometheus. Who may read it is set
                under `metrics` in the [settings](settings.md): by default only callers on the same
                machine. A Java program that embeds a hub and brings its own Micrometer registry
                finds the same meters there, under the names with dots.

                The label `app` is the id of the app. An app that is added at a reload appears, one
                that is removed disappears. What belongs to no app that is served, such as health checks
                and clients with a wrong key, is counted under `app="none"`. Counters begin at 0 with the start of the node; one of
                a code or an outcome is there from its first time on. Counts and gauges
                are those of one node; add them up over all nodes of a deployment.

                """);
        text.append("## The hub\n\n");
        text.append(
                "| Prometheus | Micrometer | kind | labels | meaning |\n|---|---|---|---|---|\n");
        for (HubMeter meter : HubMeter.values()) {
            text.append(row(meter));
        }
        text.append(
                """

                `belfry_api_requests_seconds` comes as `_bucket`, `_count` and `_sum`; its buckets
                end at %s.
                The longest of the last minutes is `belfry_api_requests_seconds_max`.

                ## The process

                Only on the page of a hub that is not embedded.

                | begins with | meaning |
                |---|---|
                """
                        .formatted(buckets()));
        PROCESS.forEach(
                (start, meaning) -> text.append("| `%s` | %s |\n".formatted(start, meaning)));
        return text.toString();
    }

    private String row(HubMeter meter) {
        return "| `%s` | `%s` | %s | %s | %s |\n"
                .formatted(
                        prometheusName(meter),
                        meter.meterName(),
                        meter.kind().name().toLowerCase(Locale.ROOT),
                        meter.labels().stream()
                                .map(label -> "`" + label + "`")
                                .collect(Collectors.joining(", ")),
                        meter.meaning());
    }

    private String prometheusName(HubMeter meter) {
        Meter.Type type =
                switch (meter.kind()) {
                    case GAUGE -> Meter.Type.GAUGE;
                    case COUNTER -> Meter.Type.COUNTER;
                    case TIMER -> Meter.Type.TIMER;
                };
        String name = names.name(meter.meterName(), type, meter.unit());
        return type == Meter.Type.COUNTER ? name + "_total" : name;
    }

    private static String buckets() {
        return MeterShelf.BUCKETS.stream()
                .map(each -> "%s ms".formatted(millis(each)))
                .collect(Collectors.joining(", "));
    }

    private static String millis(Duration bucket) {
        double millis = bucket.toNanos() / 1e6;
        return millis == Math.rint(millis)
                ? Long.toString(Math.round(millis))
                : Double.toString(millis);
    }
}
