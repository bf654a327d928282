package io.belfry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The settings file that the first start writes. */
final class FirstFile {
    private FirstFile() {}

    /**
     * Writes a file for development on this machine, with a new app. Only its owner can read it,
     * from the moment it is there. Does nothing when another process was quicker.
     */
    static void write(Path file) throws Failure {
        FileAttribute<?>[] ownerOnly =
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        Set<StandardOpenOption> once =
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (SeekableByteChannel channel = Files.newByteChannel(file, once, ownerOnly)) {
            ByteBuffer text = ByteBuffer.wrap(text(NewApp.random()).getBytes(UTF_8));
            while (text.hasRemaining()) {
                channel.write(text);
            }
        } catch (FileAlreadyExistsException e) {
            // The other one's app is as good as ours would have been.
        } catch (IOException e) {
            throw new Failure(
                    file.toAbsolutePath()
                            + " cannot be written. Start in a folder of your own, or name a"
                            + " settings file with --config FILE.",
                    e);
        }
    }

    private static String text(NewApp app) {
        return """
        # Settings of this Belfry. Keep this file to yourself: it holds secrets.
        # After a change of apps: belfry reload. After any other: start again.

        # development: the playground is served and this machine is trusted. Otherwise: production.
        mode: development

        # 127.0.0.1 serves this machine only; 0.0.0.0 serves every network that it is in.
        server: { host: 127.0.0.1, port: 8080 }

        apps:
          - id: "%s"
            key: %s
            # Signs for the app: it belongs to your server, never into a page.
            secret: %s
        """
                .formatted(app.id(), quoted(app.key()), quoted(app.secret()));
    }

    // Random letters and digits can look like a number, such as 12345e67890.
    private static String quoted(String word) {
        return '"' + word + '"';
    }
}
