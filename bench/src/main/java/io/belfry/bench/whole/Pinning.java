package io.belfry.bench.whole;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Which processor something runs on, where the system has a way to say so. */
enum Pinning {
    SERVER("0"),
    TESTER("1"),
    NONE("");

    private static final boolean POSSIBLE =
            Files.isExecutable(Path.of("/usr/bin/taskset"))
                    && Runtime.getRuntime().availableProcessors() > 1;

    private final String processor;

    Pinning(String processor) {
        this.processor = processor;
    }

    List<String> of(List<String> command) {
        if (!POSSIBLE || this == NONE) {
            return command;
        }
        List<String> pinned = new ArrayList<>(List.of("/usr/bin/taskset", "-c", processor));
        pinned.addAll(command);
        return pinned;
    }
}
