package io.belfry.example.studyplanner;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** What a program knows of the one that has started it. Holds nothing. */
public final class Starter {
    static final String STARTED = "STUDY_PLANNER_STARTED";

    private Starter() {}

    /**
     * Ends this process with the one that started it, however that ends: it holds the other end of
     * the standard input. Does nothing where a person has started this one.
     */
    public static void endWithIt() {
        if (System.getenv(STARTED) != null) {
            Thread.ofPlatform().daemon().name("starter").start(Starter::awaitItsEnd);
        }
    }

    private static void awaitItsEnd() {
        try (InputStream in = System.in) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // Gone, too.
        }
        System.exit(0);
    }
}
