package io.belfry.hub.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.hub.netty.FrameReaderFuzz;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

class FuzzingTest {
    private static final int MUTATIONS = 30_000;

    @Test
    void no_bytes_disturb_the_frame_reader() throws Exception {
        Fuzzer.fuzz(FrameReaderFuzz.class, FrameReaderFuzz.seeds());
    }

    @Test
    void no_text_disturbs_the_readers_of_json() throws Exception {
        Fuzzer.fuzz(JsonReadersFuzz.class, jsonSeeds());
    }

    @Test
    void the_same_mutations_disturb_no_reader_each_time() {
        mutate(FrameReaderFuzz.seeds(), FrameReaderFuzz::fuzzerTestOneInput);
        mutate(jsonSeeds(), JsonReadersFuzz::fuzzerTestOneInput);
    }

    /** Needs no fuzzer, and so runs alike on every machine. */
    private static void mutate(List<byte[]> seeds, Consumer<byte[]> target) {
        Random random = new Random(20_261_121);
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] input = seeds.get(random.nextInt(seeds.size())).clone();
            for (int change = random.nextInt(5); change > 0 && input.length > 0; change--) {
                input[random.nextInt(input.length)] = (byte) random.nextInt();
            }
            target.accept(Arrays.copyOf(input, random.nextInt(input.length + 9)));
        }
    }

    private static List<byte[]> jsonSeeds() {
        return JsonReadersFuzz.seeds().stream().map(text -> text.getBytes(UTF_8)).toList();
    }
}
