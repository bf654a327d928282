package io.belfry.bench.whole;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The page with the results: a heading, and a section for each row. A run replaces the sections
 * that it has measured and leaves the others as they are; each says of which day and commit it is.
 * For one thread.
 */
final class Page {
    private static final String MARK = "\n### ";
    private static final String HEADING =
            """
            # Results

            Written by `bench/run`, which replaces the rows that it measures: `bench/run only=publish` measures those whose
            heading contains that. What heads a row are a scenario of `belfry bench` and its options, times in seconds
            (`publish size=128 duration=10` is `belfry bench publish --size 128 --duration 10s`). Before it every server
            answers publishes for 8 seconds, or takes 8 × 4,000 connections where connecting is measured (*warm*).
            Medians of the rounds, in brackets the least and the most; in every round all servers have their turn.
            Server and tester have a processor each, and the hub has one event loop.

            Machines differ, and so does one machine from hour to hour: compare within a row, and trust ratios.
            Belfry and bare Netty use io_uring where the system has it, the others and the tester epoll.
            What is not comparable: `ws`, `socket.io` and bare Netty check no signature and know no app; `socket.io` and
            Spring STOMP speak protocols of their own, with other frames around the same data; Spring answers a publish
            before it has delivered it.
            """;

    private final Path file;
    private final Map<String, String> sections = new LinkedHashMap<>();

    private Page(Path file) {
        this.file = file;
    }

    /** The page as it is, or an empty one. */
    static Page read(Path file) throws IOException {
        Page page = new Page(file);
        if (Files.exists(file)) {
            String[] parts = Files.readString(file, UTF_8).split(MARK, -1);
            for (int i = 1; i < parts.length; i++) {
                int end = parts[i].indexOf('\n');
                page.sections.put(parts[i].substring(0, end), parts[i].substring(end));
            }
        }
        return page;
    }

    /** Puts a row in its place, or at the end if it is new. */
    void put(String heading, String text) {
        sections.put(heading, "\n\n" + text.strip() + "\n");
    }

    void write() throws IOException {
        StringBuilder text = new StringBuilder(HEADING);
        sections.forEach((heading, section) -> text.append(MARK).append(heading).append(section));
        Files.writeString(file, text, UTF_8);
    }
}
