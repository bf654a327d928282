package io.belfry.example.care.web;

import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

import tools.jackson.databind.exc.InvalidFormatException;

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

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        if (e.getCause() instanceof InvalidFormatException format
                && format.getTargetType() == String.class) {
            String field = format.getPath().getLast().getPropertyName();
            String why = "%s %s.".formatted(words(String.valueOf(field)), ReadableText.WORDS);
            ProblemDetail problem =
                    ProblemDetail.forStatusAndDetail(status, StringUtils.capitalize(why));
            return handleExceptionInternal(e, problem, headers, status, request);
        }
        return super.handleHttpMessageNotReadable(e, headers, status, request);
    }

    /**
     * {@code emergencyContact} as people say it, and as it is called in JSON: emergency contact.
     */
    private static String words(String field) {
        return field.replaceAll("(?=[A-Z])|_", " ").toLowerCase(Locale.ROOT);
    }

    /** Done twice at the same time, for example: what the database lets through is done once. */
    @ExceptionHandler({DataIntegrityViolationException.class, ConstraintViolationException.class})
    ProblemDetail twice() {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.CONFLICT, "That is there already, or something still needs it.");
    }
}
