package io.belfry.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.belfry.hub.settings.TlsSettings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/** A new certificate, signed by nobody, with its key. Has no state. */
public final class GivenCertificate {
    /** Of the key store. */
    public static final String PASSWORD = "password";

    private GivenCertificate() {}

    /**
     * One for another name than any of this machine: its PEM files in a folder, made by the keytool
     * of this JDK.
     *
     * @throws IOException when the folder cannot be written to, or there is no keytool
     * @throws GeneralSecurityException when what it made cannot be read
     * @throws InterruptedException when interrupted while it works
     */
    public static TlsSettings in(Path folder)
            throws IOException, GeneralSecurityException, InterruptedException {
        return in(folder, "elsewhere.test");
    }

    /** One for a name. The folder holds it as {@code store.p12} too, with {@link #PASSWORD}. */
    public static TlsSettings in(Path folder, String host)
            throws IOException, GeneralSecurityException, InterruptedException {
        Path store = folder.resolve("store.p12");
        keytool(store, host);
        return new TlsSettings(
                pem(
                        folder.resolve("chain.pem"),
                        "CERTIFICATE",
                        open(store).getCertificate("hub").getEncoded()),
                pem(
                        folder.resolve("key.pem"),
                        "PRIVATE KEY",
                        open(store).getKey("hub", PASSWORD.toCharArray()).getEncoded()));
    }

    private static void keytool(Path store, String host) throws IOException, InterruptedException {
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "hub",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=" + host,
                                "-ext",
                                "san=dns:" + host,
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                store.toString(),
                                "-storepass",
                                PASSWORD)
                        .inheritIO()
                        .start();
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool made no key");
        }
    }

    private static KeyStore open(Path store) throws IOException, GeneralSecurityException {
        KeyStore opened = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            opened.load(in, PASSWORD.toCharArray());
        }
        return opened;
    }

    private static Path pem(Path file, String what, byte[] content) throws IOException {
        String text = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(content);
        return Files.writeString(
                file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, text, what));
    }
}
