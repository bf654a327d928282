package io.belfry.broadcasting.payload;

import io.belfry.broadcasting.event.BroadcastEvent;
import io.belfry.broadcasting.event.VisibleTo;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Writes payloads as JSON, each for an audience: what is {@link VisibleTo} others is not in it.
 * Thread-safe.
 */
public final class PayloadWriter {
    private final ObjectWriter json;

    /**
     * @param mapper as the application has it; it is not changed
     */
    public PayloadWriter(JsonMapper mapper) {
        SimpleModule audiences = new SimpleModule("belfry-audiences");
        audiences.setSerializerModifier(new AudienceProperties());
        this.json =
                mapper.rebuild()
                        .addMixIn(BroadcastEvent.class, EventAsPayload.class)
                        .addModule(audiences)
                        .build()
                        .writer();
    }

    /**
     * @param audience null for one that may see only what everybody may
     * @throws tools.jackson.core.JacksonException when the payload cannot be written
     */
    public String write(Object payload, @Nullable String audience) {
        return json.withAttribute(AudienceProperties.AUDIENCE, audience)
                .writeValueAsString(payload);
    }
}
