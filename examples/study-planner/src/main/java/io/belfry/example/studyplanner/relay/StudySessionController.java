package io.belfry.example.studyplanner.relay;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.broadcasting.driver.BroadcastFailed;

import jakarta.validation.Valid;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What the API tells the relay; each is answered when the hub has it. */
@RestController
@RequestMapping("/api/study-planner")
class StudySessionController {
    private final Broadcaster broadcaster;

    StudySessionController(Broadcaster broadcaster) {
        this.broadcaster = broadcaster;
    }

    @PostMapping("/session-updated")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void updated(
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody @Valid StudySessionUpdated update) {
        broadcaster.broadcast(update).key(key).now().send();
    }

    @PostMapping("/users/{id}/disconnect")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void disconnect(@PathVariable long id) {
        broadcaster.disconnect(Long.toString(id));
    }

    /** Of the key. */
    @ExceptionHandler
    ProblemDetail unusable(IllegalArgumentException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, e.getMessage());
    }

    /** The API tries again. */
    @ExceptionHandler
    ProblemDetail failed(BroadcastFailed e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, e.getMessage());
    }
}
