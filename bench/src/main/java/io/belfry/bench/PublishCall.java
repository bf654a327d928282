package io.belfry.bench;

import io.belfry.hub.api.ApiRequest;
import io.belfry.hub.api.ApiResponse;
import io.belfry.hub.api.Router;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.util.concurrent.TimeUnit;

/** What the HTTP API does for one publish of 128 bytes, from the request to the broker. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class PublishCall {
    private final Router router = SignedPublish.router();
    private final ApiRequest request = new SignedPublish(128).request();

    /** What is refused is cheaper, and would make a fine figure. */
    @Setup
    public void requireSuccess() {
        ApiResponse answer = publish();
        if (answer.status() != 200) {
            throw new IllegalStateException("the hub answers " + answer.status());
        }
    }

    @Benchmark
    public ApiResponse publish() {
        return router.answer(request).join();
    }
}
