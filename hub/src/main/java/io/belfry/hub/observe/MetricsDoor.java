package io.belfry.hub.observe;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.hub.settings.MetricsSettings;

import org.jspecify.annotations.Nullable;

import java.security.MessageDigest;

/** Who may read the metrics: this machine, whoever has the token, or everybody. Immutable. */
public final class MetricsDoor {
    private static final String SCHEME = "Bearer ";

    private final MetricsSettings settings;

    public MetricsDoor(MetricsSettings settings) {
        this.settings = settings;
    }

    /**
     * Whether a caller may read.
     *
     * @param local whether it calls from this machine, with no proxy between
     * @param authorization its header of this name, or null
     */
    public boolean letsIn(boolean local, @Nullable String authorization) {
        return settings.open() || local || hasToken(authorization);
    }

    private boolean hasToken(@Nullable String authorization) {
        String token = settings.token();
        return token != null
                && authorization != null
                && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && MessageDigest.isEqual(
                        token.getBytes(UTF_8),
                        authorization.substring(SCHEME.length()).strip().getBytes(UTF_8));
    }
}
