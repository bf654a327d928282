package io.belfry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

class FirstFileTest {
    @TempDir private Path folder;

    @Test
    void a_file_that_is_there_already_is_not_touched() throws Exception {
        Path file = Files.writeString(folder.resolve("belfry.yml"), "of somebody else");

        FirstFile.write(file);

        assertThat(file).hasContent("of somebody else");
    }

    @Test
    void a_folder_that_takes_no_file_is_told_in_a_sentence() {
        assertThatThrownBy(() -> FirstFile.write(folder.resolve("nowhere/belfry.yml")))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith(
                        folder.resolve("nowhere/belfry.yml") + " cannot be written.");
    }
}
