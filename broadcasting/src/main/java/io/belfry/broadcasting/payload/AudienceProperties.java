package io.belfry.broadcasting.payload;

import io.belfry.broadcasting.event.VisibleTo;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.ser.BeanPropertyWriter;
import tools.jackson.databind.ser.ValueSerializerModifier;
import tools.jackson.databind.util.NameTransformer;

import java.util.ArrayList;
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
        BeanDescription description = bean.get();
        refuse(description.findAnyGetter(), "@JsonAnyGetter");
        refuse(description.findJsonValueAccessor(), "@JsonValue");
        properties.replaceAll(AudienceProperties::guarded);
        return properties;
    }

    /** Jackson writes these past all properties. */
    private static void refuse(@Nullable AnnotatedMember member, String what) {
        if (member != null && member.hasAnnotation(VisibleTo.class)) {
            throw new IllegalArgumentException(
                    "%s has %s and @VisibleTo, which do not go together"
                            .formatted(member.getFullName(), what));
        }
    }

    private static BeanPropertyWriter guarded(BeanPropertyWriter property) {
        VisibleTo own = property.getAnnotation(VisibleTo.class);
        List<Set<String>> all = new ArrayList<>();
        if (own != null) {
            all.add(Set.of(own.value()));
        }
        all.addAll(Restriction.of(property.getType().getRawClass()).all());
        return all.isEmpty() ? property : new Guarded(property, new Restriction(all));
    }

    @Override
    public ValueSerializer<?> modifySerializer(
            SerializationConfig config,
            BeanDescription.Supplier bean,
            ValueSerializer<?> serializer) {
        BeanDescription description = bean.get();
        refuse(description.findJsonValueAccessor(), "@JsonValue");
        Restriction restriction = Restriction.of(description.getBeanClass());
        return restriction.restricts() ? new GuardedValue(serializer, restriction) : serializer;
    }

    static @Nullable String audience(SerializationContext context) {
        return (String) context.getAttribute(AUDIENCE);
    }

    /** A property that is left out for all but some. */
    private static final class Guarded extends BeanPropertyWriter {
        private static final long serialVersionUID = 1L;

        private final BeanPropertyWriter property;
        private final transient Restriction restriction;

        Guarded(BeanPropertyWriter property, Restriction restriction) {
            super(property);
            this.property = property;
            this.restriction = restriction;
        }

        private boolean isVisible(SerializationContext context) {
            return restriction.admits(audience(context));
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
            return new Guarded(property.rename(transformer), restriction);
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
            return new Guarded(property.unwrappingWriter(unwrapper), restriction);
        }
    }
}
