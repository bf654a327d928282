package io.belfry.spring.jpa;

import org.hibernate.Hibernate;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.ser.PropertyWriter;

import java.util.Iterator;

/**
 * Writes attributes of an entity, each as Jackson would: with its annotations, and for those who
 * may see it. One that is lazy and not loaded is left out. Immutable.
 */
final class AttributesSerializer extends ValueSerializer<EntityAttributes> {
    @Override
    public void serialize(
            EntityAttributes value, JsonGenerator generator, SerializationContext context) {
        Object entity = value.entity();
        ValueSerializer<Object> serializer =
                context.findPrimaryPropertySerializer(entity.getClass(), null);
        Iterator<PropertyWriter> properties = serializer.properties();
        if (!properties.hasNext()) {
            // The application writes these entities in a way of its own.
            serializer.serialize(entity, generator, context);
            return;
        }
        generator.writeStartObject(entity);
        while (properties.hasNext()) {
            PropertyWriter property = properties.next();
            String attribute = value.type().attribute(property.getMember().getName());
            if (attribute != null && Hibernate.isPropertyInitialized(entity, attribute)) {
                write(property, entity, generator, context);
            }
        }
        generator.writeEndObject();
    }

    private static void write(
            PropertyWriter property,
            Object entity,
            JsonGenerator generator,
            SerializationContext context) {
        try {
            property.serializeAsProperty(entity, generator, context);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(
                    "%s of %s cannot be read".formatted(property.getName(), entity.getClass()), e);
        }
    }
}
