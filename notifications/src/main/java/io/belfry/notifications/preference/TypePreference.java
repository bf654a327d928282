package io.belfry.notifications.preference;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;

import io.belfry.fields.FieldRefused;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Over which routes a user wants notifications of one type. Immutable.
 *
 * @param routes by name: whether the user wants them; in an answer all that the type may take
 */
public record TypePreference(
        String type, @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, Boolean> routes) {

    /**
     * @throws FieldRefused when there is no type, or a route has no value, as JSON may have it
     */
    public TypePreference {
        if (type == null) {
            throw new FieldRefused("types", "types has one without a type");
        }
        if (routes.values().stream().anyMatch(Objects::isNull)) {
            throw new FieldRefused("types", "types has a route of " + type + " that is null");
        }
        routes = Collections.unmodifiableMap(new TreeMap<>(routes));
    }
}
