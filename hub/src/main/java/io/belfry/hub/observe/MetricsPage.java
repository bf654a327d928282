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

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A registry of the hub's own with what Prometheus reads from it, for a hub that nobody embeds.
 * Besides the hub's meters it shows the process: memory, garbage collection, threads, processor and
 * file descriptors.
 *
 * <p>Loading all this would take a good part of the hub's start. So the registry is made on another
 * thread while the maker of the page goes on, and what is shown of the process begins with the
 * first look, which takes some 50 ms and is not for an event loop.
 *
 * <p>Thread-safe: the registry is; the first look is guarded by the page itself.
 */
public final class MetricsPage implements AutoCloseable {
    /** Of what {@link #scrape()} answers: the text format of Prometheus. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final CompletableFuture<PrometheusMeterRegistry> registry =
            CompletableFuture.supplyAsync(
                    () -> new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));

    /** Watches for collections once somebody has looked. */
    private @Nullable JvmGcMetrics garbageCollection;

    /** The registry for {@link HubMetrics}, and for meters of others. */
    public MeterRegistry registry() {
        return registry.join();
    }

    /** All meters as they stand now. */
    public String scrape() {
        PrometheusMeterRegistry meters = registry.join();
        showProcess(meters);
        return meters.scrape();
    }

    @Override
    public synchronized void close() {
        registry.join().close();
        if (garbageCollection != null) {
            garbageCollection.close();
        }
    }

    private synchronized void showProcess(MeterRegistry meters) {
        if (garbageCollection == null && !meters.isClosed()) {
            garbageCollection = new JvmGcMetrics();
            processMeters(garbageCollection).forEach(each -> each.bindTo(meters));
        }
    }

    private static List<MeterBinder> processMeters(JvmGcMetrics garbageCollection) {
        return List.of(
                new JvmMemoryMetrics(),
                garbageCollection,
                new JvmThreadMetrics(),
                new ProcessorMetrics(),
                new FileDescriptorMetrics(),
                new UptimeMetrics());
    }
}
