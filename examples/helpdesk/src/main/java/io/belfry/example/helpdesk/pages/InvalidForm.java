package io.belfry.example.helpdesk.pages;

import java.io.Serial;

/** A form says something that cannot be; the message names the field and the limit. */
final class InvalidForm extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    InvalidForm(String message) {
        super(message);
    }
}
