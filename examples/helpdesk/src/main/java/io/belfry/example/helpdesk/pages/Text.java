package io.belfry.example.helpdesk.pages;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;

import org.jspecify.annotations.Nullable;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Something to read: not blank, not too long, and without the character that no database keeps. */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Text.Validator.class)
@interface Text {

    /** So many characters it has at most. */
    int longest();

    String message() default
            "1 to {longest} characters are allowed, and something to see among them";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Says whether it is. */
    final class Validator implements ConstraintValidator<Text, String> {
        private int longest;

        @Override
        public void initialize(Text annotation) {
            longest = annotation.longest();
        }

        @Override
        public boolean isValid(@Nullable String value, ConstraintValidatorContext context) {
            return value != null
                    && !value.isBlank()
                    && value.length() <= longest
                    && value.indexOf('\0') < 0;
        }
    }
}
