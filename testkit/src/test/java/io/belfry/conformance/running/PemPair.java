package io.belfry.conformance.running;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate and its key for the time of a test, made by the keytool of the JDK.
 *
 * <p>Immutable.
 */
final class PemPair {
    private static final String ALIAS = "hub";
    private static final char[] PASSWORD = "only-in-tests".toCharArray();

    private final X509Certificate certificate;
    private final byte[] key;

    private PemPair(X509Certificate certificate, byte[] key) {
        this.certificate = certificate;
        this.key = key;
    }

    /**
     * Makes one for 127.0.0.1.
     *
     * @param folder where keytool may write
     * @param name that its subject gets
     */
    static PemPair madeIn(Path folder, String name) throws Exception {
        Path store = folder.resolve(name + ".p12");
        run(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-storepass",
                String.valueOf(PASSWORD),
                "-keystore",
                store.toString());
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        return new PemPair(
                (X509Certificate) keys.getCertificate(ALIAS),
                keys.getKey(ALIAS, PASSWORD).getEncoded());
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), US_ASCII);
        if (process.waitFor() != 0) {
            throw new IOException("keytool failed: " + output);
        }
    }

    X509Certificate certificate() {
        return certificate;
    }

    void writeCertificate(Path file) throws Exception {
        write(file, "CERTIFICATE", certificate.getEncoded());
    }

    void writeKey(Path file) throws Exception {
        write(file, "PRIVATE KEY", key);
    }

    /** Puts the file in its place at once, as the tools do that renew certificates. */
    private static void write(Path file, String kind, byte[] content) throws IOException {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(
                fresh, "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n".formatted(kind, base64));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * What a client needs that trusts these certificates and no others.
     *
     * @param protocol the newest version of TLS that it speaks, such as {@code TLSv1.2}
     */
    static SSLContext trusting(String protocol, List<PemPair> trusted)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (PemPair each : trusted) {
            store.setCertificateEntry(
                    each.certificate.getSubjectX500Principal().getName(), each.certificate);
        }
        TrustManagerFactory managers =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        SSLContext context = SSLContext.getInstance(protocol);
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
