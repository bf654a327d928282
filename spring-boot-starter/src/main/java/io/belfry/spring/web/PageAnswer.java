package io.belfry.spring.web;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

import tools.jackson.databind.json.JsonMapper;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a page is answered. It is JSON as this library writes it, whatever the application has set
 * for its own. Immutable.
 *
 * @param status of HTTP
 * @param contentType of the body; null without one
 * @param body not to be written into
 */
public record PageAnswer(int status, @Nullable String contentType, byte[] body) {
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";

    private static PageAnswer of(int status, String contentType, Object body) {
        return new PageAnswer(status, contentType, JsonMapper.shared().writeValueAsBytes(body));
    }

    /** 200 with a body. */
    public static PageAnswer ok(Object body) {
        return of(HttpStatus.OK.value(), JSON, body);
    }

    /** 201 with a body. */
    public static PageAnswer created(Object body) {
        return of(HttpStatus.CREATED.value(), JSON, body);
    }

    /** 204. */
    public static PageAnswer nothing() {
        return new PageAnswer(HttpStatus.NO_CONTENT.value(), null, new byte[0]);
    }

    static PageAnswer problem(PageProblem problem) {
        return problem(problem.status(), String.valueOf(problem.getMessage()), problem.field());
    }

    /** RFC 9457. */
    static PageAnswer problem(int status, String detail, @Nullable String field) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", HttpStatus.valueOf(status).getReasonPhrase());
        problem.put("status", status);
        problem.put("detail", detail);
        if (field != null) {
            problem.put("field", field);
        }
        return of(status, PROBLEM, problem);
    }
}
