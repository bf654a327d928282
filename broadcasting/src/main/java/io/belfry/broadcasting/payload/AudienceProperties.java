package io.belfry.broadcasting.payload;

import io.belfry.broadcasting.event.VisibleTo;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.ser.BeanPropertyWriter;
import tools.jackson.databind.ser.ValueSerializerModifier;
import tools.jackson.databind.util.NameTransformer;

import java.util.List;
import java.util.Set;

/** Lets Jackson write a property that only some may see for them alone. */
final class AudienceProperties extends ValueSerializerModifier {
    /** Under this name a writer is told for whom it writes. */
    static final Object AUDIENCE = AudienceProperties.class;

    private static final long serialVersionUID = 1L;

    @Override
    public List<BeanPropertyWriter> changeProperties(
            SerializationConfig config,
            BeanDescription.Supplier bean,
            List<BeanPropertyWriter> properties) {
        properties.replaceAll(AudienceProperties::guarded);
        return properties;
    }

    private static BeanPropertyWriter guarded(BeanPropertyWriter property) {
        VisibleTo own = property.getAnnotation(VisibleTo.class);
        VisibleTo ofType = property.getType().getRawClass().getAnnotation(VisibleTo.class);
        BeanPropertyWriter guarded = property;
        for (VisibleTo each : new @Nullable VisibleTo[] {own, ofType}) {
            if (each != null) {
                guarded = new Guarded(guarded, Set.of(each.value()));
            }
        }
        return guarded;
    }

    /** A property that is left out for all but some. */
    private static final class Guarded extends BeanPropertyWriter {
        private static final long serialVersionUID = 1L;

        private final BeanPropertyWriter property;
        private final Set<String> audiences;

        Guarded(BeanPropertyWriter property, Set<String> audiences) {
            super(property);
            this.property = property;
            this.audiences = audiences;
        }

        private boolean isVisible(SerializationContext context) {
            return context.getAttribute(AUDIENCE) instanceof String audience
                    && audiences.contains(audience);
        }

        @Override
        public void serializeAsProperty(
                Object bean, JsonGenerator generator, SerializationContext context)
                throws Exception {
            if (isVisible(context)) {
                property.serializeAsProperty(bean, generator, context);
            }
        }

        @Override
        public void serializeAsElement(
                Object bean, JsonGenerator generator, SerializationContext context)
                throws Exception {
            if (isVisible(context)) {
                property.serializeAsElement(bean, generator, context);
            } else {
                generator.writeNull();
            }
        }

        @Override
        public BeanPropertyWriter rename(NameTransformer transformer) {
            return new Guarded(property.rename(transformer), audiences);
        }

        @Override
        public void assignSerializer(ValueSerializer<Object> serializer) {
            property.assignSerializer(serializer);
        }

        @Override
        public void assignNullSerializer(ValueSerializer<Object> serializer) {
            property.assignNullSerializer(serializer);
        }

        @Override
        public void assignTypeSerializer(TypeSerializer serializer) {
            property.assignTypeSerializer(serializer);
        }

        @Override
        public BeanPropertyWriter unwrappingWriter(NameTransformer unwrapper) {
            return new Guarded(property.unwrappingWriter(unwrapper), audiences);
        }
    }
}
