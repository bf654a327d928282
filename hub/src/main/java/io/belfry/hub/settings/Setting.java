package io.belfry.hub.settings;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes one setting. Its name in a settings file is that of the record component in snake case.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {

    /** How often one meets it. */
    enum Level {
        ESSENTIAL,
        FREQUENT,
        RARE
    }

    /** What it does, in a sentence or two. */
    String value();

    /** Another name than the component's, where clients of Laravel Reverb know it by that. */
    String name() default "";

    /** Names of environment variables that Laravel Reverb reads for it. */
    String[] env() default {};

    /**
     * The least value, itself included. Durations in milliseconds, sizes in bytes, texts in
     * characters.
     */
    long min() default Long.MIN_VALUE;

    /** The greatest value, itself included. Units as for {@link #min}. */
    long max() default Long.MAX_VALUE;

    /** What numbers count, where that does not go without saying: {@code bytes}. */
    String unit() default "";

    /** Whether it must be given, there being no sensible default. */
    boolean required() default false;

    /** Whether the value must never be shown. */
    boolean secret() default false;

    Level level() default Level.RARE;
}
