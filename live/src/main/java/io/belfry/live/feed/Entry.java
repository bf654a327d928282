package io.belfry.live.feed;

import io.belfry.fields.Millis;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

import java.time.Instant;

/**
 * An activity in a feed. Jackson writes it as pages get it. Immutable, as long as nobody writes
 * into {@code data}.
 *
 * @param id a number as a text; later entries have larger ones
 * @param data a JSON object
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Entry(
        String id,
        Actor actor,
        String verb,
        ActivityObject object,
        String summary,
        JsonNode data,
        @Millis Instant createdAt) {}
