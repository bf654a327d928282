package io.belfry.hub.observe;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import java.util.List;

/**
 * A registry of the hub's own with what Prometheus reads from it, for a hub that nobody embeds.
 * Besides the hub's meters it shows the process: memory, garbage collection, threads, processor and
 * file descriptors. Those begin with the first look at the page, because asking the JVM for them
 * would take a good part of the hub's start.
 *
 * <p>Thread-safe: the registry is; the first look is guarded by the page itself.
 */
public final class MetricsPage implements AutoCloseable {
    /** Of what {@link #scrape()} answers: the text format of Prometheus. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbageCollection = new JvmGcMetrics();
    private boolean showsProcess;

    /** The registry for {@link HubMetrics}, and for meters of others. */
    public MeterRegistry registry() {
        return registry;
    }

    /** All meters as they stand now. */
    public String scrape() {
        showProcess();
        return registry.scrape();
    }

    @Override
    public void close() {
        garbageCollection.close();
        registry.close();
    }

    private synchronized void showProcess() {
        if (!showsProcess && !registry.isClosed()) {
            showsProcess = true;
            processMeters().forEach(meters -> meters.bindTo(registry));
        }
    }

    private List<MeterBinder> processMeters() {
        return List.of(
                new JvmMemoryMetrics(),
                garbageCollection,
                new JvmThreadMetrics(),
                new ProcessorMetrics(),
                new FileDescriptorMetrics(),
                new UptimeMetrics());
    }
}
