package io.belfry.example.studyplanner.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

import java.security.MessageDigest;
import java.util.List;

/**
 * The keys by which the relay knows the study planner's API. Two are good at the same time, so that
 * one follows the other without a gap.
 */
@Validated
@ConfigurationProperties("study-planner")
record ApiKeys(
        @NotNull(message = "are missing: give study-planner.api-keys one, or two while they change")
                @Size(min = 1, max = 2, message = "are one, or two while they change")
                List<@Size(min = 32, message = "needs 32 characters at least") String> apiKeys) {

    /** Whether it is one of them. The time that takes says nothing of how nearly it is. */
    boolean know(String presented) {
        byte[] bytes = presented.getBytes(UTF_8);
        boolean isKnown = false;
        for (String each : apiKeys) {
            isKnown |= MessageDigest.isEqual(each.getBytes(UTF_8), bytes);
        }
        return isKnown;
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return apiKeys.size() + " API keys";
    }
}
