package io.belfry.example.studyplanner;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

import java.util.stream.Collectors;

/** Says in words what is wrong with a request (RFC 9457), in the API and in the relay. */
@RestControllerAdvice
public class Failures extends ResponseEntityExceptionHandler {

    /** Made by Spring. */
    Failures() {}

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        e.getBody()
                .setDetail(
                        e.getFieldErrors().stream()
                                .map(Failures::words)
                                .distinct()
                                .sorted()
                                .collect(Collectors.joining("; ", "", ".")));
        return handleExceptionInternal(e, e.getBody(), headers, status, request);
    }

    /** What people can get wrong has a sentence of its own, the rest is for programmers. */
    private static String words(FieldError error) {
        String message = String.valueOf(error.getDefaultMessage());
        return Character.isUpperCase(message.charAt(0))
                ? message
                : error.getField() + ": " + message;
    }
}
