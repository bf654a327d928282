package io.belfry.bench;

import org.openjdk.jmh.Main;

import java.io.IOException;

/**
 * Runs the benchmarks of this package: {@code java io.belfry.bench.Micro [part of a name] [options
 * of JMH]}, for example {@code EventReading -f 1 -prof gc}.
 */
public final class Micro {
    private Micro() {}

    public static void main(String[] args) throws IOException {
        Main.main(args);
    }
}
