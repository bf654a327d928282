package io.belfry.example.care.web;

import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

import java.util.Locale;
import java.util.stream.Collectors;

/** Says in words what went wrong (RFC 9457). */
@RestControllerAdvice
class Failures extends ResponseEntityExceptionHandler {

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        String why =
                e.getFieldErrors().stream()
                        .map(error -> words(error.getField()) + " " + error.getDefaultMessage())
                        .sorted()
                        .collect(Collectors.joining("; ", "", "."));
        e.getBody().setDetail(StringUtils.capitalize(why));
        return handleExceptionInternal(e, e.getBody(), headers, status, request);
    }

    /** {@code emergencyContact} as people say it: emergency contact. */
    private static String words(String field) {
        return field.replaceAll("(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    /** Done twice at the same time, for example: what the database lets through is done once. */
    @ExceptionHandler({DataIntegrityViolationException.class, ConstraintViolationException.class})
    ProblemDetail twice() {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.CONFLICT, "That is there already, or something still needs it.");
    }
}
