package io.belfry.broadcasting.event;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Who may see a part of a payload: a component of a record, a field or a getter, at any depth. On a
 * class or an interface, who may see objects of it: of an event, who hears of it at all. Everybody
 * else's payload lacks it, as does that of every channel whose rule knows no audiences; in a list
 * or a map there is null in the place of an object. Not for {@code @JsonAnyGetter} and
 * {@code @JsonValue}.
 *
 * <pre>{@code
 * record Reply(String message, @VisibleTo("agent") String note) {}
 * }</pre>
 */
@Documented
@Target({
    ElementType.TYPE,
    ElementType.RECORD_COMPONENT,
    ElementType.FIELD,
    ElementType.METHOD,
    ElementType.PARAMETER
})
@Retention(RetentionPolicy.RUNTIME)
public @interface VisibleTo {

    /** Audiences, as channel rules name them. */
    String[] value();
}
