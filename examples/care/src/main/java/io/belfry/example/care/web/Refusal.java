package io.belfry.example.care.web;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** Why something is not done, in words for those who wanted it. Holds nothing. */
public final class Refusal {
    private Refusal() {}

    /** There is no such thing, or it is none of theirs, which is not told apart. */
    public static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such thing.");
    }

    /** As things are, it cannot be done. */
    public static ResponseStatusException conflict(String why) {
        return new ResponseStatusException(HttpStatus.CONFLICT, why);
    }

    /** What was sent is not what it may be. */
    public static ResponseStatusException bad(String why) {
        return new ResponseStatusException(HttpStatus.BAD_REQUEST, why);
    }
}
