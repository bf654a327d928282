package io.belfry.example.studyplanner.api.sessions;

import io.belfry.example.studyplanner.api.people.SignedIn;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;

/** What pages ask: pupils of their own session, mentors of all their pupils. */
@RestController
@RequestMapping("/api")
class SessionEndpoints {
    private final StudySessions sessions;

    SessionEndpoints(StudySessions sessions) {
        this.sessions = sessions;
    }

    record Plan(
            @NotBlank(message = SUBJECT)
                    @Size(max = 80, message = SUBJECT)
                    @Pattern(regexp = "[^\\p{Cntrl}\\p{Cs}]*", message = SUBJECT)
                    String subject,
            @NotNull(message = MINUTES)
                    @Min(value = 5, message = MINUTES)
                    @Max(value = 240, message = MINUTES)
                    Integer plannedMinutes) {
        static final String SUBJECT = "Een vak heeft 1 tot 80 leesbare tekens";
        static final String MINUTES = "Een sessie duurt 5 tot 240 minuten";
    }

    record Dashboard(List<StudySessions.Pupil> pupils, List<StudySession> sessions) {}

    @GetMapping("/dashboard")
    Dashboard dashboard(@AuthenticationPrincipal SignedIn me) {
        return new Dashboard(sessions.pupilsOf(me), sessions.lastOfPupilsOf(me));
    }

    @GetMapping("/sessions/last")
    ResponseEntity<StudySession> last(@AuthenticationPrincipal SignedIn me) {
        return sessions.lastOf(me)
                .map(ResponseEntity::ok)
                .orElseGet(() -> ResponseEntity.noContent().build());
    }

    @PostMapping("/sessions")
    @ResponseStatus(HttpStatus.CREATED)
    StudySession start(@AuthenticationPrincipal SignedIn me, @RequestBody @Valid Plan plan) {
        return sessions.start(me, plan.subject().strip(), plan.plannedMinutes());
    }

    @PostMapping("/sessions/{id}/stop")
    StudySession stop(@AuthenticationPrincipal SignedIn me, @PathVariable long id) {
        return sessions.stop(me, id);
    }

    /** Started twice at the same time: the database lets one through. */
    @ExceptionHandler(DuplicateKeyException.class)
    ProblemDetail twice() {
        return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, "Er is al een sessie bezig.");
    }
}
