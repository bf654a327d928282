package io.belfry.hub.settings;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

public record TlsSettings(@Nullable Path certificate, @Nullable Path key) {
    public boolean enabled() {
        return certificate != null;
    }
}
