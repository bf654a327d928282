package io.belfry.broadcasting.payload;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.util.NameTransformer;

/**
 * Writes objects of a class that only some may see: for all others there is null in their place, be
 * it in a list, in a map or as a whole payload. Immutable, but for what Jackson prepares before it
 * writes.
 */
final class GuardedValue extends ValueSerializer<Object> {
    private final ValueSerializer<Object> serializer;
    private final Restriction restriction;

    @SuppressWarnings("unchecked") // Jackson gives it only objects of its class
    GuardedValue(ValueSerializer<?> serializer, Restriction restriction) {
        this.serializer = (ValueSerializer<Object>) serializer;
        this.restriction = restriction;
    }

    private boolean isVisible(SerializationContext context) {
        return restriction.admits(AudienceProperties.audience(context));
    }

    @Override
    public void resolve(SerializationContext context) {
        serializer.resolve(context);
    }

    @Override
    public ValueSerializer<?> createContextual(
            SerializationContext context, BeanProperty property) {
        return new GuardedValue(serializer.createContextual(context, property), restriction);
    }

    @Override
    public ValueSerializer<Object> unwrappingSerializer(NameTransformer unwrapper) {
        return new GuardedValue(serializer.unwrappingSerializer(unwrapper), restriction);
    }

    @Override
    public boolean isUnwrappingSerializer() {
        return serializer.isUnwrappingSerializer();
    }

    @Override
    public boolean isEmpty(SerializationContext context, Object value) {
        return !isVisible(context) || serializer.isEmpty(context, value);
    }

    @Override
    public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
        if (isVisible(context)) {
            serializer.serialize(value, generator, context);
        } else {
            writeNothing(generator);
        }
    }

    @Override
    public void serializeWithType(
            Object value,
            JsonGenerator generator,
            SerializationContext context,
            TypeSerializer type) {
        if (isVisible(context)) {
            serializer.serializeWithType(value, generator, context, type);
        } else {
            writeNothing(generator);
        }
    }

    /** An unwrapped object stands in the middle of another one, where null cannot. */
    private void writeNothing(JsonGenerator generator) {
        if (!serializer.isUnwrappingSerializer()) {
            generator.writeNull();
        }
    }
}
