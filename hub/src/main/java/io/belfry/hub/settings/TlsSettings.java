package io.belfry.hub.settings;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/** How a hub encrypts; it does when both files are named. Immutable. */
public record TlsSettings(
        @Setting(
                        value = "PEM file with the certificate chain. Read anew when it changes.",
                        level = Setting.Level.FREQUENT)
                @Nullable Path certificate,
        @Setting(
                        value =
                                "PEM file with the private key in PKCS#8. Read anew when it"
                                        + " changes.",
                        level = Setting.Level.FREQUENT)
                @Nullable Path key) {

    /**
     * @throws IllegalArgumentException naming the setting that is out of its range
     */
    public TlsSettings {
        if ((certificate == null) != (key == null)) {
            throw new IllegalArgumentException("tls needs certificate and key, or neither");
        }
    }

    /** What applies when nothing is said. */
    public static TlsSettings defaults() {
        return builder().build();
    }

    /** Starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts from these settings. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.certificate = certificate;
        builder.key = key;
        return builder;
    }

    /** Whether the hub itself encrypts. */
    public boolean enabled() {
        return certificate != null;
    }

    /** Gathers settings. Not thread-safe. */
    public static final class Builder {
        private @Nullable Path certificate;
        private @Nullable Path key;

        private Builder() {}

        public Builder certificate(@Nullable Path certificate) {
            this.certificate = certificate;
            return this;
        }

        public Builder key(@Nullable Path key) {
            this.key = key;
            return this;
        }

        public TlsSettings build() {
            return new TlsSettings(certificate, key);
        }
    }
}
