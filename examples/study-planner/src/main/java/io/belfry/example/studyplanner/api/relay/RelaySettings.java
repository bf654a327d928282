package io.belfry.example.studyplanner.api.relay;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

import java.net.URI;

/**
 * Where the relay is, and the key by which it knows this application.
 *
 * @param url such as https://relay.example.org
 * @param apiKey one of those that the relay was given, which are secret
 */
@Validated
@ConfigurationProperties("study-planner.relay")
record RelaySettings(
        @NotNull URI url,
        @NotNull(
                        message =
                                "is missing: give study-planner.relay.api-key the key that the"
                                        + " relay has")
                @Size(min = 32, message = "needs 32 characters at least")
                String apiKey) {

    RelaySettings {
        if (url != null && (url.getHost() == null || !url.toString().startsWith("http"))) {
            throw new IllegalArgumentException(
                    "study-planner.relay.url is no address such as https://relay.example.org: "
                            + url);
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "relay at " + url;
    }
}
