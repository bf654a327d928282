package io.belfry.example.helpdesk.pages;

import io.belfry.example.helpdesk.desk.NoSuchTicket;
import io.belfry.example.helpdesk.desk.Refused;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;

import java.util.stream.Collectors;

/** Says in words what went wrong, on the page that tells of every other failure too. */
@ControllerAdvice
class Failures {

    @ExceptionHandler(NoSuchTicket.class)
    @ResponseStatus(HttpStatus.NOT_FOUND)
    String missing(NoSuchTicket e, Model model) {
        return page(e.getMessage(), model);
    }

    @ExceptionHandler(Refused.class)
    @ResponseStatus(HttpStatus.FORBIDDEN)
    String refused(Refused e, Model model) {
        return page(e.getMessage(), model);
    }

    @ExceptionHandler(InvalidForm.class)
    @ResponseStatus(HttpStatus.BAD_REQUEST)
    String invalid(InvalidForm e, Model model) {
        return page(e.getMessage(), model);
    }

    @ExceptionHandler(HandlerMethodValidationException.class)
    @ResponseStatus(HttpStatus.BAD_REQUEST)
    String invalid(HandlerMethodValidationException e, Model model) {
        String why =
                e.getParameterValidationResults().stream()
                        .flatMap(result ->
                                result.getResolvableErrors().stream()
                                        .map(error ->
                                                result.getMethodParameter().getParameterName()
                                                        + ": "
                                                        + error.getDefaultMessage()))
                        .collect(Collectors.joining("; ", "", "."));
        return page(why, model);
    }

    @ExceptionHandler(MethodArgumentTypeMismatchException.class)
    @ResponseStatus(HttpStatus.BAD_REQUEST)
    String invalid(MethodArgumentTypeMismatchException e, Model model) {
        return page(e.getName() + ": there is no such one.", model);
    }

    @ExceptionHandler(MaxUploadSizeExceededException.class)
    @ResponseStatus(HttpStatus.CONTENT_TOO_LARGE)
    String tooLarge(MaxUploadSizeExceededException e, Model model) {
        return page("files: a file may have 1 MB, and all together 5 MB.", model);
    }

    private static String page(@Nullable String message, Model model) {
        model.addAttribute("problem", String.valueOf(message));
        return "error";
    }
}
