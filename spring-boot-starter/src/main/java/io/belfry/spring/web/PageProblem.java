package io.belfry.spring.web;

import org.jspecify.annotations.Nullable;

/** What a page has asked for is not to be had; it is told so, and the log is not. */
public final class PageProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int TOO_LARGE = 413;

    private final int status;
    private final @Nullable String field;

    private PageProblem(int status, String detail, @Nullable String field) {
        super(detail, null, false, false);
        this.status = status;
        this.field = field;
    }

    /** What was sent cannot be understood, where that is not the fault of one field. */
    public static PageProblem badRequest(String detail) {
        return new PageProblem(BAD_REQUEST, detail, null);
    }

    /** A field is not what it may be. */
    static PageProblem field(String field, String detail) {
        return new PageProblem(BAD_REQUEST, detail, field);
    }

    /** Who asks is a guest, or has not proved to be who they say. */
    public static PageProblem unauthorized() {
        return new PageProblem(UNAUTHORIZED, "nobody is signed in", null);
    }

    /** The user may not. */
    public static PageProblem forbidden(String detail) {
        return new PageProblem(FORBIDDEN, detail, null);
    }

    /** There is no such thing, or none of this user's. */
    public static PageProblem notFound() {
        return new PageProblem(NOT_FOUND, "there is none of this id", null);
    }

    /** The body has more bytes than are read. */
    public static PageProblem tooLarge(int most) {
        return new PageProblem(TOO_LARGE, "the body has more than %d bytes".formatted(most), null);
    }

    int status() {
        return status;
    }

    /** What is at fault, as it is called in JSON; null when it is no field. */
    @Nullable String field() {
        return field;
    }
}
