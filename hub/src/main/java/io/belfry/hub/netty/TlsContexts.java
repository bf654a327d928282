package io.belfry.hub.netty;

import io.belfry.hub.settings.TlsSettings;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Objects;

import javax.net.ssl.SSLException;

/**
 * The certificate that the hub shows. When the files have changed it is read anew, for connections
 * from then on; files that cannot be read, or that do not fit together, leave the one before in
 * force.
 *
 * <p>Thread-safe: contexts are immutable and replaced as a whole; {@link #refresh} is called by one
 * thread.
 */
final class TlsContexts {
    private static final Logger LOG = LoggerFactory.getLogger(TlsContexts.class);

    private final Path certificate;
    private final Path key;
    private volatile SslContext current;
    private volatile String fingerprint;

    /** What was wrong when the files were last looked at; empty when nothing was. */
    private String complaint = "";

    /**
     * @throws IOException when the files cannot be read, saying which and why
     */
    TlsContexts(TlsSettings settings) throws IOException {
        this.certificate = Objects.requireNonNull(settings.certificate());
        this.key = Objects.requireNonNull(settings.key());
        this.fingerprint = fingerprint();
        this.current = load();
    }

    SslContext current() {
        return current;
    }

    /** Reads the files anew when they have changed. */
    void refresh() {
        try {
            String now = fingerprint();
            if (!now.equals(fingerprint)) {
                fingerprint = now;
                current = load();
                complaint = "";
                LOG.info("the TLS certificate was read anew from {}", certificate);
            }
        } catch (IOException e) {
            complain(String.valueOf(e.getMessage()));
        }
    }

    /** Says once what is wrong, however often the files are looked at. */
    private void complain(String wrong) {
        if (!wrong.equals(complaint)) {
            complaint = wrong;
            LOG.error("the TLS certificate before stays in force: {}", wrong);
        }
    }

    private SslContext load() throws IOException {
        try {
            TlsIdentity identity = TlsIdentity.read(certificate, key);
            return SslContextBuilder.forServer(identity.key(), identity.chain())
                    .protocols("TLSv1.3", "TLSv1.2")
                    .build();
        } catch (GeneralSecurityException | SSLException | IllegalArgumentException e) {
            throw new IOException(
                    "tls: %s and %s are not a PEM certificate chain and its PKCS#8 key: %s"
                            .formatted(certificate, key, e.getMessage()),
                    e);
        }
    }

    /** Time and size of both files, through links, as certificate tools replace these. */
    private String fingerprint() throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path file : new Path[] {certificate, key}) {
            if (!Files.isReadable(file)) {
                throw new IOException("tls: the file " + file + " cannot be read");
            }
            text.append(Files.getLastModifiedTime(file)).append(Files.size(file));
        }
        return text.toString();
    }
}
