package io.belfry.example.school.api;

import io.belfry.example.school.course.Refusal;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Says in words what was not done, as Belfry's own endpoints do. */
@RestControllerAdvice
class Failures {

    @ExceptionHandler
    ProblemDetail refused(Refusal refusal) {
        HttpStatus status =
                switch (refusal.kind()) {
                    case INVALID -> HttpStatus.BAD_REQUEST;
                    case FORBIDDEN -> HttpStatus.FORBIDDEN;
                    case MISSING -> HttpStatus.NOT_FOUND;
                    case CONFLICT -> HttpStatus.CONFLICT;
                };
        return ProblemDetail.forStatusAndDetail(status, String.valueOf(refusal.getMessage()));
    }
}
