package io.belfry.fields;

/** Something that was given is not what it may be; the message names the limit. */
public final class FieldRefused extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String field;

    public FieldRefused(String field, String message) {
        super(message);
        this.field = field;
    }

    public FieldRefused(String field, String message, Throwable cause) {
        super(message, cause);
        this.field = field;
    }

    /** What is at fault, as it is called in JSON: {@code up_to}. */
    public String field() {
        return field;
    }
}
