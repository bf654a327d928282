package io.belfry.example.helpdesk.pages;

import io.belfry.example.helpdesk.tickets.Tickets;

import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;
import org.springframework.web.multipart.MultipartFile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Files as browsers send them. */
final class Uploads {
    private static final int MOST = 5;
    private static final int LONGEST_NAME = 100;

    private Uploads() {}

    /**
     * The files of a form, of which browsers send an empty one when there are none.
     *
     * @throws InvalidForm when there are more than five, or a name is longer than a hundred
     *     characters
     */
    static List<Tickets.File> of(@Nullable List<MultipartFile> files) {
        if (files == null) {
            return List.of();
        }
        List<MultipartFile> sent = files.stream().filter(each -> !each.isEmpty()).toList();
        if (sent.size() > MOST) {
            throw new InvalidForm(
                    "files: %d were sent, and %d are allowed.".formatted(sent.size(), MOST));
        }
        return sent.stream().map(Uploads::read).toList();
    }

    private static Tickets.File read(MultipartFile file) {
        // Some browsers send the folder, too.
        String path = StringUtils.cleanPath(String.valueOf(file.getOriginalFilename()));
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (name.isBlank() || name.length() > LONGEST_NAME || name.indexOf('\0') >= 0) {
            throw new InvalidForm(
                    "files: the name of one has %d characters, and 1 to %d are allowed."
                            .formatted(name.length(), LONGEST_NAME));
        }
        try {
            return new Tickets.File(name, file.getBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
